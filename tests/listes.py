"""Small invented lists, as files and as cells."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from plateforme.domain.liste import ListeLue, PersonneListe
from plateforme.lists.entete import ligne_titres

FIXTURES = Path(__file__).parent / "fixtures"
PARTAGE = Path(__file__).resolve().parents[2] / "shared" / "donnees"

_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Jeunes">{lignes}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def classeur(feuilles: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return an xlsx; dates are written as real dates."""
    tampon = BytesIO()
    livre = xlsxwriter.Workbook(tampon, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for nom, lignes in feuilles.items():
        feuille = livre.add_worksheet(nom)
        for i, ligne in enumerate(lignes):
            for j, valeur in enumerate(ligne):
                feuille.write(i, j, valeur)
    livre.close()
    return tampon.getvalue()


def refaire(octets: bytes, membre: str, contenu: bytes) -> bytes:
    """Return the archive with one member replaced."""
    sortie = BytesIO()
    with zipfile.ZipFile(BytesIO(octets)) as avant, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres:
        for nom in avant.namelist():
            apres.writestr(nom, contenu if nom == membre else avant.read(nom))
    return sortie.getvalue()


def ods(lignes: Sequence[Sequence[str]]) -> bytes:
    """Return a LibreOffice sheet of texts."""
    corps = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in ligne
        )
        + "</table:table-row>"
        for ligne in lignes
    )
    tampon = BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(lignes=corps))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?>'
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return tampon.getvalue()


def liste(*lignes: Sequence[Any], nom: str = "essai.xlsx") -> ListeLue:
    """Return the cells of a list as the reader would, titles found."""
    cellules = tuple(tuple(ligne) for ligne in lignes)
    return ListeLue(nom, ("Feuille",), "Feuille", cellules, ligne_titres(cellules))


def personne(nom: str, prenoms: str, naissance: date | None = date(1992, 6, 14), **champs: Any) -> PersonneListe:
    """Return an invented person; ``ligne`` defaults to 2."""
    return PersonneListe(ligne=champs.pop("ligne", 2), nom=nom, prenoms=prenoms, naissance=naissance, **champs)
