"""Marking what differs between two texts, letter by letter when they look alike."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape

from plateforme.domain.texte import fold
from plateforme.ui.theme import colors

RESSEMBLANCE = 0.75
"""Under this share of common letters the two texts are marked whole: letters in common would be chance."""
_MORCEAUX = re.compile(r"\d+|\D+")


def marquer(a: str, b: str, *, par_nombre: bool = False) -> tuple[str, str]:
    """Return both texts as rich text, what differs bold, underlined and on a tint (never told by colour alone).

    Case and accents are no difference. ``par_nombre``: whole numbers are compared (the day, the month, the year).
    """
    gauche = _MORCEAUX.findall(a) if par_nombre else list(a)
    droite = _MORCEAUX.findall(b) if par_nombre else list(b)
    if par_nombre and len(gauche) == len(droite):
        egaux = [x == y for x, y in zip(gauche, droite, strict=True)]
        return _rendre(gauche, egaux), _rendre(droite, egaux)
    comparaison = SequenceMatcher(None, _cles(gauche), _cles(droite), autojunk=False)
    vus_a, vus_b = [False] * len(gauche), [False] * len(droite)
    if comparaison.ratio() >= RESSEMBLANCE:
        for debut_a, debut_b, taille in comparaison.get_matching_blocks():
            vus_a[debut_a : debut_a + taille] = [True] * taille
            vus_b[debut_b : debut_b + taille] = [True] * taille
    return _rendre(gauche, vus_a), _rendre(droite, vus_b)


def _cles(morceaux: list[str]) -> list[str]:
    return [fold(m) or m for m in morceaux]


def _rendre(morceaux: list[str], egaux: list[bool]) -> str:
    rendu, ouvert = "", False
    for morceau, egal in zip(morceaux, egaux, strict=True):
        if egal is ouvert:
            rendu += "</u></b></span>" if ouvert else f'<span style="background-color: {colors().warning_soft}"><b><u>'
            ouvert = not ouvert
        rendu += escape(morceau)
    return rendu + ("</u></b></span>" if ouvert else "")
