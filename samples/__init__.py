"""A small shop of our own invention: its sheet, its online store, and a demonstration with both."""
