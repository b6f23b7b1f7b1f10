"""What a write touched, so that each screen refreshes only what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Sujet(StrEnum):
    """Kinds of things a screen can show."""

    CAMPAGNE = "campagne"
    BENEFICIAIRE = "beneficiaire"
    SUIVI = "suivi"
    DIFFICULTE = "difficulte"
    FICHE = "fiche"
    PARTENAIRE = "partenaire"
    REGLAGE = "reglage"


@dataclass(frozen=True)
class ChangeSet:
    """Subjects changed by a committed write, and the persons concerned (ids)."""

    sujets: frozenset[Sujet] = frozenset()
    beneficiaires: frozenset[int] = field(default=frozenset())

    def __or__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(self.sujets | other.sujets, self.beneficiaires | other.beneficiaires)
