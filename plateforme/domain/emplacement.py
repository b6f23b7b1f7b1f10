"""Folders that another program copies elsewhere: a base must not live there."""

from __future__ import annotations

from pathlib import PurePath

from plateforme.domain.texte import fold

_SERVICES: tuple[tuple[str, str], ...] = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("mon drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("kdrive", "kDrive"),
    ("hubic", "hubiC"),
    ("pcloud", "pCloud"),
    ("mega", "MEGA"),
    ("megasync", "MEGA"),
    ("syncthing", "Syncthing"),
    ("seafile", "Seafile"),
)
_EXACTS = {"mega", "mon drive"}


def dossier_synchronise(dossier: PurePath) -> str:
    """Return the name of the service that seems to copy this folder (« OneDrive »), empty when none does.

    A base is written a little at a time: a copy made in the middle of a write does not open, and two machines that
    write in turn destroy each other's work.
    """
    for partie in dossier.parts:
        plie = fold(partie)
        for mot, nom in _SERVICES:
            if plie == mot or (mot not in _EXACTS and plie.startswith(mot)):
                return nom
    return ""
