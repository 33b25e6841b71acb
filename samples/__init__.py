"""A small shop of our own invention: its sheet, its online store, and a demonstration with both."""

SWITCHES = {"currency": "CAD", "languages": "fr,en"}  # of the sandbox that plays its store
