"""The table of the people."""
