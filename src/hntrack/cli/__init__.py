"""Floor 6: the command line.  One file a command; streams, exit codes and today's date are known here only."""
