"""Croisement: two lists, their columns, the pairs to check, the assignment."""
