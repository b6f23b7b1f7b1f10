"""Évaluation: the groups side by side, what the figures bear, the protocol."""
