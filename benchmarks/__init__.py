"""Measured on this machine, in one run: only the ratios hold elsewhere."""
