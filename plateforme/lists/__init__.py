"""Reading strangers' spreadsheets: in a child process with limits, then columns, then people."""
