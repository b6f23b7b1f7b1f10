"""Setting text in lines. ReportLab's own paragraph breaks at narrow no-break spaces; French typography forbids it."""

from __future__ import annotations

import re
from datetime import date

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from plateforme.domain.texte import date_longue
from plateforme.fiches import polices
from plateforme.fiches.theme import TEXTE, Style

_ESPACES = re.compile(r"[ \u2009]+")
_JOINTURES = re.compile(r"(?<=[@._/\-–+&?=])")


def sans_jour(jour: date) -> str:
    """Return « 3 janvier 2011 », the day of the week left out."""
    return date_longue(jour).split(" ", 1)[1]


def en_lignes(texte: str, style: Style, largeur: float) -> list[str]:
    """Return the lines of ``texte`` set in ``largeur`` points, its own line breaks kept.

    Lines break at ordinary spaces only. A word longer than a line breaks after ``@ . - _ /``, then anywhere:
    nothing is ever lost. An empty text has no line.
    """
    propre = polices.imprimable(texte, style.police).rstrip(" \n")
    if not propre:
        return []
    lignes: list[str] = []
    for paragraphe in propre.split("\n"):
        lignes.extend(_paragraphe(paragraphe, style, largeur))
    return lignes


def _paragraphe(paragraphe: str, style: Style, largeur: float) -> list[str]:
    lignes: list[str] = []
    courante = ""
    for mot in _ESPACES.split(paragraphe.strip(" ")):
        essai = f"{courante} {mot}" if courante else mot
        if _tient(essai, style, largeur):
            courante = essai
            continue
        if courante:
            lignes.append(courante)
        *pleines, courante = _morceaux(mot, style, largeur)
        lignes.extend(pleines)
    return [*lignes, courante]


def _morceaux(mot: str, style: Style, largeur: float) -> list[str]:
    """Cut a word into pieces that each fit a line."""
    if _tient(mot, style, largeur):
        return [mot]
    morceaux = [""]
    for partie in _JOINTURES.split(mot):
        for bout in [partie] if _tient(partie, style, largeur) else list(partie):
            if morceaux[-1] and not _tient(morceaux[-1] + bout, style, largeur):
                morceaux.append("")
            morceaux[-1] += bout
    return morceaux


def _tient(texte: str, style: Style, largeur: float) -> bool:
    return polices.largeur(texte, style.police, style.corps) <= largeur + 1e-6


def ecrire(canvas: Canvas, x: float, y: float, texte: str, style: Style, *, droite: bool = False) -> None:
    """Write one line on the canvas, its baseline at ``y``; ``droite``: it ends at ``x``."""
    propre = polices.imprimable(texte, style.police).replace("\n", " ")
    canvas.setFillColor(style.couleur)
    canvas.setFont(style.police, style.corps)
    (canvas.drawRightString if droite else canvas.drawString)(x, y, propre)


class Texte(Flowable):
    """A text that fills the width it is given and can continue on the next page. No mark-up: it is printed as given."""

    def __init__(self, texte: str, style: Style = TEXTE, *, droite: bool = False) -> None:
        super().__init__()
        self.texte = texte
        self.style = style
        self.droite = droite
        self.lignes: list[str] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken in the width ``aW``."""
        self.width = aW
        self.lignes = en_lignes(self.texte, self.style, aW)
        self.height = len(self.lignes) * self.style.interligne
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Cut after the last line that fits; never leaves one line alone on either page."""
        self.wrap(aW, aH)
        total, garde = len(self.lignes), int((aH + 1e-6) // self.style.interligne)
        if total <= garde:
            return [self]
        if total - garde == 1:
            garde -= 1
        if garde < min(2, total):
            return []
        return [self._partie(self.lignes[:garde]), self._partie(self.lignes[garde:])]

    def _partie(self, lignes: list[str]) -> Texte:
        return Texte("\n".join(lignes), self.style, droite=self.droite)

    def draw(self) -> None:
        """Draw the lines, first at the top."""
        style = self.style
        y = self.height - style.interligne + (style.interligne - style.corps) / 2 + style.corps * 0.19
        for ligne in self.lignes:
            if ligne:
                ecrire(self.canv, self.width if self.droite else 0, y, ligne, style, droite=self.droite)
            y -= style.interligne
