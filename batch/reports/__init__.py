"""The report, written for its readers: each module renders the same value for one of them. Nothing here decides."""
