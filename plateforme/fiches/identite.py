"""Who sends: the chamber and its référent, and the letterhead of every document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from plateforme.domain.texte import telephone
from plateforme.fiches.blocks import Colonnes, Filet, Image, Pile, Vide
from plateforme.fiches.texte import Texte
from plateforme.fiches.theme import ACCENT, EMETTEUR, LARGEUR_UTILE, NOTE, NUMERO, TITRE

LOGO_LARGEUR, LOGO_HAUTEUR = 34 * mm, 15 * mm


@dataclass(frozen=True)
class Chambre:
    """The chamber that issues the document. ``logo``: a PNG or JPEG file, None to do without."""

    nom: str
    adresse: str = ""
    telephone: str = ""
    courriel: str = ""
    logo: Path | None = None


@dataclass(frozen=True)
class Referent:
    """The adviser who signs the document."""

    nom: str
    fonction: str = ""
    telephone: str = ""
    courriel: str = ""


def en_ligne(*morceaux: str) -> str:
    """Join what is known with « · »; line breaks become commas."""
    connus = (", ".join(m.split("\n")).strip() for m in morceaux)
    return " · ".join(m for m in connus if m)


def appel(numero: str) -> str:
    """Return a phone number by pairs, in no-break spaces; empty stays empty."""
    return telephone(numero) if numero.strip() else ""


def en_tete(chambre: Chambre) -> list[Flowable]:
    """Return the letterhead: logo, chamber, its contact details, and the accent rule."""
    lignes: list[Flowable] = [
        Texte(chambre.nom, EMETTEUR),
        Texte(en_ligne(chambre.adresse, appel(chambre.telephone), chambre.courriel), NOTE),
    ]
    haut: Flowable = Pile(lignes)
    if chambre.logo is not None:
        logo = Image(chambre.logo, LOGO_LARGEUR, LOGO_HAUTEUR)
        haut = Colonnes([logo, haut], (logo.width, LARGEUR_UTILE - logo.width - 12), gouttiere=12)
    return [haut, Vide(7), Filet(2, ACCENT)]


def titre(texte: str, numero: str, precision: str) -> Flowable:
    """Return the document's title at the left, its number and a precision at the right."""
    droite = Pile([Texte(numero, NUMERO, droite=True), Texte(precision, NOTE, droite=True)])
    return Colonnes([Texte(texte, TITRE), droite], (3, 2))
