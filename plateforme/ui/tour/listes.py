"""Two small invented lists to cross: sure pairs, doubtful ones, one that nobody matches."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from plateforme.services.demo.metiers import CFA_LAVAL

_CHAMBRE = ("N° contrat", "Nom de l'apprenti", "Prénom", "Né(e) le", "Commune", "Employeur", "CFA", "Début", "Diplôme")
_ML = ("Identifiant", "Civilité", "Nom", "Prénom", "Date naissance", "Téléphone", "Code postal", "Ville", "Conseiller")


@dataclass(frozen=True)
class Rang:
    """One young person as each list writes her; an empty side means that the list does not know her."""

    chambre: tuple[str, str, str, str]
    ml: tuple[str, str, str, str]


RANGS: tuple[Rang, ...] = (
    Rang(("CHERMOUZET", "Océane", "12/05/1992", "Laval"), ("Chermouzet", "Oceane", "12/05/1992", "Laval")),
    Rang(("DE VAUCILLOIS", "Tanguy", "07/11/1991", "Mayenne"), ("VAUCILLOIS", "Tanguy", "07/11/1991", "Mayenne")),
    Rang(("ORBIVARD", "Maëlle", "24/02/1993", "Craon"), ("Orbivard", "Maelle", "24/02/1993", "CRAON")),
    Rang(("HALDONNAIS", "Jean-Loup", "30/08/1992", "Évron"), ("Haldonnais", "Jean Loup", "30/08/1992", "Evron")),
    Rang(("SORBILLARD", "Inès", "16/09/1991", "Ernée"), ("SORBILLARD", "Inès", "16/09/1991", "Ernée")),
    Rang(("L’AUBRANDIER", "Noé", "03/04/1993", "Changé"), ("LAUBRANDIER", "Noe", "03/04/1993", "Changé")),
    Rang(("MORVELLARD", "Clémence", "08/06/1992", "Laval"), ("Morvelard", "Clémence", "06/08/1992", "Laval")),
    Rang(("GRIMBONNAIS", "Yoann", "21/03/1991", "Gorron"), ("Grimbonnais", "Yoann", "22/03/1991", "Gorron")),
    Rang(("PELLANDREAU", "Lucie", "14/10/1992", "Laval"), ("Pellandreau-Quinvar", "Lucie", "14/10/1992", "Laval")),
    Rang(("FAUVELLIN", "Hugo", "19/01/1993", "Azé"), ("Fauvelin", "Hugo", "19/11/1993", "Azé")),
    Rang(("QUINVARNEAU", "Romane", "05/12/1991", "Ernée"), ("", "", "", "")),
    Rang(("", "", "", ""), ("Trambellin", "Sarah", "27/07/1990", "Laval")),
)
_DEBUTS = ("29/11/2010", "01/12/2010", "06/12/2010", "13/12/2010", "20/12/2010", "27/12/2010")
_METIERS = (("Boulangerie", "CAP Boulanger"), ("Toitures", "CAP Couvreur"), ("Coiffure", "CAP Coiffure"))


def ecrire(dossier: Path) -> tuple[Path, Path]:
    """Write the list of the chamber (UTF-8, title rows above the header) and that of the Mission Locale (cp1252)."""
    chambre = dossier / "contrats-chambre-decembre-2010.csv"
    ml = dossier / "jeunes-mission-locale.csv"
    titre = ["Contrats enregistrés au 31/12/2010 (données inventées)"]
    _ecrire(chambre, "utf-8-sig", [titre, [], list(_CHAMBRE), *_contrats()])
    _ecrire(ml, "cp1252", [list(_ML), *_suivis()])
    return chambre, ml


def _contrats() -> list[list[str]]:
    lignes: list[list[str]] = []
    for i, rang in enumerate(RANGS):
        nom, prenom, naissance, commune = rang.chambre
        if nom:
            enseigne, diplome = _METIERS[i % len(_METIERS)]
            debut = _DEBUTS[i % len(_DEBUTS)]
            numero = f"053-1012-{900 + i:04d}"
            lignes.append(
                [numero, nom, prenom, naissance, commune, f"{enseigne} Imaginaire {i + 1}", CFA_LAVAL, debut, diplome]
            )
    return lignes


def _suivis() -> list[list[str]]:
    lignes: list[list[str]] = []
    for i, rang in enumerate(RANGS):
        nom, prenom, naissance, commune = rang.ml
        if nom:
            telephone = f"06 39 98 7{i // 10} {i % 10}0"
            lignes.append(
                [str(41_000 + i), "", nom, prenom, naissance, telephone, "53000", commune, "Conseillère imaginaire"]
            )
    return lignes


def _ecrire(chemin: Path, encodage: str, lignes: list[list[str]]) -> None:
    with chemin.open("w", encoding=encodage, newline="") as f:
        csv.writer(f, delimiter=";").writerows(lignes)
