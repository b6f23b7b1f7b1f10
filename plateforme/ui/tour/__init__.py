"""The whole journey played without a display, through the real widgets: it leaves captures, fiches and exports."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from plateforme import paths
from plateforme.errors import AppError
from plateforme.services import demo

BASE = "demo" + paths.SUFFIXE
_DOSSIERS = ("captures", "fiches", "exports")


def main(dossier: Path) -> int:
    """Play the journey on a copy of ``dossier/demo.plateforme`` (built when it is not there) and tell what is left.

    The demonstration base itself is not touched: its figures stay those of the report. Returns 1 when something of
    the journey could not be done, with a sentence on standard error.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from plateforme.ui.tour import actes  # noqa: PLC0415 - Qt reads its platform when it is imported
    from plateforme.ui.tour.plateau import Interrompu  # noqa: PLC0415

    base = dossier / BASE
    try:
        if not base.exists():
            demo.construire(base, demo.PHRASE).close()
        for nom in _DOSSIERS:
            _vider(dossier / nom)
        with tempfile.TemporaryDirectory(prefix="plateforme-") as coulisses:
            copie = Path(coulisses) / BASE
            shutil.copyfile(base, copie)
            shutil.copyfile(paths.header_of(base), paths.header_of(copie))
            actes.jouer(dossier, copie, Path(coulisses))
    except (AppError, Interrompu) as e:
        sys.stderr.write(f"Le parcours s’est arrêté : {e}\n")
        return 1
    _dire(dossier)
    return 0


def _vider(dossier: Path) -> None:
    """Make the folder, without what an earlier journey left in it; anything else is left alone."""
    dossier.mkdir(parents=True, exist_ok=True)
    for motif in ("*.png", "FL-*.pdf", "FL-*.eml", "*.csv", "point-etape-*.pdf"):
        for ancien in dossier.glob(motif):
            ancien.unlink()


def _dire(dossier: Path) -> None:
    lignes = [f"{nom} : {len(list((dossier / nom).iterdir()))} fichiers dans {dossier / nom}" for nom in _DOSSIERS]
    lignes.append(f"base : {dossier / BASE}, intacte")
    sys.stdout.write("\n".join(lignes) + "\n")
