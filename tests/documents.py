"""Invented documents for the tests of fiches/."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from plateforme.fiches.fiche_liaison import Destinataire, DocumentFiche, Jeune
from plateforme.fiches.identite import Chambre, Referent
from plateforme.fiches.rapport_indicateurs import DocumentIndicateurs, LigneGroupe

CHAMBRE = Chambre(
    "Chambre de métiers et de l’artisanat de l’Exemple",
    "12, rue des Essais\n53000 Laval",
    "0243000000",
    "contact@cma-exemple.fr",
)
REFERENT = Referent("Claire Exemplier", "Référente apprentissage", "0243000012", "claire.exemplier@cma-exemple.fr")
FICHE = DocumentFiche(
    numero="FL-2010-0042",
    jour=date(2010, 11, 12),
    chambre=CHAMBRE,
    referent=REFERENT,
    destinataire=Destinataire(
        "Association logement des jeunes de l’Exemple",
        "Łukasz Modèle",
        "Conseiller logement",
        "logement@adlj-exemple.fr",
        "4, place du Modèle\n53000 Laval",
    ),
    jeune=Jeune(
        "Démonstration",
        "Žofia Çağla",
        date(1992, 4, 16),
        "0612345678",
        "zofia.demonstration@courriel-exemple.fr",
        "8, impasse des Œillets",
        "53200 Château-Gontier",
        "CFA des Trois Essais",
        "Boulangerie Fictive",
    ),
    theme="Logement",
    urgence="Rapide",
    besoin=(
        "Žofia a signé son contrat à 40 km du domicile de ses parents. Elle dort depuis deux semaines chez une "
        "collègue\u202f; cette solution prend fin le 30 novembre. Elle cherche une chambre proche de la boulangerie, "
        "avec un loyer qui tienne dans son salaire de première année («\u202f300\u202f€ au plus\u202f»).\n"
        "Pouvez-vous la recevoir et regarder avec elle une place en foyer, puis l’aide au loyer\u202f?"
    ),
    accord="Accord donné à l’oral le 12 novembre 2010 par la jeune, pour ce destinataire et ce thème.",
    reponse_souhaitee_le=date(2010, 11, 22),
)
BESOIN_LONG = "\n".join(
    f"Point {n}\u202f: une précision utile au partenaire, que rien ne doit couper." for n in range(60)
)
FICHE_LONGUE = replace(FICHE, besoin=f"{BESOIN_LONG}\nTout dernier mot\u202f: trébuchet.", sans_accord=True, accord="")
INDICATEURS = DocumentIndicateurs(
    campagne="2009/2011",
    jour=date(2011, 1, 3),
    chambre=CHAMBRE,
    referent=REFERENT,
    groupes=(
        LigneGroupe("Groupe test", 104, 14, 14 / 104, 0.082, 0.213),
        LigneGroupe("Groupe témoin", 104, 21, 21 / 104, 0.136, 0.289),
        LigneGroupe("Hors évaluation", 0, 0, None),
        LigneGroupe("Ensemble des jeunes affectés", 208, 35, 35 / 208, 0.124, 0.225, ensemble=True),
    ),
    definition="Rupture brute\u202f: au moins une rupture du contrat d’entrée.",
    constat="Différence test – témoin\u202f: –6,7 points (entre –17,0 et +3,6)\u202f: rien de concluant.",
    effectifs=(("Jeunes suivis", "104"), ("Contacts", "531"), ("Fiches envoyées", "37"), ("Réponses", "29")),
    reserves=("L’affectation par la parité est un tirage faible.",),
)


def lecteur(pdf: bytes) -> PdfReader:
    """Return pypdf's reader of ``pdf``."""
    return PdfReader(io.BytesIO(pdf))


def texte_de(pdf: bytes) -> str:
    """Return the text of every page."""
    return "\n".join(page.extract_text() for page in lecteur(pdf).pages)


def serre(texte: str) -> str:
    """Return ``texte`` without any space, for comparisons across line breaks."""
    return "".join(texte.split())
