"""Speed and quality, each printed as a table by one command."""
