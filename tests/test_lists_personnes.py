"""Rows to people."""

from __future__ import annotations

from datetime import date

import pytest

from plateforme.domain.liste import ListePersonnes, PersonneListe
from plateforme.domain.liste import RoleColonne as R
from plateforme.domain.vocabulaire import Niveau, Sexe
from plateforme.errors import FileProblemError
from plateforme.lists.colonnes import reconnaitre_colonnes
from plateforme.lists.noms import NomLu, lire_nom, separer
from plateforme.lists.personnes import jour_repere, lire_personnes
from tests.listes import liste

TITRES = ("Nom", "Prénom", "Date de naissance")


def lire(*lignes: tuple[object, ...], reference: date | None = date(2010, 9, 1)) -> ListePersonnes:
    essai = liste(*lignes)
    return lire_personnes(essai, reconnaitre_colonnes(essai), reference=reference)


def une(*lignes: tuple[object, ...]) -> PersonneListe:
    lues = lire(*lignes)
    assert lues.refusees == ()
    [personne] = lues.personnes
    return personne


def test_une_ligne_complete() -> None:
    titres = ("N° contrat", "NOM", "Prénom", "Sexe", "Né(e) le", "Adresse", "CP", "Commune", "Tél. portable",
    "Tél fixe",
              "Courriel", "Entreprise", "SIRET", "Tél entreprise", "CFA", "Diplôme préparé", "Métier", "Année du cycle",
              "Filière", "Début contrat", "Fin contrat", "Maître d’apprentissage")  # fmt: skip
    ligne = ("053-10-1", "INVENTÉ", "Zoé", "F", date(1992, 6, 14),
    "1 rue du Test", 53000, "LAVAL", 612345678,
             "02 43 00 00 01", "Zoe@Exemple.invalid", "Essai SARL", 12345678900011, "02 43 00 00 02",
             "CFA Test", "BP Coiffure",
             "Coiffeuse", "BP 1", "services", "01/09/10", "31/08/2012", "M. Untel")  # fmt: skip

    assert une(titres, ligne) == PersonneListe(
        ligne=2, nom="INVENTÉ", prenoms="Zoé", naissance=date(1992, 6, 14), sexe=Sexe.F,
        telephones=("+33612345678", "+33243000001"), courriel="zoe@exemple.invalid", adresse="1 rue du Test",
        code_postal="53000", commune="LAVAL", employeur="Essai SARL", siret="12345678900011",
        employeur_telephone="+33243000002", maitre_apprentissage="M. Untel", cfa="CFA Test", diplome="BP Coiffure",
        metier="Coiffeuse", niveau=Niveau.N4, annee_cycle="BP 1", filiere="services", numero="053-10-1",
        debut=date(2010, 9, 1), fin_prevue=date(2012, 8, 31),
    )  # fmt: skip


def test_lignes_refusees_avec_leur_numero() -> None:
    lues = lire(
        ("Liste", "", ""),
        TITRES,
        ("INVENTÉ", "Zoé", "31/02/1992"),
        (),
        ("INVENTÉ", "Léo", ""),
        ("", "Léo", "14/06/1992"),
        ("INVENTÉ", "", "14/06/1992"),
        ("INVENTÉ", "Max", "15/03/2005"),
        ("INVENTÉ", "Eva", "14/06/1892"),
        ("INVENTÉ", "Ali", "14/06/1992"),
    )

    assert [p.ligne for p in lues.personnes] == [10]
    assert [(r.ligne, r.motif.split("\u202f;")[0]) for r in lues.refusees] == [
        (3, "31/02/1992 n’est pas une date"),
        (5, "Il manque la date de naissance"),
        (6, "Il manque le nom"),
        (7, "Il manque le prénom"),
        (8, "15/03/2005 n’est pas une date de naissance possible pour un apprenti"),
        (9, "14/06/1892 n’est pas une date de naissance possible pour un apprenti"),
    ]
    assert lues.refusees[0].motif.endswith("corrigez-la dans le fichier ou saisissez la personne à la main.")


def test_titres_repetes_et_totaux_passes() -> None:
    lues = lire(
        TITRES,
        ("INVENTÉ", "Zoé", "14/06/1992"),
        TITRES,
        ("TEST", "Ali", "15/06/1992"),
        ("Total", 2, ""),
        ("Total", "", 2),
        ("Nombre de jeunes : 2", "", ""),
        ("", "", "", "page suivante"),
    )
    assert ([p.ligne for p in lues.personnes], lues.refusees) == ([2, 4], ())


def test_un_nom_seul_n_est_pas_un_total() -> None:
    lues = lire(TITRES, ("TOTALMENT", "Zoé", "14/06/1992"), ("Total", "Ali", "15/06/1992"), ("INVENTÉ", "", ""))
    assert [p.nom for p in lues.personnes] == ["TOTALMENT", "Total"]
    assert [r.ligne for r in lues.refusees] == [4]


def test_valeurs_facultatives_illisibles() -> None:
    personne = une(
        (*TITRES, "Téléphone", "Mail", "CP", "SIRET", "Début contrat", "Fin contrat"),
        ("INVENTÉ", "Zoé", "14/06/92", "06 12", "arobase", "Laval", "123", "31/02/2010", ""),
    )
    assert personne.naissance == date(1992, 6, 14)
    assert (personne.telephones, personne.courriel, personne.code_postal, personne.siret, personne.debut) == (
        (),
        "",
        "",
        "",
        None,
    )
    assert len(personne.remarques) == 5
    assert personne.remarques[0] == "Début du contrat\u202f: «\u202f31/02/2010\u202f» n’a pas pu être lu."


@pytest.mark.parametrize(
    ("brut", "reference", "attendue"),
    [("14/06/92", date(2010, 9, 1), 1992), ("14/06/96", date(2010, 9, 1), 1996), ("14/06/05", date(2022, 9, 1), 2005),
     ("14/06/85", date(2022, 9, 1), 1985)],
)  # fmt: skip
def test_annee_de_naissance_sur_deux_chiffres(brut: str, reference: date, attendue: int) -> None:
    [personne] = lire(TITRES, ("INVENTÉ", "Zoé", brut), reference=reference).personnes
    assert personne.naissance == date(attendue, 6, 14)


def test_le_repere_vient_des_contrats() -> None:
    essai = liste(
        (*TITRES, "Début contrat"), ("INVENTÉ", "Zoé", "14/06/02", "01/09/2020"), ("A", "B", "1/1/01", "01/09/2021")
    )
    colonnes = reconnaitre_colonnes(essai)

    assert jour_repere(essai, colonnes) == date(2021, 3, 2)
    assert [p.naissance for p in lire_personnes(essai, colonnes).personnes] == [date(2002, 6, 14), date(2001, 1, 1)]
    sans = liste(TITRES, ("INVENTÉ", "Zoé", "14/06/1992"))
    assert jour_repere(sans, reconnaitre_colonnes(sans)) is None
    assert lire_personnes(sans, reconnaitre_colonnes(sans)).personnes[0].naissance == date(1992, 6, 14)


def test_premier_janvier_et_nom_complet() -> None:
    personne = une((*TITRES, "Nom d’usage"), ("INVENTÉ", "Zoé", "01/01/1992", "Martin"))
    assert (personne.naissance_douteuse, personne.nom_usage, personne.nom_complet) == (True, "Martin", "MARTIN Zoé")
    assert une((*TITRES, "Nom d’usage"), ("INVENTÉ", "Zoé", "02/01/1992", "Inventé")).nom_usage == ""
    assert not PersonneListe(2).naissance_douteuse


def test_civilite_et_nom_compose_dans_la_cellule() -> None:
    personne = une(("Civilité", *TITRES), ("Mme", "Martin née Inventé", "Zoé", "14/06/1992"))
    assert (personne.nom, personne.nom_usage, personne.sexe) == ("Inventé", "Martin", Sexe.F)
    ensemble = une(("Nom Prénom", "Né le"), ("M. INVENTÉ Ali Marc", "14/06/1992"))
    assert (ensemble.nom, ensemble.prenoms, ensemble.sexe) == ("INVENTÉ", "Ali Marc", Sexe.M)
    usage = une(("Nom d’usage", "Prénom", "Né le"), ("Martin", "Zoé", "14/06/1992"))
    assert (usage.nom, usage.nom_usage) == ("Martin", "")


@pytest.mark.parametrize(
    ("brut", "attendu"),
    [
        ("INVENTÉ Zoé", NomLu("INVENTÉ", "Zoé")),
        ("LE GALL Anne-Marie", NomLu("LE GALL", "Anne-Marie")),
        ("Zoé INVENTÉ", NomLu("INVENTÉ", "Zoé")),
        ("Anne de LESSAI", NomLu("de LESSAI", "Anne")),
        ("Inventé, Zoé Marie", NomLu("Inventé", "Zoé Marie")),
        ("Inventé Zoé", NomLu("Inventé", "Zoé")),
        ("LE GALL ANNE", NomLu("LE GALL", "ANNE")),
        ("Mme D'ESSAI Zoé", NomLu("D'ESSAI", "Zoé", sexe=Sexe.F)),
        ("INVENTÉ", NomLu("INVENTÉ", "")),
        ("Martin née Inventé, Zoé", NomLu("Inventé", "Zoé", "Martin")),
    ],
)
def test_nom_et_prenom_ensemble(brut: str, attendu: NomLu) -> None:
    assert separer(brut) == attendu


@pytest.mark.parametrize(
    ("brut", "attendu"),
    [
        ("Martin née Inventé", NomLu("Inventé", "", "Martin")),
        ("MARTIN (née INVENTÉ)", NomLu("INVENTÉ", "", "MARTIN")),
        ("INVENTÉ épouse MARTIN", NomLu("INVENTÉ", "", "MARTIN")),
        ("INVENTÉ ép. MARTIN", NomLu("INVENTÉ", "", "MARTIN")),
        ("Inventé", NomLu("Inventé")),
        ("Monsieur Inventé", NomLu("Inventé", sexe=Sexe.M)),
    ],
)
def test_nom_de_naissance_et_d_usage(brut: str, attendu: NomLu) -> None:
    assert lire_nom(brut) == attendu


@pytest.mark.parametrize(
    ("titres", "quoi"),
    [(("Prénom", "Né le"), "de nom"), (("Nom", "Né le"), "de prénom"), (("Nom", "Prénom"), "de date de naissance")],
)
def test_colonne_indispensable_absente(titres: tuple[str, ...], quoi: str) -> None:
    cellules = {"Nom": "INVENTÉ", "Prénom": "Zoé", "Né le": "14/06/1992"}
    with pytest.raises(FileProblemError, match=f"essai.xlsx.*pas de colonne {quoi}"):
        lire((*titres, "Ville"), (*(cellules[t] for t in titres), "Laval"))


def test_aucune_personne() -> None:
    with pytest.raises(FileProblemError, match="ne contient aucune personne"):
        lire(TITRES, ("Total", "", ""))


def test_colonnes_choisies_a_la_main() -> None:
    essai = liste(("A", "B", "C"), ("INVENTÉ", "Zoé", "14/06/1992"))
    lues = lire_personnes(essai, {0: R.NOM, 1: R.PRENOM, 2: R.NAISSANCE}, reference=date(2010, 9, 1))
    assert [p.prenoms for p in lues.personnes] == ["Zoé"]
    assert [r.ligne for r in lues.refusees] == [1]
