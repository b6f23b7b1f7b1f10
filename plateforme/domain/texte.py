"""Names and words: folding for search and comparison, French display."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from plateforme.typographie import NBSP, NNBSP

JOURS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MOIS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
JOURS_LONGS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS_LONGS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# Letters that NFD does not take apart.
_INSECABLES = str.maketrans(
    {"ł": "l", "ø": "o", "œ": "oe", "æ": "ae", "ı": "i", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
)
_NON_MOT = re.compile(r"[^a-z0-9]+")


def fold(texte: str) -> str:
    """Return ``texte`` without case, accents or punctuation, words separated by one space."""
    decompose = unicodedata.normalize("NFKD", texte.casefold()).translate(_INSECABLES)
    sans_accent = "".join(c for c in decompose if not unicodedata.combining(c))
    return _NON_MOT.sub(" ", sans_accent).strip()


def cle_tri(texte: str) -> tuple[str, str]:
    """Return a sort key in which É sorts with E, ties broken by the exact text."""
    return fold(texte), texte


def date_courte(jour: date) -> str:
    """Return ``03/01/2011``."""
    return f"{jour:%d/%m/%Y}"


def date_moyenne(jour: date) -> str:
    """Return « lun. 3 janv. 2011 »."""
    return f"{JOURS[jour.weekday()]} {_quantieme(jour)} {MOIS[jour.month - 1]} {jour.year}".replace(" ", NBSP, 1)


def date_proche(jour: date, aujourd_hui: date) -> str:
    """Return « aujourd’hui », « demain », « hier », else « le lun. 3 janv. », with the year when it is another one."""
    proche = {0: "aujourd’hui", 1: "demain", -1: "hier"}.get((jour - aujourd_hui).days)
    if proche:
        return proche
    annee = f"{NBSP}{jour.year}" if jour.year != aujourd_hui.year else ""
    return f"le {JOURS[jour.weekday()]}{NBSP}{_quantieme(jour)}{NBSP}{MOIS[jour.month - 1]}{annee}"


def date_longue(jour: date) -> str:
    """Return « lundi 3 janvier 2011 »."""
    return f"{JOURS_LONGS[jour.weekday()]} {_quantieme(jour)} {MOIS_LONGS[jour.month - 1]} {jour.year}"


def heure(moment: datetime) -> str:
    """Return « 14 h 05 »."""
    return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02d}"


def _quantieme(jour: date) -> str:
    return "1er" if jour.day == 1 else str(jour.day)


def jours(nombre: int) -> str:
    """Return « 1 jour », « 4 jours »."""
    return f"{nombre}{NBSP}jour{'s' if abs(nombre) > 1 else ''}"


def pluriel(nombre: int, singulier: str, forme_plurielle: str = "") -> str:
    """Return ``nombre`` and its noun, plural from two on (0 is singular in French)."""
    mot = singulier if abs(nombre) < 2 else forme_plurielle or f"{singulier}s"
    return f"{entier(nombre)}{NBSP}{mot}"


def entier(nombre: int) -> str:
    """Return ``1 300`` with a narrow no-break space."""
    return f"{nombre:,}".replace(",", NNBSP)


def pourcentage(fraction: float, decimales: int = 1) -> str:
    """Return ``13,5 %`` for 0.135."""
    return f"{fraction * 100:.{decimales}f}".replace(".", ",") + f"{NNBSP}%"


def telephone(numero: str) -> str:
    """Return a French number by pairs (``06 12 34 56 78``); other numbers unchanged."""
    chiffres = re.sub(r"\D", "", numero)
    if numero.strip().startswith("+33") and len(chiffres) == 11:
        chiffres = "0" + chiffres[2:]
    if len(chiffres) == 10 and chiffres.startswith("0"):
        return NBSP.join(chiffres[i : i + 2] for i in range(0, 10, 2))
    return numero.strip()


def minuscule(texte: str) -> str:
    """Return ``texte`` with a small first letter, for the middle of a sentence; initials such as CFA stay."""
    return texte if texte[1:2].isupper() else texte[:1].lower() + texte[1:]


def nom_complet(nom: str, prenoms: str) -> str:
    """Return « NOM Prénom » as lists and letters show it."""
    return f"{nom.upper()} {prenoms}".strip()
