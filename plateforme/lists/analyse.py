"""Bytes to cells. Runs in the child process; pure enough to be tested without it."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from plateforme.domain.liste import Cellule, Ligne
from plateforme.lists import problemes
from plateforme.lists.contenu import Nature, controler_archive, nature
from plateforme.lists.entete import ligne_titres, valeur_entete
from plateforme.lists.limites import Limites
from plateforme.lists.texte_csv import rangees

_APERCU = 60


@dataclass(frozen=True)
class Sommaire:
    """What is known before the rows are sent: the sheets, the one that is read, its number of rows (0 = unknown)."""

    feuilles: tuple[str, ...]
    feuille: str
    lignes: int


def analyser(octets: bytes, nom: str, feuille: str | None, limites: Limites) -> tuple[Sommaire, Iterator[Ligne]]:
    """Return the sheets and the rows of ``octets``. Raises FileProblemError for anything that is not a list.

    ``feuille`` None reads the visible sheet that looks most like a list of people.
    """
    if nature(octets, nom) is Nature.TEXTE:
        return Sommaire((), "", 0), rangees(octets, nom, limites)
    if octets.startswith(b"PK"):
        controler_archive(octets, nom, limites)
    return _classeur(octets, nom, feuille, limites)


def _classeur(octets: bytes, nom: str, feuille: str | None, limites: Limites) -> tuple[Sommaire, Iterator[Ligne]]:
    with _traduire(nom):
        classeur = CalamineWorkbook.from_filelike(io.BytesIO(octets))
        noms = tuple(
            m.name
            for m in classeur.sheets_metadata
            if m.typ is SheetTypeEnum.WorkSheet and m.visible is SheetVisibleEnum.Visible
        )
        choisie = _choisir(classeur, noms, feuille, nom)
        hauteur = _controler_taille(choisie, nom, limites)
    return Sommaire(noms, choisie.name, hauteur), (
        tuple(normaliser(valeur) for valeur in ligne) for ligne in choisie.iter_rows()
    )


@contextmanager
def _traduire(nom: str) -> Generator[None, None, None]:
    """Turn the parser's failures into messages, its panics included (they are no Exception)."""
    try:
        yield
    except PasswordError as erreur:
        raise problemes.mot_de_passe(nom) from erreur
    except (CalamineError, OSError, ValueError) as erreur:
        raise problemes.abime(nom) from erreur
    except BaseException as erreur:
        if type(erreur).__name__ == "PanicException":
            raise problemes.abime(nom) from erreur
        raise


def _controler_taille(feuille: CalamineSheet, nom: str, limites: Limites) -> int:
    """Return the number of rows. Raises when the sheet is empty or too large."""
    if feuille.end is None:
        raise problemes.vide(nom)
    hauteur, largeur = feuille.end[0] + 1, feuille.end[1] + 1
    if hauteur > limites.lignes:
        raise problemes.trop_de_lignes(nom, limites.lignes)
    if hauteur * largeur > limites.cellules:
        raise problemes.trop_lourd(nom)
    return hauteur


def _choisir(classeur: CalamineWorkbook, noms: tuple[str, ...], feuille: str | None, nom: str) -> CalamineSheet:
    if feuille is not None:
        if feuille not in noms:
            raise problemes.feuille_absente(nom, feuille, noms)
        return classeur.get_sheet_by_name(feuille)
    if not noms:
        raise problemes.vide(nom)
    feuilles = [classeur.get_sheet_by_name(n) for n in noms[:20]]
    return feuilles[0] if len(feuilles) == 1 else max(feuilles, key=_interet)


def _interet(feuille: CalamineSheet) -> tuple[float, bool]:
    apercu = tuple(
        tuple(normaliser(v) for v in ligne) for ligne in feuille.to_python(skip_empty_area=True, nrows=_APERCU)
    )
    titres = ligne_titres(apercu)
    return (valeur_entete(apercu[titres - 1]) if titres else 0.0), bool(apercu)


def normaliser(valeur: Any) -> Cellule:
    """Return a cell as text, number or date: whole numbers without decimals, moments without their hour."""
    if isinstance(valeur, str):
        return valeur.strip()
    if isinstance(valeur, bool):
        return "VRAI" if valeur else "FAUX"
    if isinstance(valeur, datetime):
        return valeur.date()
    if isinstance(valeur, float):
        return int(valeur) if valeur.is_integer() else valeur
    if isinstance(valeur, int | date):
        return valeur
    return str(valeur) if isinstance(valeur, time | timedelta) else ""
