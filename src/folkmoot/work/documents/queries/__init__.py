"""What the register of documents holds, what each lacks, and what is due."""
