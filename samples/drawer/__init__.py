"""Small sheets, each with one thing wrong: what is wrong, the bytes, and what onshelf promises of them."""
