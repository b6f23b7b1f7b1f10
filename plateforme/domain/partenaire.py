"""The directory of partners (domaine.md 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Theme, TypeStructure

DELAI_PAR_DEFAUT = 10
"""Calendar days a partner has to answer, unless its own card says otherwise (domaine.md 7)."""
DELAI_MAX = 30
"""Calendar days: a fiche expires then, a longer delay would mean nothing (domaine.md 7)."""


@dataclass(frozen=True)
class Structure:
    """A partner. ``territoire`` is free text, empty for the whole department; ``delai_jours`` in calendar days."""

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

THEMES_DU_REFERENT = frozenset({Theme.EMPLOYEUR, Theme.RECHERCHE, Theme.ORIENTATION})
"""The référent herself first, or the chamber's mediator (domaine.md 3)."""

_SIGLE = re.compile(r"\b[a-z](?: [a-z])+\b")
_SEPARATEURS = re.compile(r"[,;/\n]| et ")


def themes_de(structure: Structure) -> tuple[Theme, ...]:
    """Return the themes a structure handles: those of its card, else those of its type."""
    return structure.themes or THEMES_PAR_TYPE.get(structure.type, ())


def lieux_de(structure: Structure) -> tuple[str, ...]:
    """Return the places named by the territory of a structure; none means the whole department."""
    return tuple(lieu.strip() for lieu in _SEPARATEURS.split(structure.territoire) if lieu.strip())


def couvre(structure: Structure, commune: str, code_postal: str, departement: str = "") -> bool | None:
    """Return whether the territory holds a place; None when nothing lets it be told.

    A territory names communes, postcodes or departments (« Craon, Renazé », « 53 »). An empty one is the whole of
    ``departement``: a place known to be elsewhere is outside.
    """
    lieux = {fold(lieu) for lieu in lieux_de(structure)}
    if not fold(commune) and not code_postal:
        return None
    if not lieux:
        return not departement or not code_postal or code_postal.startswith(departement)
    chiffres = {lieu for lieu in lieux if lieu[:2].isdigit()}
    par_code = bool(code_postal) and any(code_postal.startswith(lieu) for lieu in chiffres)
    return par_code or any(_meme_lieu(lieu, fold(commune)) for lieu in lieux - chiffres)


def _meme_lieu(lieu: str, commune: str) -> bool:
    """« Pays de Craon » and « secteur de Craon » hold Craon."""
    return bool(commune) and f" {commune} " in f" {lieu} "


def meme_etablissement(premier: str, second: str) -> bool:
    """True when two names of a school are the same but for case, accents and a place added at the end.

    A single word (« CFA ») is too little to say that one name is the beginning of the other.
    """
    court, long = sorted((_sigles(fold(premier)), _sigles(fold(second))), key=len)
    return bool(court) and (court == long or (" " in court and long.startswith(f"{court} ")))


def _sigles(texte: str) -> str:
    """« c f a du bocage » (C.F.A. du Bocage) becomes « cfa du bocage »."""
    return _SIGLE.sub(lambda trouve: trouve[0].replace(" ", ""), texte)
