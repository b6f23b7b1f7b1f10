"""Names made comparable: accents, case, particles, SAINT / ST, compound names, typing errors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from plateforme.domain.texte import fold

_ABREGES = {"st": "saint", "ste": "sainte"}
_PARTICULES = frozenset(
    {"d", "de", "du", "des", "da", "das", "do", "dos", "di", "del", "della", "l", "la", "le", "les", "el", "al", "ben",
     "ait", "van", "von", "der", "mac", "mc", "o", "saint", "sainte"}
)  # fmt: skip
COURT = 4


@lru_cache(maxsize=200_000)
def mots(texte: str) -> tuple[str, ...]:
    """Return the folded words of a name, ST and STE written in full."""
    return tuple(_ABREGES.get(mot, mot) for mot in fold(texte).split())


def cle(texte: str) -> str:
    """Return a name as one word: « Le Gall », « LEGALL » and « le-gall » are the same."""
    return "".join(mots(texte))


@lru_cache(maxsize=200_000)
def parties(nom: str) -> tuple[str, ...]:
    """Return the parts of a compound surname, particles glued to what follows: « GUÉRIN-LE BRETON » has two."""
    resultat: list[str] = []
    attente = ""
    for mot in mots(nom):
        if mot in _PARTICULES:
            attente += mot
        else:
            resultat.append(attente + mot)
            attente = ""
    return tuple(resultat) if not attente else (*resultat, attente)


@lru_cache(maxsize=200_000)
def prenoms(texte: str) -> tuple[str, ...]:
    """Return the given names in order; a hyphenated one is one: « Jean-Marc Louis » gives jeanmarc, louis."""
    morceaux = texte.replace(",", " ").replace("‑", "-").split()
    return tuple(k for k in (cle(morceau) for morceau in morceaux) if k)


def proches(a: str, b: str) -> bool:
    """True for one typing error (two from 9 letters on; a swap of neighbours is one).

    Never in a name of 4 letters or fewer: there one edit makes another name (Léa and Léo are twins).
    """
    court = min(len(a), len(b))
    if court <= COURT:
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (2 if court >= 9 else 1)


def voisins(a: str, b: str) -> bool:
    """True for what a person should look at: one edit in a short name, two in a middle one."""
    court = min(len(a), len(b))
    if court < 2:
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (1 if court <= COURT else 2)


def squelette(mot: str) -> str:
    """Return the first consonants of a name, doubles reduced: a key that most typing errors leave alone."""
    resultat = mot[:1]
    for lettre in mot[1:]:
        if lettre not in "aeiouyh" and lettre != resultat[-1]:
            resultat += lettre
    return resultat[:4]


@dataclass(frozen=True, slots=True)
class Identite:
    """The name of a person, ready to be compared. ``noms`` are keys: birth name, then usage name when there is one."""

    noms: tuple[str, ...]
    parties: tuple[str, ...]
    prenoms: tuple[str, ...]
    prenom: str

    @property
    def cle(self) -> str:
        """Surname and given names in no order: the same for « Navarro Mohamed » and « Mohamed Navarro »."""
        return "|".join(sorted((self.noms[0] if self.noms else "", self.prenom)))


def identite(nom: str, prenoms_: str, nom_usage: str = "") -> Identite:
    """Return the comparable identity of a name."""
    noms = tuple(dict.fromkeys(k for k in (cle(nom), cle(nom_usage)) if k))
    suite = tuple(dict.fromkeys((*parties(nom), *parties(nom_usage))))
    return Identite(noms, suite, prenoms(prenoms_), cle(prenoms_))
