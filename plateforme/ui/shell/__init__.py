"""Parts of the main window: rail, top bar, search palette, history, progress."""
