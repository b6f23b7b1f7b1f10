"""Which column holds what."""

from __future__ import annotations

from datetime import date

import pytest

from plateforme.domain.liste import RoleColonne as R
from plateforme.lists.colonnes import masquer_interdits, reconnaitre_colonnes, roles
from plateforme.lists.entete import ligne_titres
from plateforme.lists.titres import role_du_titre
from tests.listes import liste

ZOE = ("INVENTÉ", "Zoé", "14/06/1992")


@pytest.mark.parametrize(
    ("titre", "role"),
    [
        ("NOM", R.NOM), ("Nom de naissance", R.NOM), ("Nom de l'apprenti", R.NOM), ("Nom d’usage", R.NOM_USAGE),
        ("Nom marital", R.NOM_USAGE), ("Prénom", R.PRENOM), ("Prénom(s)", R.PRENOM), ("1er prénom", R.PRENOM),
        ("Nom Prénom", R.NOM_PRENOM), ("NOM et Prénoms", R.NOM_PRENOM), ("Prénom Nom", R.NOM_PRENOM),
        ("Apprenti", R.NOM_PRENOM), ("Civilité", R.CIVILITE), ("Sexe", R.SEXE),
        ("Né(e) le", R.NAISSANCE), ("Date de naissance", R.NAISSANCE), ("DDN", R.NAISSANCE),
        ("Date naissance", R.NAISSANCE),
        ("Lieu de naissance", R.IGNORER), ("Commune de naissance", R.IGNORER), ("Dept naissance", R.IGNORER),
        ("Tél. portable", R.TELEPHONE), ("Téléphone", R.TELEPHONE), ("Tél fixe", R.TELEPHONE_2),
        ("Mail", R.COURRIEL),
        ("Adresse e-mail", R.COURRIEL), ("Adresse", R.ADRESSE), ("Complément d'adresse", R.IGNORER),
        ("CP", R.CODE_POSTAL),
        ("Code postal", R.CODE_POSTAL), ("Ville", R.COMMUNE), ("Commune", R.COMMUNE), ("Identifiant", R.IDENTIFIANT),
        ("N° dossier", R.IDENTIFIANT), ("Conseiller", R.CONSEILLER), ("Référent", R.CONSEILLER),
        ("Nom du conseiller", R.CONSEILLER),
        ("Tél. conseiller", R.IGNORER), ("Entreprise", R.EMPLOYEUR), ("Nom de l'employeur", R.EMPLOYEUR),
        ("Raison sociale", R.EMPLOYEUR), ("SIRET", R.SIRET), ("SIRET employeur", R.SIRET),
        ("Tél entreprise", R.EMPLOYEUR_TELEPHONE), ("Ville entreprise", R.IGNORER), ("Mail employeur", R.IGNORER),
        ("Date d'entrée dans l'entreprise", R.IGNORER),
        ("Maître d'apprentissage", R.MAITRE),
        ("Nom du maître d'apprentissage", R.MAITRE),
        ("Tél. maître d'apprentissage", R.IGNORER),
        ("Nom du représentant légal", R.IGNORER), ("Tél. mère", R.IGNORER), ("CFA", R.CFA), ("Nom CFA", R.CFA),
        ("Adresse CFA", R.IGNORER), ("Diplôme préparé", R.DIPLOME), ("Formation", R.DIPLOME),
        ("Dernier diplôme", R.IGNORER),
        ("Diplôme obtenu", R.IGNORER), ("Métier", R.METIER), ("Niveau", R.NIVEAU), ("Niveau scolaire", R.IGNORER),
        ("Année du cycle", R.ANNEE_CYCLE), ("Filière", R.FILIERE), ("N° contrat", R.NUMERO),
        ("Numéro du contrat", R.NUMERO),
        ("Début contrat", R.DEBUT), ("Date de début", R.DEBUT), ("Fin contrat", R.FIN), ("Date de fin", R.FIN),
        ("Contrat signé le", R.SIGNATURE), ("Date de signature", R.SIGNATURE), ("Date de rupture", R.RUPTURE),
        ("Motif de rupture", R.IGNORER), ("N° sécurité sociale", R.IGNORER), ("NIR", R.IGNORER),
        ("Couleur", R.IGNORER), ("", R.IGNORER),
    ],
)  # fmt: skip
def test_titres(titre: str, role: R) -> None:
    assert role_du_titre(titre)[0] is role


def test_titres_sous_un_bandeau() -> None:
    lignes = (("Liste des contrats", "", ""), ("Nom du fichier : mars", "", ""), (), ("Nom", "Prénom", "Né(e) le"), ZOE)
    assert ligne_titres(lignes) == 4
    assert ligne_titres((ZOE, ZOE)) is None
    assert ligne_titres((("Nom", 12, "Prénom"), ("Ville", "CP", "Mail"))) is None


def test_colonnes_d_une_liste() -> None:
    essai = liste(("Nom", "Prénom", "Né(e) le", "Couleur"), (*ZOE, "bleu"), ("TEST", "Ali", date(1993, 1, 2), "vert"))

    colonnes = reconnaitre_colonnes(essai)

    assert [c.role for c in colonnes] == [R.NOM, R.PRENOM, R.NAISSANCE, R.IGNORER]
    assert colonnes[2].exemples == ("14/06/1992", "02/01/1993")
    assert all(c.confiance > 0.9 for c in colonnes[:3])
    assert roles(colonnes) == {0: R.NOM, 1: R.PRENOM, 2: R.NAISSANCE}


def test_le_contenu_baisse_la_confiance_ou_corrige_le_titre() -> None:
    essai = liste(
        ("Nom", "Prénom", "Date naissance", "Téléphone", "Civilité"),
        ("INVENTÉ", "Zoé", "à voir", "zoe@exemple.invalid", "Mme"),
        ("TEST", "Ali", "à voir", "ali@exemple.invalid", "M."),
    )

    colonnes = reconnaitre_colonnes(essai)

    assert (colonnes[2].role, colonnes[2].confiance < 0.5) == (R.NAISSANCE, True)
    assert colonnes[3].role is R.COURRIEL
    assert colonnes[4].role is R.CIVILITE


def test_un_role_par_colonne() -> None:
    essai = liste(
        ("Nom", "Nom", "Prénom", "Téléphone", "Mobile", "Tél"),
        ("A", "B", "C", "0612345678", "0712345678", "0243000001"),
    )
    assert [c.role for c in reconnaitre_colonnes(essai)] == [
        R.NOM, R.IGNORER, R.PRENOM, R.TELEPHONE, R.TELEPHONE_2, R.IGNORER,
    ]  # fmt: skip


def test_nom_et_prenom_dans_une_colonne() -> None:
    seul = liste(("Nom", "Né le"), ("INVENTÉ Zoé", "14/06/1992"), ("TEST Ali", "15/06/1992"))
    assert reconnaitre_colonnes(seul)[0].role is R.NOM_PRENOM
    sans_prenom = liste(("Nom", "Né le"), ("INVENTÉ", "14/06/1992"), ("TEST", "15/06/1992"))
    assert reconnaitre_colonnes(sans_prenom)[0].role is R.NOM


def test_sans_titres() -> None:
    lignes = [("INVENTÉ", "Zoé", "F", "14/06/1992", "0612345678", "53000", "zoe@exemple.invalid", "12345678900011")] * 3

    colonnes = reconnaitre_colonnes(liste(*lignes))

    assert [c.role for c in colonnes] == [
        R.NOM, R.PRENOM, R.SEXE, R.NAISSANCE, R.TELEPHONE, R.CODE_POSTAL, R.COURRIEL, R.SIRET,
    ]  # fmt: skip
    assert colonnes[0].confiance <= 0.5
    assert reconnaitre_colonnes(liste(("INVENTÉ Zoé", "14/06/1992")))[0].role is R.NOM_PRENOM


def test_colonnes_vides_ou_sans_nom() -> None:
    assert [c.role for c in reconnaitre_colonnes(liste(("12", "", "14/06/1992")))] == [
        R.IGNORER,
        R.IGNORER,
        R.NAISSANCE,
    ]
    titrees = reconnaitre_colonnes(
        liste(("Ville", "Mail", "Prénom", "Vide"), ("Laval", "a@exemple.invalid", "Zoé", ""))
    )
    assert [c.role for c in titrees] == [R.COMMUNE, R.COURRIEL, R.PRENOM, R.IGNORER]
    sans_nom = liste(("Date naissance", "Ville", "Mail"), ("14/06/1992", "Laval", "a@exemple.invalid"))
    assert {c.role for c in reconnaitre_colonnes(sans_nom)} == {R.NAISSANCE, R.COMMUNE, R.COURRIEL}


def test_les_corrections_deplacent_le_role() -> None:
    colonnes = reconnaitre_colonnes(liste(("Nom", "Prénom", "Né le", "Divers"), (*ZOE, "15/06/1992")))
    assert roles(colonnes, {3: R.NAISSANCE}) == {0: R.NOM, 1: R.PRENOM, 3: R.NAISSANCE}
    assert roles(colonnes, {0: R.IGNORER}) == {1: R.PRENOM, 2: R.NAISSANCE}


def test_numeros_de_securite_sociale_masques() -> None:
    lignes = (("Nom", "NIR"), ("X", "2920653123456 78"), ("Y", "illisible"))
    assert masquer_interdits(lignes, 1) == (("Nom", "NIR"), ("X", ""), ("Y", ""))
    sans_titre = (("X", 292065312345678, date(1992, 6, 14)), ("Y", "1 92 06 2A 123 456 78", ""))
    assert masquer_interdits(sans_titre, None) == (("X", "", date(1992, 6, 14)), ("Y", "", ""))
    assert masquer_interdits((("X", "12345678900011"),), None) == (("X", "12345678900011"),)
