"""The real PDF as pixels, so that the window shows what will be printed. pdfium is not thread-safe: one lock."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2 as pdfium

from plateforme.errors import FileProblemError

COTE_MAXIMAL = 12_000
"""Pixels; a larger picture is refused rather than filling the memory."""

_verrou = Lock()


@dataclass(frozen=True)
class ImageRendue:
    """Pixels, 4 bytes each: blue, green, red, unused (Qt's ``Format_RGB32``). ``stride``: bytes per row."""

    largeur: int
    hauteur: int
    octets: bytes
    stride: int


def rendre(pdf: bytes, page: int = 0, largeur_px: int | None = None, echelle: float | None = None) -> ImageRendue:
    """Return a page (from 0) as pixels: ``largeur_px`` wide, or at ``echelle`` pixels per point (1 = 72 dpi).

    Raises FileProblemError when ``pdf`` cannot be read, IndexError for a page it does not have, ValueError for a size
    of zero or above ``COTE_MAXIMAL``.
    """
    with _ouvert(pdf) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        feuille = document[page]
        largeur, hauteur = feuille.get_size()
        facteur = largeur_px / largeur if largeur_px is not None else echelle if echelle is not None else 1.0
        if not 0 < facteur * max(largeur, hauteur) <= COTE_MAXIMAL:
            message = f"size out of bounds: {facteur * largeur:.0f} x {facteur * hauteur:.0f}"
            raise ValueError(message)
        bitmap = feuille.render(
            scale=facteur,  # pyright: ignore[reportArgumentType]  # documented as a float, annotated by its default
            force_bitmap_format=pdfium.raw.FPDFBitmap_BGRx,
        )
        image = ImageRendue(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)
        bitmap.close()
        feuille.close()
    return image


def nombre_pages(pdf: bytes) -> int:
    """Return the number of pages. Raises FileProblemError when ``pdf`` cannot be read."""
    with _ouvert(pdf) as document:
        return len(document)


@contextmanager
def _ouvert(pdf: bytes) -> Generator[pdfium.PdfDocument]:
    with _verrou:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as exc:
            raise FileProblemError(
                "Ce PDF ne peut pas être affiché : il est abîmé ou protégé par un mot de passe.",
                "Ouvrez-le dans votre lecteur de PDF, ou demandez un nouvel envoi.",
            ) from exc
        try:
            yield document
        finally:
            document.close()
