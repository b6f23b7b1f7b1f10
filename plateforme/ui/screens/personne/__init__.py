"""One person's page and its dialogs."""
