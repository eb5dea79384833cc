"""What those who fund owe: notice, time to bid, several years, reasons."""
