"""The type family of the documents: registered once, embedded (subset) in every PDF."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import Lock
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from plateforme.errors import FileProblemError
from plateforme.paths import resources

REGULIER = "Lato"
GRAS = "Lato-Bold"
ITALIQUE = "Lato-Italic"
GRAS_ITALIQUE = "Lato-BoldItalic"

FICHIERS = {
    REGULIER: "Lato-Regular.ttf",
    GRAS: "Lato-Bold.ttf",
    ITALIQUE: "Lato-Italic.ttf",
    GRAS_ITALIQUE: "Lato-BoldItalic.ttf",
}

ABSENT = "\u25a1"
"""Printed in place of a character the family does not have: a visible hollow square."""

_EQUIVALENTS = {"\u2010": "-", "\u2011": "-", "\t": " ", "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
_INVISIBLES = frozenset({"Cc", "Cf"})
_verrou = Lock()


def enregistrer() -> None:
    """Register the four faces with ReportLab; cheap after the first time, safe from any thread.

    Raises FileProblemError when the installation lost its fonts.
    """
    with _verrou:
        _charger()


@cache
def _charger() -> None:
    dossier = resources() / "fonts"
    for nom, fichier in FICHIERS.items():
        try:
            pdfmetrics.registerFont(TTFont(nom, str(dossier / fichier)))
        except (OSError, TTFError) as exc:
            raise FileProblemError(
                f"La police des documents « {fichier} » est introuvable ou abîmée. Aucun PDF ne peut être produit.",
                "Réinstallez Plateforme ; votre base n’est pas touchée.",
            ) from exc


@cache
def _glyphes(police: str) -> frozenset[int]:
    enregistrer()
    face = cast(TTFont, pdfmetrics.getFont(police)).face
    return frozenset(code for code in face.charToGlyph if unicodedata.category(chr(code)) not in _INVISIBLES)


def imprimable(texte: str, police: str = REGULIER) -> str:
    """Return ``texte`` with only characters that ``police`` can print; line breaks stay.

    Composed first (NFC); a character the face lacks becomes its plain equivalent when it has one
    (« ﬁ » → « fi »), else ``ABSENT``. Invisible control characters are dropped.
    """
    glyphes = _glyphes(police)
    compose = unicodedata.normalize("NFC", texte.replace("\r\n", "\n"))
    if all(ord(c) in glyphes for c in compose):
        return compose
    return "".join(_caractere(c, glyphes) for c in compose)


def _caractere(caractere: str, glyphes: frozenset[int]) -> str:
    equivalent = _EQUIVALENTS.get(caractere, caractere)
    if equivalent == "\n" or ord(equivalent) in glyphes:
        return equivalent
    if unicodedata.category(caractere) in {*_INVISIBLES, "Mn", "Me"}:
        return ""
    simple = unicodedata.normalize("NFKC", caractere)
    return simple if all(ord(c) in glyphes for c in simple) else ABSENT


def largeur(texte: str, police: str, corps: float) -> float:
    """Return the printed width of one line, in points."""
    enregistrer()
    return pdfmetrics.stringWidth(texte, police, corps)
