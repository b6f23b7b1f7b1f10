"""How well a passphrase resists someone who guesses, told in words.

An estimate, deliberately severe: each word counts for what it adds to those before it. It is computed on the phrase
being typed and kept nowhere.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Code

LONGUEUR_MIN = 12
"""Fewest characters of a passphrase."""

BITS_MOT = 11.0
"""What a word unrelated to the others adds: one among the 2,000 most used."""
_BITS_LETTRE, _BITS_CHIFFRE, _BITS_SIGNE, _BITS_DEVINE = 3.3, 3.3, 3.0, 3.0
_FAIBLE, _MOYENNE, _BONNE = 33.0, 42.0, 54.0

_DEVINES = frozenset(
    {
        "motdepasse", "mot", "passe", "password", "secret", "admin", "administrateur", "bonjour", "soleil", "azerty",
        "qwerty", "azertyuiop", "qsdfghjklm", "wxcvbn", "abcdef", "chambre", "metiers", "artisanat", "apprenti",
        "apprentis", "apprentissage", "apprentie", "plateforme", "referent", "referente", "mission", "locale", "jeune",
        "jeunes", "cfa", "mayenne", "laval", "france", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet",
        "aout", "septembre", "octobre", "novembre", "decembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
        "samedi", "dimanche", "amour", "doudou", "chouchou", "loulou",
    }
)  # fmt: skip
"""Words tried first by whoever guesses: habits, keyboards, the trade itself."""
_SUITES = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
)
_MORCEAUX = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_ANNEE = re.compile(r"(19|20)\d{2}")


class Niveau(Code):
    """Levels, from the one that is refused to the best."""

    TROP_COURTE = "trop_courte", "Trop courte"
    FAIBLE = "faible", "Facile à deviner"
    MOYENNE = "moyenne", "Correcte"
    BONNE = "bonne", "Solide"
    EXCELLENTE = "excellente", "Très solide"

    @property
    def acceptable(self) -> bool:
        """True when a base may be created with it."""
        return self not in {Niveau.TROP_COURTE, Niveau.FAIBLE}


ECHELLE = tuple(Niveau)
"""The levels in order, to draw a scale."""


@dataclass(frozen=True)
class Force:
    """The level of a phrase, its estimate in bits, and what would make it better (empty when nothing is needed)."""

    niveau: Niveau
    bits: float
    conseil: str = ""


def estimer(phrase: str) -> Force:
    """Return how strong a phrase is. Nothing of the phrase is in the result."""
    morceaux: list[str] = _MORCEAUX.findall(phrase)
    vus: set[str] = set()
    bits, devines, repetes = 0.0, 0, 0
    for morceau in morceaux:
        plie = fold(morceau) or morceau
        if plie in vus and len(plie) > 1:
            repetes += 1
            bits += 1
            continue
        vus.add(plie)
        gain, devine = _gain(morceau, plie)
        bits += gain
        devines += devine
    if len(phrase) < LONGUEUR_MIN:
        manquent = LONGUEUR_MIN - len(phrase)
        pluriel = "s" if manquent > 1 else ""
        conseil = f"Encore {manquent} caractère{pluriel} au moins. Quatre ou cinq mots sans rapport se retiennent bien."
        return Force(Niveau.TROP_COURTE, bits, conseil)
    return Force(_niveau(bits), bits, _conseil(bits, devines, repetes))


def _gain(morceau: str, plie: str) -> tuple[float, bool]:
    """Return the bits a piece adds, and whether it is among what is tried first."""
    if _suite(plie) or (len(set(plie)) == 1 and len(plie) > 2) or plie in _DEVINES:
        return _BITS_DEVINE, True
    if _ANNEE.fullmatch(plie):
        return 5.0, True
    if plie.isdigit():
        return _BITS_CHIFFRE * len(plie), False
    if not plie.isalpha():
        return _BITS_SIGNE, False
    capitale = 1.0 if morceau != morceau.lower() and morceau != morceau.capitalize() else 0.0
    return min(_BITS_LETTRE * len(set(plie)), BITS_MOT + math.log2(max(1, len(plie) - 3))) + capitale, False


def _suite(plie: str) -> bool:
    return len(plie) >= 4 and any(plie in suite for suite in _SUITES)


def _niveau(bits: float) -> Niveau:
    if bits < _FAIBLE:
        return Niveau.FAIBLE
    if bits < _MOYENNE:
        return Niveau.MOYENNE
    return Niveau.BONNE if bits < _BONNE else Niveau.EXCELLENTE


def _conseil(bits: float, devines: int, repetes: int) -> str:
    if bits >= _MOYENNE:
        return ""
    if repetes:
        return "Un mot répété n’ajoute rien. Remplacez-le par un mot sans rapport avec les autres."
    if devines:
        return "Une année, une suite du clavier ou un mot de votre métier se devine. Ajoutez un mot sans rapport."
    return "Ajoutez un ou deux mots sans rapport avec les autres."
