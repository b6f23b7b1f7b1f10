"""What a file really is, from its first bytes and, for zip archives, from their table of contents."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum

from plateforme.errors import FileProblemError
from plateforme.lists import problemes
from plateforme.lists.limites import Limites


class Nature(Enum):
    """How a file is read."""

    CLASSEUR = "classeur"
    TEXTE = "texte"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_AUTRES = (
    (b"%PDF", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"BM\x00", "une image"),
    (b"{\\rtf", "un document texte"),
    (b"Rar!", "une archive compressée"),
    (b"7z\xbc\xaf", "une archive compressée"),
    (b"\x1f\x8b", "une archive compressée"),
    (b"MZ\x90\x00", "un programme"),
    (b"\x7fELF", "un programme"),
    (b"SQLite format 3", "une base de données"),
)
_WEB = re.compile(rb"^\s*(?:<!doctype html|<html|<\?xml|<table|<meta)", re.IGNORECASE)
# A cell with something in it: empty ones, styled down to the last row, are harmless and common.
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*<(?!/)')
_PAS = 1 << 20


def nature(octets: bytes, nom: str) -> Nature:
    """Return how to read ``octets``. Raises FileProblemError when it is not a list at all."""
    if not octets.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise problemes.vide(nom)
    for magie, quoi in _AUTRES:
        if octets.startswith(magie):
            raise problemes.mauvais_type(nom, quoi)
    if octets.startswith(_OLE):
        return _ole(octets, nom)
    if octets.startswith(_ZIP):
        return Nature.CLASSEUR
    if _WEB.match(octets[:512].removeprefix(b"\xef\xbb\xbf")):
        raise problemes.page_web(nom)
    return Nature.TEXTE


def _ole(octets: bytes, nom: str) -> Nature:
    """Old Office container: an .xls, an encrypted .xlsx, or a Word document."""
    if "EncryptedPackage".encode("utf-16-le") in octets:
        raise problemes.mot_de_passe(nom)
    if "WordDocument".encode("utf-16-le") in octets:
        raise problemes.mauvais_type(nom, "un document Word")
    return Nature.CLASSEUR


def controler_archive(octets: bytes, nom: str, limites: Limites) -> None:
    """Refuse a zip that is no workbook, that unfolds beyond the limits, or with a cell far from its table."""
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            membres = archive.infolist()
            noms = {membre.filename for membre in membres}
            _controler_membres(noms, nom)
            _controler_volume(sum(membre.file_size for membre in membres), nom, limites)
            for membre in membres:
                if membre.filename.startswith("xl/worksheets/") and membre.filename.endswith(".xml"):
                    _controler_feuille(archive, membre, nom, limites)
    except FileProblemError:
        raise
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError) as erreur:
        raise problemes.abime(nom) from erreur
    except Exception as erreur:
        # zlib.error and struct.error have no common ancestor; a hostile archive can raise either.
        raise problemes.abime(nom) from erreur


def _controler_membres(noms: set[str], nom: str) -> None:
    if any(n.startswith("word/") for n in noms):
        raise problemes.mauvais_type(nom, "un document Word")
    if any(n.startswith("ppt/") for n in noms):
        raise problemes.mauvais_type(nom, "une présentation")
    if not any(n.startswith("xl/") for n in noms) and "content.xml" not in noms:
        raise problemes.mauvais_type(nom, "une archive compressée")


def _controler_volume(octets: int, nom: str, limites: Limites) -> None:
    if octets > limites.decompresse:
        raise problemes.trop_lourd(nom)


def _controler_feuille(archive: zipfile.ZipFile, membre: zipfile.ZipInfo, nom: str, limites: Limites) -> None:
    """Stream one sheet and stop at the first cell that would make the grid immense (the parser allocates it whole)."""
    lu = 0
    reste = b""
    with archive.open(membre) as flux:
        while morceau := flux.read(_PAS):
            lu += len(morceau)
            _controler_volume(lu, nom, limites)
            bloc = reste + morceau
            for colonne, ligne in _REFERENCE.findall(bloc):
                if int(ligne) > limites.lignes or indice_colonne(colonne.decode()) >= limites.colonnes:
                    _refuser_lointaine(nom, colonne.decode(), int(ligne), limites)
            reste = bloc[-256:]


def _refuser_lointaine(nom: str, colonne: str, ligne: int, limites: Limites) -> None:
    if ligne > limites.lignes and ligne <= limites.lignes + 1 and indice_colonne(colonne) < limites.colonnes:
        # The rows go on without a gap: the list is long, no cell is lost.
        raise problemes.trop_de_lignes(nom, limites.lignes)
    raise problemes.cellule_lointaine(nom, f"{colonne}{ligne}")


def indice_colonne(lettres: str) -> int:
    """Return 0 for A, 25 for Z, 26 for AA."""
    valeur = 0
    for lettre in lettres:
        valeur = valeur * 26 + ord(lettre) - ord("A") + 1
    return valeur - 1
