"""The window: everything that knows Qt, and nothing that knows a rule of the field."""
