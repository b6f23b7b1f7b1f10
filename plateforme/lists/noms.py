"""Names as lists write them: « Martin née Bodin », « DUPONT Jean-Marc », « Mme DUPONT »."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Sexe
from plateforme.lists.valeurs import sexe

_NEE = re.compile(r"^(?P<usage>.+?)[\s,(]+n[ée]e?\s+(?P<naissance>[^()]+?)\)?$", re.IGNORECASE)
_EPOUSE = re.compile(
    r"^(?P<naissance>.+?)[\s,(]+(?:[ée]pouse|[ée]poux|[ée]p\.?|[ée]pse|usage)\s+(?P<usage>[^()]+?)\)?$", re.IGNORECASE
)
_CIVILITE = re.compile(r"^(mme|mlle|madame|mademoiselle|m|mr|monsieur)\b\.?\s+(?=\S)", re.IGNORECASE)
_PARTICULES = {"de", "du", "des", "la", "le", "les", "da", "dos", "das", "el", "al", "ben", "ait", "van", "von", "mac",
               "mc", "saint", "sainte", "st", "ste", "d", "l", "di", "della", "abou", "bou", "ould", "san"}  # fmt: skip


@dataclass(frozen=True)
class NomLu:
    """The parts of a name cell."""

    nom: str
    prenoms: str = ""
    usage: str = ""
    sexe: Sexe | None = None


def lire_nom(brut: str) -> NomLu:
    """Split a surname cell into birth name, usage name, and the sex that a leading civility tells."""
    sans, civilite = _sans_civilite(brut)
    for forme in (_NEE, _EPOUSE):
        if trouve := forme.match(sans):
            return NomLu(trouve["naissance"].strip(), "", trouve["usage"].strip(), civilite)
    return NomLu(sans, sexe=civilite)


def _sans_civilite(brut: str) -> tuple[str, Sexe | None]:
    trouve = _CIVILITE.match(brut)
    return (brut[trouve.end() :], sexe(trouve[1])) if trouve else (brut, None)


def separer(brut: str) -> NomLu:
    """Split « NOM Prénom », « Prénom NOM », « Nom, Prénom » or « Nom Prénom ». ``prenoms`` empty: one word only."""
    sans, civilite = _sans_civilite(brut)
    if "," in sans:
        nom, _, prenoms = (morceau.strip() for morceau in sans.partition(","))
    else:
        nom, prenoms = _separer_mots(sans.split())
    lu = lire_nom(nom)
    return NomLu(lu.nom, prenoms, lu.usage, civilite)


def _separer_mots(mots: list[str]) -> tuple[str, str]:
    capitales = [mot.isupper() and len(mot.strip(".'’-")) > 1 for mot in mots]
    if any(capitales) and not all(capitales):
        if not capitales[0] and capitales[-1]:
            debut = capitales.index(True)
            debut = _reculer(mots, debut)
            return " ".join(mots[debut:]), " ".join(mots[:debut])
        fin = len(mots) - capitales[::-1].index(True)
        return " ".join(mots[:fin]), " ".join(mots[fin:])
    fin = 1
    while fin < len(mots) - 1 and all(mot in _PARTICULES for mot in fold(mots[fin - 1]).split()):
        fin += 1
    return " ".join(mots[:fin]), " ".join(mots[fin:])


def _reculer(mots: list[str], debut: int) -> int:
    """Take « de », « d' » before a capital name into the name."""
    while debut > 1 and fold(mots[debut - 1]) in _PARTICULES:
        debut -= 1
    return debut
