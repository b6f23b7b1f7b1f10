"""Crossing two files without a base."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from plateforme.domain.liste import RoleColonne as R
from plateforme.errors import CancelledError, FileProblemError
from plateforme.services import croisement_listes
from plateforme.services.croisement_listes import COLONNES, croiser_fichiers, ecrire_csv, sans_formule
from tests.listes import PARTAGE, classeur

CHAMBRE = [
    ["Contrats du mois"],
    ["NOM", "Prénom", "Né(e) le", "Début contrat"],
    ["INVENTÉ", "Zoé", date(2004, 6, 14), "01/09/2021"],
    ["LE GALL", "Mathieu", "05/03/2003", "01/09/2021"],
    ["TEST", "Ali", "31/02/2003", "01/09/2021"],
]
ML = "Nom;Prénom;Date naissance\nLegall;Matthieu;03/05/03\nInvente;Zoe;14/06/04\n"


@pytest.fixture
def fichiers(tmp_path: Path) -> tuple[Path, Path]:
    chambre, ml = tmp_path / "chambre.xlsx", tmp_path / "ml.csv"
    chambre.write_bytes(classeur({"Contrats": CHAMBRE}))
    ml.write_bytes(ML.encode("cp1252"))
    return chambre, ml


def test_deux_fichiers(fichiers: tuple[Path, Path], tmp_path: Path) -> None:
    resultat = croiser_fichiers(*fichiers)

    assert [r.ligne for r in resultat.chambre.refusees] == [5]
    assert [p.naissance for p in resultat.ml.personnes] == [date(2003, 5, 3), date(2004, 6, 14)]
    assert [(p.ligne_chambre, p.ligne_ml, str(p.decision), str(p.parite)) for p in resultat.paires] == [
        (3, 3, "apparie", "identique"),
        (4, 2, "a_verifier", "identique"),
    ]
    sortie = tmp_path / "paires.csv"
    ecrire_csv(resultat, sortie)
    octets = sortie.read_bytes()
    assert octets.startswith(b"\xef\xbb\xbfligne_chambre;ligne_ml;score;decision;motif;parite\r\n")
    lignes = list(csv.DictReader(octets.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert tuple(lignes[0]) == COLONNES
    assert (lignes[1]["ligne_chambre"], lignes[1]["score"], lignes[1]["parite"]) == ("4", "19", "identique")
    assert "jour et mois inversés" in lignes[1]["motif"]
    assert sorted(f.name for f in tmp_path.iterdir() if f.is_file()) == ["chambre.xlsx", "ml.csv", "paires.csv"]


def test_colonnes_corrigees(fichiers: tuple[Path, Path], tmp_path: Path) -> None:
    muet = tmp_path / "muet.csv"
    muet.write_text("A;B;C\nLegall;Mathieu;05/03/2003\n", encoding="utf-8")
    with pytest.raises(FileProblemError, match=r"muet\.csv"):
        croiser_fichiers(fichiers[0], muet, colonnes_ml={0: R.IGNORER})

    resultat = croiser_fichiers(fichiers[0], muet, colonnes_ml={0: R.NOM, 1: R.PRENOM, 2: R.NAISSANCE})
    assert [(p.ligne_chambre, p.ligne_ml) for p in resultat.paires] == [(4, 2)]
    retournees = croiser_fichiers(*fichiers, colonnes_chambre={0: R.PRENOM, 1: R.NOM})
    assert len(retournees.paires) == 2


def test_annulation(fichiers: tuple[Path, Path]) -> None:
    class Stop:
        def report(self, done: int, total: int, message: str = "") -> None:
            """Not looked at."""

        def is_cancelled(self) -> bool:
            return True

    with pytest.raises(CancelledError):
        croiser_fichiers(*fichiers, Stop())


def test_sortie_impossible(fichiers: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resultat = croiser_fichiers(*fichiers)
    with pytest.raises(FileProblemError, match="dossier n’existe pas"):
        ecrire_csv(resultat, tmp_path / "absent" / "paires.csv")

    sortie = tmp_path / "paires.csv"
    sortie.write_text("ancien")

    def tenu(self: Path, cible: Path) -> None:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "replace", tenu)
    with pytest.raises(FileProblemError, match="ouvert dans un autre programme"):
        ecrire_csv(resultat, sortie)
    assert sortie.read_text() == "ancien"
    assert not list(tmp_path.glob(".croisement-*"))


def test_ecriture_interrompue_ne_laisse_rien(
    fichiers: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resultat = croiser_fichiers(*fichiers)

    def couper(descripteur: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", couper)
    with pytest.raises(KeyboardInterrupt):
        ecrire_csv(resultat, tmp_path / "paires.csv")
    assert sorted(f.suffix for f in tmp_path.iterdir() if f.is_file()) == [".csv", ".xlsx"]


def test_formules_neutralisees() -> None:
    assert [sans_formule(t) for t in ("=1+1", "+33", "-1", "@x", "\tx", "nom identique")] == [
        "'=1+1", "'+33", "'-1", "'@x", "'\tx", "nom identique",
    ]  # fmt: skip
    assert croisement_listes.COLONNES[0] == "ligne_chambre"


@pytest.mark.skipif(not PARTAGE.is_dir(), reason="the realistic lists are not on this machine")
@pytest.mark.parametrize(("dossier", "rappel"), [("listes1", 0.94), ("listes2", 0.97), ("listes3", 0.86)])
def test_listes_realistes(dossier: str, rappel: float) -> None:
    """No wrong automatic pair; nearly every true pair decided or shown; few to review."""
    resultat = croiser_fichiers(PARTAGE / dossier / "chambre.xlsx", PARTAGE / dossier / "ml.csv")
    with (PARTAGE / dossier / "truth.csv").open(encoding="utf-8") as flux:
        vraies = {(int(r["ligne_chambre"]), int(r["ligne_ml"])) for r in csv.DictReader(flux)}
    paires = {(p.ligne_chambre, p.ligne_ml): str(p.decision) for p in resultat.paires}
    automatiques = {cle for cle, decision in paires.items() if decision == "apparie"}

    assert automatiques <= vraies
    assert len(automatiques & vraies) >= rappel * len(vraies)
    assert len(paires.keys() & vraies) >= 0.98 * len(vraies)
    assert len(paires) - len(automatiques) <= 20
