"""Item models: they take rows and never query."""
