"""onshelf: a catalog sheet in, the shop changed, a verdict on every row."""
