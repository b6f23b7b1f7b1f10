"""The look of the documents: colours, type scale, margins. All lengths in points (1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from plateforme.fiches.polices import GRAS, ITALIQUE, REGULIER

LARGEUR_PAGE, HAUTEUR_PAGE = A4
MARGE = 18 * mm
LARGEUR_UTILE = LARGEUR_PAGE - 2 * MARGE
PIED = 32.0
"""Height kept for the footer above the bottom margin."""
CORPS_MINIMAL = 8.0
"""A text is never printed smaller than this."""

ENCRE = HexColor("#1B1F23")
ENCRE_DOUCE = HexColor("#4D565E")
ACCENT = HexColor("#1C4F72")
TRAIT = HexColor("#A9B3BB")
TRAIT_CHAMP = HexColor("#7A8690")
FOND_DOUX = HexColor("#EEF2F5")
PAPIER = HexColor("#FFFFFF")

TEXTES = (ENCRE, ENCRE_DOUCE, ACCENT)
"""Colours used for text; each has a contrast of at least 4.5:1 on ``PAPIER`` and on ``FOND_DOUX``."""


@dataclass(frozen=True)
class Style:
    """How a text is set: face, size, line height and colour."""

    police: str = REGULIER
    corps: float = 9.5
    interligne: float = 13.0
    couleur: Color = ENCRE

    def en_gras(self) -> Style:
        """The same style in bold."""
        return replace(self, police=GRAS)

    def reduit(self, facteur: float) -> Style:
        """The same style, smaller, never under ``CORPS_MINIMAL``."""
        corps = max(min(self.corps, CORPS_MINIMAL), self.corps * facteur)
        return replace(self, corps=corps, interligne=self.interligne * corps / self.corps)


TITRE = Style(GRAS, 21, 25)
NUMERO = Style(GRAS, 12, 15, ACCENT)
EMETTEUR = Style(GRAS, 11, 14, ACCENT)
INTERTITRE = Style(GRAS, 10.5, 14, ACCENT)
TEXTE = Style()
GRAND = Style(GRAS, 11, 14)
LIBELLE = Style(REGULIER, 8, 10.5, ENCRE_DOUCE)
NOTE = Style(REGULIER, 8, 10.5, ENCRE_DOUCE)
NOTE_ITALIQUE = Style(ITALIQUE, 8, 10.5, ENCRE_DOUCE)


def contraste(premier: Color, second: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    clair, sombre = sorted((_luminance(premier), _luminance(second)), reverse=True)
    return (clair + 0.05) / (sombre + 0.05)


def _luminance(couleur: Color) -> float:
    canaux = (couleur.red, couleur.green, couleur.blue)
    rouge, vert, bleu = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu
