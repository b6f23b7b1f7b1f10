"""Plateforme: keep apprentices in their contract, from two lists to a closed fiche de liaison."""

__version__ = "0.1.0"
