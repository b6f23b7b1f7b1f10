"""Fiches de liaison: the table, the document, what can be done with it, the writing of a new one."""
