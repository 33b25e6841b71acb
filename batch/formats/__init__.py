"""The kinds of files that a sheet may come in, behind one port: batch.ports.Format."""
