"""The documentation, and the tables in it that are printed from the code."""
