"""The site and its data over HTTP, for reading only."""
