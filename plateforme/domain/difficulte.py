"""A difficulty met by a young person (domaine.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plateforme.domain.vocabulaire import Gravite, IssueDifficulte, Origine, StatutDifficulte, Theme


@dataclass(frozen=True)
class Difficulte:
    """Coded by theme and seriousness, opened on a date, closed with an outcome."""

    id: int = 0
    beneficiaire_id: int = 0
    theme: Theme = Theme.AUTRE
    gravite: Gravite = Gravite.SERIEUSE
    origine: Origine = Origine.REFERENT
    statut: StatutDifficulte = StatutDifficulte.OUVERTE
    ouverte_le: date = date.min
    close_le: date | None = None
    issue: IssueDifficulte | None = None
    description: str = ""
