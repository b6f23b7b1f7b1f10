"""CSV from anywhere: encoding and separator found from the content."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from plateforme.lists import problemes
from plateforme.lists.limites import Limites

SEPARATEURS = (";", "\t", ",", "|")
_ECHANTILLON = 60
_SEP_EXCEL = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_CHAMP_MAX = 1 << 20
_CONTROLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decoder(octets: bytes, nom: str) -> str:
    """Return the text: BOM first, then UTF-16 by its zeros, UTF-8 when it holds, cp1252 otherwise."""
    try:
        texte = octets.decode(_encodage(octets))
    except UnicodeDecodeError as erreur:
        raise problemes.abime(nom) from erreur
    if len(_CONTROLE.findall(texte, 0, 4096)) > 4 or "\x00" in texte:
        raise problemes.mauvais_type(nom, "un fichier que Plateforme ne connaît pas")
    return texte


def _encodage(octets: bytes) -> str:
    if octets.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if octets.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    debut = octets[:2048]
    if debut[1::2].count(0) > len(debut) * 0.3:
        return "utf-16-le"
    if debut[0::2].count(0) > len(debut) * 0.3:
        return "utf-16-be"
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if not any(octet in octets for octet in b"\x81\x8d\x8f\x90\x9d") else "latin-1"
    return "utf-8"


def separateur(texte: str) -> str:
    """Return the separator under which the first rows have the most regular number of fields."""
    lignes = texte.splitlines()[:_ECHANTILLON]
    return max(SEPARATEURS, key=lambda s: _regularite(lignes, s))


def _regularite(lignes: list[str], sep: str) -> float:
    comptes = Counter(len(champs) for champs in csv.reader(lignes, delimiter=sep) if len(champs) > 1)
    if not comptes:
        return 0.0
    (champs, fois), *_ = comptes.most_common(1)
    return fois / len(lignes) + champs / 1000


def rangees(octets: bytes, nom: str, limites: Limites) -> Iterator[tuple[str, ...]]:
    """Yield the rows, blank ones included, so that the n-th is row n of a spreadsheet."""
    csv.field_size_limit(_CHAMP_MAX)
    texte = decoder(octets, nom)
    excel = _SEP_EXCEL.match(texte)
    corps = texte[excel.end() :] if excel else texte
    try:
        sep = excel[1] if excel else separateur(corps)
        for numero, champs in enumerate(csv.reader(io.StringIO(corps, newline=""), delimiter=sep), start=1):
            if numero > limites.lignes:
                raise problemes.trop_de_lignes(nom, limites.lignes)
            yield tuple(champ.strip() for champ in champs[: limites.colonnes])
    except (csv.Error, TypeError) as erreur:
        raise problemes.abime(nom) from erreur
