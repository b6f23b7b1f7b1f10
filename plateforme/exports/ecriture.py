"""Writing a file for someone else: whole or not at all."""

from __future__ import annotations

import csv
import errno
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from plateforme.errors import FileProblemError

_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def texte_sur(texte: str) -> str:
    """Return a cell, on one line, that no spreadsheet runs: an apostrophe goes before what starts like a formula."""
    ligne = " ".join(texte.split())
    return f"'{ligne}" if texte.startswith(_FORMULE) or ligne.startswith(_FORMULE) else ligne


def csv_excel(entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV that Excel opens as it is in French: UTF-8 with its mark, « ; », CRLF."""
    tampon = io.StringIO()
    redacteur = csv.writer(tampon, delimiter=";", lineterminator="\r\n")
    redacteur.writerow(entetes)
    redacteur.writerows(lignes)
    return tampon.getvalue().encode("utf-8-sig")


def exiger_remplacable(chemin: Path) -> None:
    """Raise OSError unless ``chemin`` is a plain file or nothing: a folder or a device is not replaced."""
    if chemin.exists() and not chemin.is_file():
        raise OSError(errno.EINVAL, "not a plain file")


def ecrire(chemin: Path, contenu: bytes) -> Path:
    """Write beside, flush to the disk, then rename. Raises :class:`FileProblemError`; nothing is then left behind."""
    temporaire: Path | None = None
    try:
        exiger_remplacable(chemin)
        chemin.parent.mkdir(parents=True, exist_ok=True)
        descripteur, nom = tempfile.mkstemp(dir=chemin.parent, prefix=".export-", suffix=".tmp")
        temporaire = Path(nom)
        with os.fdopen(descripteur, "wb") as f:
            f.write(contenu)
            f.flush()
            os.fsync(f.fileno())
        temporaire.replace(chemin)
    except OSError as e:
        if temporaire is not None:
            temporaire.unlink(missing_ok=True)
        raise FileProblemError(
            f"Le fichier « {chemin.name} » n’a pas pu être écrit dans « {chemin.parent} ». Rien n’a été enregistré.",
            "S’il est ouvert dans un autre programme, fermez-le ; sinon, choisissez un autre dossier.",
        ) from e
    return chemin
