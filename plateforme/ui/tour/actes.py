"""The journey: the start, then a day in the window, then the lock."""

from __future__ import annotations

from pathlib import Path

from plateforme.ui.application import make_application
from plateforme.ui.theme import Mode
from plateforme.ui.tour import debut
from plateforme.ui.tour.journee import Journee
from plateforme.ui.tour.plateau import Plateau


def jouer(dossier: Path, copie: Path, coulisses: Path) -> None:
    """Play everything on ``copie``. Raises Interrompu at the first thing that cannot be done."""
    p = Plateau(make_application(), dossier / "captures")
    try:
        p.lumiere(Mode.CLAIR)
        debut.premier_lancement(p, coulisses)
        base = debut.ouvrir(p, copie)
        try:
            journee = Journee(p, base, dossier)
            journee.jouer(coulisses)
            debut.verrouiller(p, journee.fenetre, base, copie)
        finally:
            base.close()
    finally:
        p.ranger()
