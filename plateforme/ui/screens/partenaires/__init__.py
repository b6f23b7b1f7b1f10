"""Partners: the list, the card, the holes of the directory."""
