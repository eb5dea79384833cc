"""What the documents say of documents: their sheet, their reviews, who changes them, after whom."""
