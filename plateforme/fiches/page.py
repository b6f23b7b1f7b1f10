"""The sheet: A4 frame, footer, watermark, metadata. ``assembler`` turns blocks into a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from plateforme.fiches import polices
from plateforme.fiches.texte import ecrire, en_lignes, sans_jour
from plateforme.fiches.theme import (
    ACCENT,
    ENCRE,
    HAUTEUR_PAGE,
    LARGEUR_PAGE,
    LARGEUR_UTILE,
    MARGE,
    NOTE,
    PIED,
    TRAIT,
)

HAUTEUR_UTILE = HAUTEUR_PAGE - 2 * MARGE - PIED
"""Height that blocks fill on the first page."""
RAPPEL = 26.0
"""Height of the short letterhead of the pages after the first."""


@dataclass(frozen=True)
class Feuille:
    """What surrounds the blocks of a document.

    ``titre`` and ``auteur`` go to the PDF's metadata and must name no young person; ``reference`` and ``jour`` open
    the footer; ``confidentialite`` is its line on personal data; ``filigrane`` is written across every page.
    """

    titre: str
    auteur: str
    reference: str
    jour: date
    confidentialite: str
    filigrane: str = ""
    sujet: str = ""


def assembler(feuille: Feuille, fabrique: Callable[[], list[Flowable]]) -> bytes:
    """Return the PDF of the blocks made by ``fabrique``; same input, same bytes.

    ``fabrique`` is called again when the document takes more than one page, to print « n/N ».
    """
    polices.enregistrer()
    pdf, pages = _construire(feuille, fabrique(), 1)
    if pages > 1:
        pdf, _ = _construire(feuille, fabrique(), pages)
    return pdf


def hauteur(blocs: list[Flowable]) -> float:
    """Return the height of ``blocs`` stacked over the full width, in points."""
    polices.enregistrer()
    return sum(bloc.wrap(LARGEUR_UTILE, HAUTEUR_UTILE)[1] for bloc in blocs)


def _construire(feuille: Feuille, blocs: list[Flowable], total: int) -> tuple[bytes, int]:
    sortie = io.BytesIO()
    document = BaseDocTemplate(
        sortie,
        pagesize=A4,
        title=feuille.titre,
        author=feuille.auteur,
        subject=feuille.sujet or feuille.titre,
        creator="Plateforme",
        lang="fr-FR",
        displayDocTitle=True,
        invariant=1,
        initialFontName=polices.REGULIER,
    )

    def debut(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setDateFormatter(lambda *_: f"D:{feuille.jour:%Y%m%d}000000Z")

    def suite(canvas: Canvas, _: BaseDocTemplate) -> None:
        _rappel(canvas, feuille)

    def fin(canvas: Canvas, _: BaseDocTemplate) -> None:
        _pied(canvas, feuille, total)
        if feuille.filigrane:
            _filigrane(canvas, feuille.filigrane)

    document.addPageTemplates(
        [
            PageTemplate("premiere", [_cadre(0)], onPage=debut, onPageEnd=fin, autoNextPageTemplate="suite"),
            PageTemplate("suite", [_cadre(RAPPEL)], onPage=suite, onPageEnd=fin),
        ]
    )
    document.build(blocs)
    return sortie.getvalue(), document.page


def _cadre(retrait: float) -> Frame:
    return Frame(
        MARGE,
        MARGE + PIED,
        LARGEUR_UTILE,
        HAUTEUR_UTILE - retrait,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _rappel(canvas: Canvas, feuille: Feuille) -> None:
    """Write the short letterhead of the pages after the first."""
    haut = HAUTEUR_PAGE - MARGE
    ecrire(canvas, MARGE, haut - 9, feuille.auteur, NOTE)
    ecrire(canvas, LARGEUR_PAGE - MARGE, haut - 9, f"{feuille.reference} (suite)", NOTE.en_gras(), droite=True)
    canvas.setFillColor(ACCENT)
    canvas.rect(MARGE, haut - 16, LARGEUR_UTILE, 1, stroke=0, fill=1)


def _pied(canvas: Canvas, feuille: Feuille, total: int) -> None:
    y = MARGE + PIED - 11
    canvas.setFillColor(TRAIT)
    canvas.rect(MARGE, y, LARGEUR_UTILE, 0.6, stroke=0, fill=1)
    y -= NOTE.interligne
    gauche = f"{feuille.reference} – {sans_jour(feuille.jour)}"
    ecrire(canvas, MARGE, y, gauche, NOTE.en_gras())
    ecrire(canvas, LARGEUR_PAGE - MARGE, y, f"Page {canvas.getPageNumber()}/{total}", NOTE.en_gras(), droite=True)
    for ligne in en_lignes(feuille.confidentialite, NOTE, LARGEUR_UTILE):
        y -= NOTE.interligne
        ecrire(canvas, MARGE, y, ligne, NOTE)


def _filigrane(canvas: Canvas, texte: str) -> None:
    """Write ``texte`` along the diagonal, see-through: nothing under it becomes unreadable, printed or not."""
    canvas.saveState()
    canvas.translate(LARGEUR_PAGE / 2, HAUTEUR_PAGE / 2)
    canvas.rotate(52)
    corps = 0.86 * HAUTEUR_PAGE / polices.largeur(texte, polices.GRAS, 1)
    canvas.setFillColor(ENCRE)
    canvas.setFillAlpha(0.12)
    canvas.setFont(polices.GRAS, corps)
    canvas.drawCentredString(0, -corps / 3, texte)
    canvas.restoreState()
