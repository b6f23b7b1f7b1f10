"""Reading what is typed in a field: dates in every way a French hand writes them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from plateforme.domain.dates import ajouter_mois
from plateforme.domain.texte import JOURS, JOURS_LONGS, MOIS, MOIS_LONGS, fold

_NUMERIQUE = re.compile(r"(\d{1,2})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{4}|\d{2}))?")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EN_LETTRES = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)(?: (\d{4}|\d{2}))?")
_DECALAGE = re.compile(r"([+-])\s*(\d{1,3})\s*([jsm]?)")
_MOTS = {"aujourd hui": 0, "auj": 0, "hier": -1, "demain": 1, "apres demain": 2}
_JOURS = {fold(mot) for mot in (*JOURS, *JOURS_LONGS)}
_PAS = {"": 1, "j": 1, "s": 7}
DANS_VINGT_ANS = 20
"""Years: two digits further ahead than this are of the century before (a birth date)."""


def lire_date(texte: str, aujourd_hui: date) -> date | None:
    """Return the date typed, None when it is none of 03/01/2011, 3/1/11, 3/1, 03012011, 3 janv. 2011, demain, +7.

    Without a year: the current one. With two digits: the year at most 20 years after ``aujourd_hui``.
    """
    brut = texte.strip().lower()
    if decalage := _DECALAGE.fullmatch(brut):
        return _decale(decalage, aujourd_hui)
    if iso := _ISO.fullmatch(brut):
        return _date(iso[3], iso[2], iso[1], aujourd_hui)
    if compact := _COMPACT.fullmatch(brut) or _NUMERIQUE.fullmatch(brut):
        return _date(compact[1], compact[2], compact[3], aujourd_hui)
    plie = fold(texte)
    if plie in _MOTS:
        return aujourd_hui + timedelta(days=_MOTS[plie])
    premier, _, reste = plie.partition(" ")
    if premier in _JOURS:
        plie = reste
    lettres = _EN_LETTRES.fullmatch(plie)
    mois = _mois(lettres[2]) if lettres else 0
    return _date(lettres[1], str(mois), lettres[3], aujourd_hui) if lettres and mois else None


def _decale(trouve: re.Match[str], aujourd_hui: date) -> date | None:
    nombre = int(trouve[1] + trouve[2])
    if trouve[3] == "m":
        return ajouter_mois(aujourd_hui, nombre)
    return aujourd_hui + timedelta(days=nombre * _PAS[trouve[3]])


def _mois(mot: str) -> int:
    """Return 1 to 12 for « janvier », « janv », « fév » (three letters or more, unambiguous), else 0."""
    if len(mot) < 3:
        return 0
    trouves = {
        rang
        for rang, noms in enumerate(zip(MOIS, MOIS_LONGS, strict=True), start=1)
        if any(fold(nom).startswith(mot) for nom in noms)
    }
    return trouves.pop() if len(trouves) == 1 else 0


def _date(jour: str, mois: str, annee: str | None, aujourd_hui: date) -> date | None:
    an = int(annee) if annee else aujourd_hui.year
    if annee and len(annee) == 2:
        siecle = aujourd_hui.year - aujourd_hui.year % 100
        an += siecle if siecle + an <= aujourd_hui.year + DANS_VINGT_ANS else siecle - 100
    try:
        return date(an, int(mois), int(jour))
    except ValueError:
        return None


_COURRIEL = re.compile(r"[^@\s<>(),;:\"]+@[^@\s<>(),;:\"]+\.[^@\s<>(),;:\".]{2,}")


def courriel_lisible(texte: str) -> bool:
    """True for something of the form « nom@domaine.fr »; whether it exists is not looked at."""
    return _COURRIEL.fullmatch(texte.strip()) is not None
