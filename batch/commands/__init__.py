"""What each command does, for the command line; each file is imported only by the commands that need it."""
