"""The part of a fiche that the partner fills in, on paper or on screen.

``champs`` is its only geometry: the drawing reads it, and so will whoever lays form fields over the printed boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from plateforme.domain.vocabulaire import ResultatFiche
from plateforme.fiches.polices import GRAS
from plateforme.fiches.polices import largeur as largeur_texte
from plateforme.fiches.texte import ecrire, en_lignes
from plateforme.fiches.theme import (
    ACCENT,
    ENCRE,
    FOND_DOUX,
    INTERTITRE,
    LIBELLE,
    NOTE,
    PAPIER,
    TEXTE,
    TRAIT,
    TRAIT_CHAMP,
    Style,
)

MARGE_INTERNE = 9.0
BANDE = 21.0
LIBELLE_HAUT = 11.0
CHAMP = 18.0
CASE = 9.5
LIGNE = 19.0
ECART = 7.0
LIGNES_MINIMALES = 3
LARGEUR_DATE = 108.0
SIGNATURE = 40.0
RENVOI = replace(NOTE, couleur=ENCRE)


class Genre(Enum):
    """How a field is filled in."""

    TEXTE = "texte"
    DATE = "date"
    LIGNES = "lignes"
    CASE = "case"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Champ:
    """A field: its rectangle (points, origin at the bottom left of the part, or of the page once placed).

    ``choix`` is the value of a box to tick; boxes with the same ``nom`` exclude one another.
    """

    nom: str
    genre: Genre
    libelle: str
    x: float
    y: float
    largeur: float
    hauteur: float
    choix: str = ""
    page: int = 0


def _hauteur_haut(lignes_renvoi: int) -> float:
    """Band, where to send it back, and the row of dates."""
    return BANDE + 3 + lignes_renvoi * NOTE.interligne + ECART + LIBELLE_HAUT + CHAMP


BAS = MARGE_INTERNE + SIGNATURE + LIBELLE_HAUT + ECART + CHAMP + LIBELLE_HAUT + ECART
"""Height of what is under the actions."""


def hauteur_pour(lignes: int, lignes_renvoi: int) -> float:
    """Return the height of the part with ``lignes`` lines for the actions, in points."""
    return _hauteur_haut(lignes_renvoi) + ECART + LIBELLE_HAUT + lignes * LIGNE + BAS


def champs(largeur: float, hauteur: float, lignes_renvoi: int) -> tuple[Champ, ...]:
    """Return the fields in reading order, which is also their tab order; the actions take the height to spare."""
    gauche, utile = MARGE_INTERNE, largeur - 2 * MARGE_INTERNE
    y_dates = hauteur - _hauteur_haut(lignes_renvoi)
    y_resultat = MARGE_INTERNE + SIGNATURE + LIBELLE_HAUT + ECART
    x_rdv = gauche + LARGEUR_DATE + 14
    x_avec = x_rdv + LARGEUR_DATE + 14
    return (
        Champ("recue_le", Genre.DATE, "Fiche reçue le", gauche, y_dates, LARGEUR_DATE, CHAMP),
        Champ("rendez_vous_le", Genre.DATE, "Rendez-vous le", x_rdv, y_dates, LARGEUR_DATE, CHAMP),
        Champ("rendez_vous_avec", Genre.TEXTE, "Avec", x_avec, y_dates, gauche + utile - x_avec, CHAMP),
        Champ("actions", Genre.LIGNES, "Actions menées", gauche, BAS, utile, y_dates - ECART - LIBELLE_HAUT - BAS),
        *_resultats(gauche, y_resultat, utile),
        *_signature(gauche, MARGE_INTERNE, utile),
    )


def _resultats(gauche: float, y: float, utile: float) -> tuple[Champ, ...]:
    cases: list[Champ] = []
    x = gauche
    for resultat in ResultatFiche:
        nom = resultat.libelle
        cases.append(Champ("resultat", Genre.CASE, nom, x, y + (CHAMP - CASE) / 2, CASE, CASE, resultat.value))
        x += CASE + 4 + largeur_texte(nom, TEXTE.police, TEXTE.corps) + 17
    motif = Champ("motif", Genre.TEXTE, "Si sans suite ou refusé, pourquoi", x, y, gauche + utile - x, CHAMP)
    return (*cases, motif)


def _signature(gauche: float, y: float, utile: float) -> tuple[Champ, ...]:
    nom, jour = utile * 0.40, LARGEUR_DATE
    x_jour, x_signature = gauche + nom + 14, gauche + nom + jour + 28
    return (
        Champ("nom", Genre.TEXTE, "Nom, fonction et cachet", gauche, y, nom, SIGNATURE),
        Champ("date", Genre.DATE, "Date", x_jour, y + SIGNATURE - CHAMP, jour, CHAMP),
        Champ("signature", Genre.SIGNATURE, "Signature", x_signature, y, gauche + utile - x_signature, SIGNATURE),
    )


class PartiePartenaire(Flowable):
    """The framed part. It takes the height left on the page, for more lines of actions.

    Once drawn, ``places`` holds the fields with their page and their position on it.
    """

    def __init__(self, titre: str, renvoi: str) -> None:
        super().__init__()
        self.titre = titre
        self.renvoi = renvoi
        self.places: tuple[Champ, ...] = ()
        self._renvoi: list[str] = []

    def minimum(self, largeur: float) -> float:
        """Return the least height of the part, in points."""
        self._renvoi = en_lignes(self.renvoi, NOTE, largeur - 2 * MARGE_INTERNE)
        return hauteur_pour(LIGNES_MINIMALES, len(self._renvoi))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken: all the height left, never less than the minimum."""
        self.width = aW
        self.height = max(aH, self.minimum(aW))
        return aW, self.height

    def draw(self) -> None:
        """Draw frame, band, where to send it back, and every field."""
        self._cadre(self.canv)
        trouves = champs(self.width, self.height, len(self._renvoi))
        for champ in trouves:
            dessiner_champ(self.canv, champ)
        x0, y0 = self.canv.absolutePosition(0, 0)
        page = self.canv.getPageNumber() - 1
        self.places = tuple(replace(c, x=c.x + x0, y=c.y + y0, page=page) for c in trouves)

    def _cadre(self, canvas: Canvas) -> None:
        canvas.setFillColor(FOND_DOUX)
        canvas.rect(0, self.height - BANDE, self.width, BANDE, stroke=0, fill=1)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1)
        canvas.rect(0.5, 0.5, self.width - 1, self.height - 1, stroke=1, fill=0)
        ecrire(canvas, MARGE_INTERNE, self.height - BANDE + 6.5, self.titre, INTERTITRE)
        y = self.height - BANDE - 4
        for ligne in self._renvoi:
            y -= NOTE.interligne
            ecrire(canvas, MARGE_INTERNE, y, ligne, RENVOI)
        y_resultat = BAS - ECART - LIBELLE_HAUT
        ecrire(canvas, MARGE_INTERNE, _au_dessus(y_resultat), "Résultat", LIBELLE)


def _au_dessus(haut: float) -> float:
    return haut + 3.5


def dessiner_champ(canvas: Canvas, champ: Champ) -> None:
    """Draw the printed box of a field and its label."""
    canvas.setStrokeColor(TRAIT_CHAMP)
    canvas.setFillColor(PAPIER)
    canvas.setLineWidth(0.7)
    canvas.rect(champ.x, champ.y, champ.largeur, champ.hauteur, stroke=1, fill=1)
    if champ.genre is Genre.CASE:
        ecrire(canvas, champ.x + champ.largeur + 4, champ.y + 1.6, champ.libelle, TEXTE)
        return
    ecrire(canvas, champ.x, _au_dessus(champ.y + champ.hauteur), champ.libelle, LIBELLE)
    if champ.genre is Genre.LIGNES:
        _regler(canvas, champ)
    elif champ.genre is Genre.DATE:
        _barres_de_date(canvas, champ)


def _regler(canvas: Canvas, champ: Champ) -> None:
    canvas.setStrokeColor(TRAIT)
    canvas.setLineWidth(0.5)
    nombre = max(1, int((champ.hauteur + 1e-6) // LIGNE))
    for rang in range(1, nombre):
        y = champ.y + champ.hauteur * (1 - rang / nombre)
        canvas.line(champ.x + 6, y, champ.x + champ.largeur - 6, y)


def _barres_de_date(canvas: Canvas, champ: Champ) -> None:
    style = Style(GRAS, 9, 12, TRAIT_CHAMP)
    for part in (0.28, 0.54):
        ecrire(canvas, champ.x + champ.largeur * part, champ.y + 5.5, "/", style)
