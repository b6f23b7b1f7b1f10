"""Charts, drawn once: in a report as they are, on screen as the same PDF turned into pixels.

Every mark has its label and its value written beside it, so that colour is never needed to read a chart.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from plateforme.domain.texte import pourcentage
from plateforme.fiches import polices
from plateforme.fiches.texte import en_lignes
from plateforme.fiches.theme import ACCENT, ENCRE, ENCRE_DOUCE, FOND_DOUX, TRAIT, Style

CORPS = 9.0
INTERLIGNE = 11.5
STYLE = Style(polices.REGULIER, CORPS, INTERLIGNE)
RANGEE = 30.0
AXE = 22.0
PART_LIBELLE = 0.27
PART_VALEUR = 0.26
VIDE = "Aucune donnée à montrer pour l’instant."
_PAS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25)


@dataclass(frozen=True)
class Palette:
    """Colours of a chart. ``fond`` None leaves the paper; text and marks keep AA contrast on it."""

    fond: Color | None
    texte: Color
    texte_doux: Color
    grille: Color
    marque: Color
    marque_douce: Color


IMPRESSION = Palette(None, ENCRE, ENCRE_DOUCE, TRAIT, ACCENT, FOND_DOUX)
CLAIRE = Palette(HexColor("#FFFFFF"), ENCRE, ENCRE_DOUCE, TRAIT, ACCENT, FOND_DOUX)
SOMBRE = Palette(
    HexColor("#1E2327"),
    HexColor("#E8ECEF"),
    HexColor("#AEB8C0"),
    HexColor("#4A545C"),
    HexColor("#7FB8DE"),
    HexColor("#2C343A"),
)


def palette(fond: str, texte: str, texte_doux: str, grille: str, marque: str, marque_douce: str) -> Palette:
    """Return a palette from ``#rrggbb`` colours: a chart on screen takes those of its surface."""
    return Palette(*(HexColor(c) for c in (fond, texte, texte_doux, grille, marque, marque_douce)))


@dataclass(frozen=True)
class Taux:
    """A rate with its interval, all as fractions of 1, and its fraction in words (« 11/64 »); None: no denominator."""

    libelle: str
    valeur: float | None
    bas: float
    haut: float
    fraction: str


@dataclass(frozen=True)
class Barre:
    """A quantity, at least 0, and how it is written (« 14 ruptures »)."""

    libelle: str
    valeur: float
    texte: str


def intervalles_pdf(taux: Sequence[Taux], largeur: float = 520, palette: Palette = CLAIRE) -> bytes:
    """Return a one-page PDF, ``largeur`` points wide: each rate as a dot on its interval."""
    return _pdf(dessin_intervalles(taux, largeur, palette))


def barres_pdf(barres: Sequence[Barre], largeur: float = 520, palette: Palette = CLAIRE) -> bytes:
    """Return a one-page PDF, ``largeur`` points wide: each quantity as a horizontal bar."""
    return _pdf(dessin_barres(barres, largeur, palette))


def dessin_intervalles(taux: Sequence[Taux], largeur: float, palette: Palette = IMPRESSION) -> Drawing:
    """Return the dot-and-interval chart, one row per rate in the order given, on an axis that starts at 0."""
    if not taux:
        return _vide(largeur, palette)
    toile = _Toile(largeur, [t.libelle for t in taux], AXE, palette)
    pas, maximum = echelle(max((t.haut for t in taux if t.valeur is not None), default=0.1))
    toile.axe(pas, maximum)
    for rang, un_taux in enumerate(taux):
        y = toile.rangee(rang)
        if un_taux.valeur is None:
            toile.valeur(y, "–", "pas de dénominateur")
            continue
        x, bas, haut = (toile.x(v / maximum) for v in (un_taux.valeur, un_taux.bas, un_taux.haut))
        toile.moustaches(bas, haut, y)
        toile.forme(Circle(x, y, 4.2), palette.marque)
        entre = f"{pourcentage(un_taux.bas)} à {pourcentage(un_taux.haut)}"
        toile.valeur(y, f"{pourcentage(un_taux.valeur)} ({un_taux.fraction})", entre)
    return toile.dessin


def dessin_barres(barres: Sequence[Barre], largeur: float, palette: Palette = IMPRESSION) -> Drawing:
    """Return the bar chart, one row per quantity in the order given, bars from 0."""
    if not barres:
        return _vide(largeur, palette)
    toile = _Toile(largeur, [b.libelle for b in barres], 0, palette)
    maximum = max(barre.valeur for barre in barres) or 1.0
    for rang, barre in enumerate(barres):
        y = toile.rangee(rang)
        debut, fin = toile.x(0), toile.x(barre.valeur / maximum)
        toile.forme(Rect(debut, y - 7, fin - debut, 14), palette.marque)
        toile.dessin.add(Line(debut, y - 11, debut, y + 11, strokeColor=palette.texte_doux, strokeWidth=0.6))
        toile.valeur(y, barre.texte)
    return toile.dessin


def echelle(maximum: float) -> tuple[float, float]:
    """Return step and end of an axis from 0 that covers ``maximum`` (a fraction of 1) in five steps at most."""
    pas = next((p for p in _PAS if maximum <= 5 * p + 1e-9), _PAS[-1])
    nombre = max(1, -int(-(maximum - 1e-9) // pas))
    return pas, nombre * pas


class _Toile:
    """A drawing of rows: labels at the left, marks in the middle, values at the right."""

    def __init__(self, largeur: float, libelles: Sequence[str], pied: float, palette: Palette) -> None:
        self.palette = palette
        self.gauche = largeur * PART_LIBELLE
        self.libelles = [en_lignes(libelle, STYLE, self.gauche - 12) for libelle in libelles]
        self.pas = max(RANGEE, 8 + INTERLIGNE * max(len(lignes) for lignes in self.libelles))
        self.hauteur = self.pas * len(libelles) + pied
        self.droite = largeur * (1 - PART_VALEUR) - 12
        self.x_valeur = largeur * (1 - PART_VALEUR) + 4
        self.dessin = Drawing(largeur, self.hauteur)
        if palette.fond is not None:
            self.forme(Rect(0, 0, largeur, self.hauteur), palette.fond)

    def x(self, part: float) -> float:
        return self.gauche + (self.droite - self.gauche) * min(1.0, max(0.0, part))

    def forme(self, forme: Circle | Rect, couleur: Color) -> None:
        forme.fillColor, forme.strokeColor = couleur, None
        self.dessin.add(forme)

    def axe(self, pas: float, maximum: float) -> None:
        for rang in range(round(maximum / pas) + 1):
            x = self.x(rang * pas / maximum)
            couleur = self.palette.texte_doux if rang == 0 else self.palette.grille
            self.dessin.add(Line(x, AXE - 4, x, self.hauteur - 3, strokeColor=couleur, strokeWidth=0.6))
            self.texte(x, 5, pourcentage(rang * pas, 0), CORPS - 1, self.palette.texte_doux, ancre="middle")

    def rangee(self, rang: int) -> float:
        y = self.hauteur - (rang + 0.5) * self.pas
        lignes = self.libelles[rang]
        base = y + (len(lignes) - 1) * INTERLIGNE / 2 - CORPS * 0.34
        for numero, ligne in enumerate(lignes):
            self.texte(0, base - numero * INTERLIGNE, ligne, CORPS, self.palette.texte)
        return y

    def moustaches(self, bas: float, haut: float, y: float) -> None:
        for x1, y1, x2, y2, trait in (
            (bas, y, haut, y, 2.0),
            (bas, y - 4, bas, y + 4, 1.4),
            (haut, y - 4, haut, y + 4, 1.4),
        ):
            self.dessin.add(Line(x1, y1, x2, y2, strokeColor=self.palette.marque, strokeWidth=trait))

    def valeur(self, y: float, principal: str, precision: str = "") -> None:
        decalage = INTERLIGNE / 2 if precision else 0
        self.texte(self.x_valeur, y + decalage - CORPS * 0.34, principal, CORPS, self.palette.texte, polices.GRAS)
        if precision:
            self.texte(self.x_valeur, y - decalage - CORPS * 0.34, precision, CORPS - 1, self.palette.texte_doux)

    def texte(
        self,
        x: float,
        y: float,
        texte: str,
        corps: float,
        couleur: Color,
        police: str = polices.REGULIER,
        *,
        ancre: Literal["start", "middle"] = "start",
    ) -> None:
        propre = polices.imprimable(texte, police)
        self.dessin.add(String(x, y, propre, fontName=police, fontSize=corps, fillColor=couleur, textAnchor=ancre))


def _vide(largeur: float, palette: Palette) -> Drawing:
    toile = _Toile(largeur, [""], 0, palette)
    toile.texte(0, RANGEE / 2 - 3, VIDE, CORPS, palette.texte_doux)
    return toile.dessin


def _pdf(dessin: Drawing) -> bytes:
    sortie = io.BytesIO()
    taille = (dessin.width, dessin.height)
    canvas = Canvas(
        sortie,
        pagesize=taille,
        invariant=True,
        initialFontName=polices.REGULIER,  # pyright: ignore[reportArgumentType]  # the stub says float, it is a name
        lang="fr-FR",
    )
    canvas.setTitle("Graphique")
    canvas.setCreator("Plateforme")
    renderPDF.draw(dessin, canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return sortie.getvalue()
