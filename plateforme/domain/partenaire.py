"""The directory of partners (domaine.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plateforme.domain.vocabulaire import Theme, TypeStructure

DELAI_PAR_DEFAUT = 10
"""Calendar days a partner has to answer, unless its own card says otherwise (domaine.md 7)."""


@dataclass(frozen=True)
class Structure:
    """A partner structure.

    ``territoire`` is free text, empty for the whole department; ``delai_jours`` is in calendar days.
    """

    id: int = 0
    nom: str = ""
    type: TypeStructure = TypeStructure.AUTRE
    territoire: str = ""
    adresse: str = ""
    code_postal: str = ""
    commune: str = ""
    telephone: str = ""
    courriel: str = ""
    themes: tuple[Theme, ...] = ()
    charte_le: date | None = None
    delai_jours: int = DELAI_PAR_DEFAUT
    archivee_le: date | None = None


@dataclass(frozen=True)
class Interlocuteur:
    """A person at a partner. ``designe``: the référent désigné who receives the fiches."""

    id: int = 0
    structure_id: int = 0
    nom: str = ""
    fonction: str = ""
    telephone: str = ""
    courriel: str = ""
    designe: bool = False
    parti_le: date | None = None


THEMES_PAR_TYPE: dict[TypeStructure, tuple[Theme, ...]] = {
    TypeStructure.MISSION_LOCALE: (Theme.SANTE, Theme.MOBILITE, Theme.FINANCES, Theme.ORIENTATION),
    TypeStructure.LOGEMENT: (Theme.LOGEMENT,),
    TypeStructure.CFA: (Theme.FORMATION,),
    TypeStructure.MEDIATEUR: (Theme.EMPLOYEUR, Theme.CONDITIONS),
    TypeStructure.SERVICE_SOCIAL: (Theme.SOCIAL,),
}
"""Who handles what by default (domaine.md 3)."""
