"""Synced folders and departments."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from plateforme.domain.departements import DEPARTEMENTS, nom_departement
from plateforme.domain.emplacement import dossier_synchronise


@pytest.mark.parametrize(
    ("dossier", "service"),
    [
        (PureWindowsPath(r"C:\Users\Solène\OneDrive - Chambre\Plateforme"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Solène\Dropbox\bases"), "Dropbox"),
        (PureWindowsPath(r"G:\Mon Drive\Plateforme"), "Google Drive"),
        (PurePosixPath("/Users/solene/Library/Mobile Documents/base"), "iCloud"),
        (PurePosixPath("/home/solene/Nextcloud/base"), "Nextcloud"),
        (PurePosixPath("/home/solene/MEGA"), "MEGA"),
        (PurePosixPath("/home/solene/megalithes"), ""),
        (PureWindowsPath(r"C:\Users\Solène\AppData\Local\Plateforme"), ""),
        (PurePosixPath("/home/solene/.local/share/Plateforme"), ""),
    ],
)
def test_dossier_synchronise(dossier: PurePosixPath | PureWindowsPath, service: str) -> None:
    assert dossier_synchronise(dossier) == service


def test_departements() -> None:
    assert len(DEPARTEMENTS) == 101
    assert nom_departement(" 53 ") == "Mayenne"
    assert nom_departement("2a") == "Corse-du-Sud"
    assert nom_departement("20") == ""
    assert all(len(numero) in {2, 3} and nom for numero, nom in DEPARTEMENTS.items())
