"""Nothing about a person is ever in clear outside the encrypted base, except the documents that were asked for.

The whole journey is played in a process of its own, whose home and temporary folders are the test's: every byte it
left, anywhere but in the documents and exports, is searched for the name of anybody of the demonstration.
"""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from plateforme.db.queries import dossiers
from plateforme.services import coffre

RACINE = Path(__file__).parent.parent
DEMANDES = ("fiches", "exports", "captures")
"""Folders of the journey that hold what the user asked for."""


@pytest.fixture(scope="module")
def parcours(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Play the journey once; return the folder that holds everything it wrote."""
    lieu = tmp_path_factory.mktemp("parcours")
    lieux = {v: str(lieu / d) for v, d in (("HOME", "maison"), ("TMPDIR", "tmp"), ("XDG_RUNTIME_DIR", "run"))}
    for dossier in lieux.values():
        Path(dossier).mkdir(mode=0o700)
    environnement = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
    commande = [sys.executable, "-m", "plateforme", "demo", "--sans-ecran", "--dossier", str(lieu / "demo")]
    return (
        lieu,
        subprocess.run(
            commande,
            env={**environnement, **lieux, "QT_QPA_PLATFORM": "offscreen"},
            cwd=RACINE,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        ),
    )


def _phrase(sortie: str) -> str:
    return next(ligne.partition(":")[2].strip() for ligne in sortie.splitlines() if ligne.startswith("Phrase de passe"))


def _noms(lieu: Path, sortie: str) -> set[str]:
    base = coffre.ouvrir(lieu / "demo" / "demo.plateforme", _phrase(sortie), exclusive=False)
    try:
        with base.ctx.store.read() as cx:
            gens = [d.beneficiaire for d in dossiers.all_people(cx)]
    finally:
        base.close()
    return {nom for b in gens for nom in (b.nom_naissance, b.courriel, b.telephone) if len(nom) >= 5}


def _formes(nom: str) -> Iterator[bytes]:
    for texte in {nom, nom.upper(), nom.lower(), unicodedata.normalize("NFD", nom)}:
        for encodage in ("utf-8", "utf-16-le", "cp1252"):
            try:
                yield texte.encode(encodage)
            except UnicodeEncodeError:
                continue


@pytest.mark.timeout(700)
def test_the_journey_leaves_screens_documents_and_exports(parcours):
    lieu, fini = parcours
    assert fini.returncode == 0, fini.stderr
    demo = lieu / "demo"
    captures = {p.name for p in (demo / "captures").glob("*.png")}
    for ecran in ("aujourdhui", "beneficiaires", "personne", "croisement", "fiches", "partenaires", "evaluation"):
        assert any(ecran in nom for nom in captures), f"no picture of {ecran} in {sorted(captures)}"
    assert all(p.stat().st_size > 5000 for p in (demo / "captures").glob("*.png"))
    assert list((demo / "fiches").glob("*.pdf"))
    assert list((demo / "exports").iterdir())


@pytest.mark.timeout(700)
def test_no_name_is_in_clear_outside_what_was_asked_for(parcours):
    lieu, fini = parcours
    noms = _noms(lieu, fini.stdout)
    assert len(noms) > 300
    formes = {forme: nom for nom in noms for forme in _formes(nom)}
    fichiers = [p for p in lieu.rglob("*") if p.is_file() and not set(p.relative_to(lieu).parts) & set(DEMANDES)]
    assert {"demo.plateforme", "demo.plateforme.cle"} <= {p.name for p in fichiers}
    trouves = [
        (str(p.relative_to(lieu)), formes[forme])
        for p in fichiers
        for brut in [p.read_bytes()]
        for forme in formes
        if forme in brut
    ]
    assert trouves == []
    assert not [nom for nom in noms for flux in (fini.stdout, fini.stderr) if nom in flux]


@pytest.mark.timeout(700)
def test_file_names_hold_no_name(parcours):
    lieu, fini = parcours
    noms = {n.casefold() for n in _noms(lieu, fini.stdout) if "@" not in n}
    chemins = [str(p.relative_to(lieu)).casefold() for p in lieu.rglob("*")]
    assert not [c for c in chemins for nom in noms if nom in c]
