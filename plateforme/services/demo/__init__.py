"""The demonstration base: an invented population that reproduces the published figures (domaine.md 9)."""

from plateforme.services.demo.calendrier import JOUR
from plateforme.services.demo.construction import PHRASE, construire, effacer

__all__ = ["JOUR", "PHRASE", "construire", "effacer"]
