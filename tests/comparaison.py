"""Comparing documents with the pictures kept in ``tests/golden``.

``PLATEFORME_GOLDEN=1 pytest tests/test_fiches_images.py`` writes them anew; look at them before committing.
"""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from plateforme.fiches.raster import rendre

DOSSIER = Path(__file__).parent / "golden"
LARGEUR = 827
ECART_NIVEAU = 40
PART_TOLEREE = 0.0002
"""Share of pixels that may differ by more than ``ECART_NIVEAU`` levels of grey: anti-aliasing, never a word."""


def en_gris(pdf: bytes, page: int = 0) -> Image.Image:
    """Return a page as a grey printer would show it."""
    rendu = rendre(pdf, page, largeur_px=LARGEUR)
    couleurs = Image.frombuffer("RGB", (rendu.largeur, rendu.hauteur), rendu.octets, "raw", "BGRX", rendu.stride, 1)
    return couleurs.convert("L")


def part_differente(premiere: Image.Image, seconde: Image.Image) -> float:
    """Return the share of pixels that differ, 1.0 when the sizes do."""
    if premiere.size != seconde.size:
        return 1.0
    paires = zip(premiere.tobytes(), seconde.tobytes(), strict=True)
    return sum(abs(a - b) > ECART_NIVEAU for a, b in paires) / (premiere.width * premiere.height)


def verifier_image(nom: str, pdf: bytes, page: int = 0) -> None:
    """Check a page against ``golden/<nom>.png``, or write it when asked to."""
    fichier, obtenue = DOSSIER / f"{nom}.png", en_gris(pdf, page)
    if os.environ.get("PLATEFORME_GOLDEN"):
        obtenue.save(fichier, optimize=True)
    with Image.open(fichier) as attendue:
        assert part_differente(attendue.convert("L"), obtenue) <= PART_TOLEREE, f"{nom} has changed"
