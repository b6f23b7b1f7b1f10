"""The field's closed vocabularies (domaine.md 3 to 7), with the words a user reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A stored code (unaccented, stable) and its label in French."""

    libelle: str

    def __new__(cls, value: str, libelle: str = "") -> Self:  # noqa: D102
        member = str.__new__(cls, value)
        member._value_ = value
        member.libelle = libelle or value
        return member


class Sexe(Code):
    """Civil sex, as the lists give it."""

    F = "F", "Fille"
    M = "M", "Garçon"


class Groupe(Code):
    """Arm of the experiment (domaine.md 4). ``HORS_EVALUATION`` is followed and counted, never compared."""

    TEST = "test", "Test"
    TEMOIN = "temoin", "Témoin"
    HORS_EVALUATION = "hors_evaluation", "Hors évaluation"


class Methode(Code):
    """How a campaign assigns its people."""

    PARITE = "parite", "Parité du jour de naissance"
    TIRAGE = "tirage", "Tirage au sort"


class Accord(Code):
    """The young person's agreement to be followed (domaine.md 2.4)."""

    EN_ATTENTE = "en_attente", "En attente"
    OUI = "oui", "Oui"
    REFUSE = "refuse", "Refusé"
    RETIRE = "retire", "Retiré"
    SANS_OBJET = "sans_objet", "Sans objet"


class FormeAccord(Code):
    """How an agreement was given."""

    ORAL = "oral", "À l’oral"
    ECRIT = "ecrit", "Par écrit"


class Situation(Code):
    """Situation at entry; the codes are those of the funder's table (domaine.md 9)."""

    COLLEGIEN = "collegien", "Collégien"
    LYCEEN_LEGT = "lyceen_legt", "Lycéen général ou technologique"
    LYCEEN_PRO = "lyceen_pro", "Lycéen professionnel"
    APPRENTI_CFA = "apprenti_cfa", "Apprenti en CFA"
    ETUDIANT_SUPERIEUR = "etudiant_superieur", "Étudiant du supérieur"
    DEMANDEUR_EMPLOI = "demandeur_emploi", "Demandeur d’emploi"
    ACTIF = "actif", "Actif occupé"
    AUTRE = "autre", "Autre"


class Niveau(Code):
    """Level of the diploma prepared, in today's scale; ``ancien`` gives the scale of the 2010 tables."""

    SANS = "0", "Sans diplôme (infra V)"
    N3 = "3", "Niveau 3 (V) – CAP, BEP"
    N4 = "4", "Niveau 4 (IV) – bac, BP"
    N5 = "5", "Niveau 5 (III) – BTS, DUT"
    N6 = "6", "Niveau 6 (II) – licence"
    N7 = "7", "Niveau 7 (I) – master"
    N8 = "8", "Niveau 8 (I) – doctorat"

    @property
    def ancien(self) -> str:
        """The level in the 1969 scale used by the funder's tables: infra_V, V, IV, III, II or I."""
        return {"0": "infra_V", "3": "V", "4": "IV", "5": "III", "6": "II", "7": "I", "8": "I"}[self]


class Canal(Code):
    """Channel of a contact."""

    TELEPHONE = "telephone", "Téléphone"
    SMS = "sms", "SMS"
    COURRIEL = "courriel", "Courriel"
    COURRIER = "courrier", "Courrier"
    VISITE_ENTREPRISE = "visite_entreprise", "Visite en entreprise"
    VISITE_CFA = "visite_cfa", "Visite au CFA"
    ENTRETIEN = "entretien", "Entretien"
    VISIO = "visio", "Visioconférence"


class AvecQui(Code):
    """The person spoken to."""

    JEUNE = "jeune", "Jeune"
    EMPLOYEUR = "employeur", "Employeur"
    MAITRE = "maitre_apprentissage", "Maître d’apprentissage"
    CFA = "cfa", "CFA"
    FAMILLE = "famille", "Famille"
    PARTENAIRE = "partenaire", "Partenaire"


class IssueContact(Code):
    """Outcome of an attempt (domaine.md 3)."""

    JOINT = "joint", "Joint"
    MESSAGE = "message_laisse", "Message laissé"
    SANS_REPONSE = "sans_reponse", "Sans réponse"
    FAUX_NUMERO = "coordonnees_incorrectes", "Coordonnées incorrectes"
    A_RAPPELER = "a_rappeler", "À rappeler"
    REFUS = "ne_souhaite_plus", "Ne souhaite plus être contacté"


class Masse(Code):
    """The two masses of working time reported to the funder (domaine.md 2.10)."""

    ACTION = "action", "Réalisation de l’action"
    EXPERIMENTATION = "experimentation", "Temps inhérent à l’expérimentation"


class Risque(Code):
    """The référent's reading of the risk of a rupture."""

    FAIBLE = "faible", "Faible"
    MODERE = "modere", "Modéré"
    ELEVE = "eleve", "Élevé"
    INEVITABLE = "rupture_inevitable", "Rupture inévitable"


class Theme(Code):
    """Theme of a difficulty (domaine.md 3)."""

    LOGEMENT = "logement", "Logement"
    SANTE = "sante", "Santé"
    MOBILITE = "mobilite", "Mobilité"
    FINANCES = "finances", "Finances"
    ADMINISTRATIF = "administratif", "Administratif"
    SOCIAL = "social_familial", "Social et familial"
    EMPLOYEUR = "relation_employeur", "Relation avec l’employeur"
    CONDITIONS = "conditions_travail", "Conditions de travail"
    FORMATION = "formation_cfa", "Formation au CFA"
    ORIENTATION = "orientation", "Orientation"
    RECHERCHE = "recherche_employeur", "Recherche d’un employeur"
    NUMERIQUE = "numerique", "Numérique"
    LANGUE = "langue", "Maîtrise de la langue"
    AUTRE = "autre", "Autre"


class Gravite(Code):
    """Seriousness of a difficulty."""

    LEGERE = "legere", "Légère"
    SERIEUSE = "serieuse", "Sérieuse"
    GRAVE = "grave", "Grave"


class Origine(Code):
    """Who detected a difficulty."""

    REFERENT = "referent", "Détectée par le référent"
    CFA = "cfa", "Alerte d’un CFA"
    PARTENAIRE = "partenaire", "Alerte d’un partenaire"


class StatutDifficulte(Code):
    """Life of a difficulty."""

    OUVERTE = "ouverte", "Ouverte"
    EN_COURS = "en_cours", "En cours"
    CLOSE = "close", "Close"


class IssueDifficulte(Code):
    """How a difficulty was closed."""

    RESOLUE = "resolue", "Résolue"
    PARTIELLE = "partielle", "Résolue en partie"
    SANS_SUITE = "sans_suite", "Sans suite"
    OBSTACLE = "obstacle", "Obstacle non levé"


class TypeStructure(Code):
    """Kind of partner structure. An employer is never a recipient of a fiche (domaine.md 7)."""

    MISSION_LOCALE = "mission_locale", "Mission Locale"
    CFA = "cfa", "CFA"
    LOGEMENT = "logement", "Association de logement, FJT"
    SERVICE_SOCIAL = "service_social", "Service social du département"
    EMPLOYEUR = "employeur", "Employeur"
    OPCO = "opco", "OPCO"
    MEDIATEUR = "mediateur", "Médiateur consulaire"
    DDETS = "ddets", "DDETS"
    REGION = "region", "Région"
    AUTRE = "autre", "Autre"


class StatutFiche(Code):
    """Life of a fiche de liaison (domaine.md 7)."""

    BROUILLON = "brouillon", "Brouillon"
    PRETE = "prete", "Prête"
    ENVOYEE = "envoyee", "Envoyée"
    RECUE = "recue", "Reçue"
    REPONSE = "reponse", "Réponse arrivée"
    CLOSE = "close", "Close"
    EXPIREE = "expiree", "Expirée"


class ResultatFiche(Code):
    """What the partner answers."""

    RESOLU = "resolu", "Résolu"
    EN_COURS = "en_cours", "En cours"
    SANS_SUITE = "sans_suite", "Sans suite"
    REFUSE = "refuse", "Refusé"


class Urgence(Code):
    """How fast the partner is asked to act."""

    NORMALE = "normale", "Normale"
    RAPIDE = "rapide", "Rapide"
    URGENTE = "urgente", "Urgente"


class Initiateur(Code):
    """Who broke the contract."""

    APPRENTI = "apprenti", "Apprenti"
    EMPLOYEUR = "employeur", "Employeur"
    COMMUN_ACCORD = "commun_accord", "Commun accord"
    CFA = "cfa", "CFA"
    TIERS = "tiers", "Tiers"


class PeriodeRupture(Code):
    """Period of a rupture, default definition « BTP CFA Île-de-France 2022 » (domaine.md 6.1)."""

    ESSAI = "periode_essai", "Période d’essai"
    POST_EXAMEN = "post_examen", "Post-examen"
    INTERMEDIAIRE = "intermediaire", "Intermédiaire"


class Suite(Code):
    """Sequel of a rupture, *rebond* (domaine.md 6.3)."""

    CONTRAT_MEME = "contrat_meme_metier", "Nouveau contrat, même métier"
    CONTRAT_AUTRE = "contrat_autre_metier", "Nouveau contrat, autre métier"
    FORMATION = "autre_formation", "Autre formation"
    EMPLOI = "emploi", "Emploi"
    MISSION_LOCALE = "mission_locale", "Retour à la Mission Locale"
    REORIENTATION = "reorientation", "Réorientation"
    RIEN = "rien", "Rien pour l’instant"
    PERDU_DE_VUE = "perdu_de_vue", "Perdu de vue"
    DIPLOME = "diplome_obtenu", "Diplôme obtenu"

    @property
    def positive(self) -> bool:
        """*Sortie positive*: new contract, training or job (domaine.md 6.3)."""
        return self in {Suite.CONTRAT_MEME, Suite.CONTRAT_AUTRE, Suite.FORMATION, Suite.EMPLOI}

    @property
    def clot_la_recherche(self) -> bool:
        """True when the 6-month search for an employer has no object any more (domaine.md 2.9)."""
        return self.positive or self in {Suite.DIPLOME, Suite.REORIENTATION}


class SourceRupture(Code):
    """Where a rupture was learned; only the lists cover both groups (domaine.md 2.8)."""

    LISTE_CHAMBRE = "liste_chambre", "Liste de la chambre"
    LISTE_OPCO = "liste_opco", "Liste de l’OPCO"
    LISTE_CFA = "liste_cfa", "Liste du CFA"
    SUIVI = "suivi", "Suivi du jeune"


class MotifEntreprise(Code):
    """Motive stated by the company (domaine.md 6.5)."""

    AUTRE_FORMATION = "autre_formation", "Choix d’une autre formation dans un autre établissement"
    CONTRAINTES_PRO = "contraintes_pro", "Non-respect des contraintes professionnelles en entreprise"
    RELATIONNEL = "relationnel", "Problèmes relationnels avec l’entreprise ou le CFA"
    ABANDON = "abandon", "Abandon"
    MAUVAISE_ORIENTATION = "mauvaise_orientation", "Mauvais choix d’orientation"
    EMBAUCHE_AILLEURS = "embauche_ailleurs", "Embauche dans une autre entreprise"
    COMPETENCES = "competences", "Compétences insuffisantes"
    PAPIERS = "papiers", "Validité des papiers d’identité"
    REGLEMENT = "reglement", "Non-respect du règlement en entreprise"
    DEMENAGEMENT = "demenagement", "Déménagement"
    EMBAUCHE_SUR_PLACE = "embauche_sur_place", "Embauche dans l’entreprise de l’alternant"
    FAMILLE = "famille", "Choix de la famille"
    FERMETURE = "fermeture", "Fermeture définitive de l’entreprise"
    SANTE = "sante", "Santé (physique ou morale)"
    INCAPACITE_FORMATION = "incapacite_formation", "Incapacité à suivre une formation"
    LIQUIDATION = "liquidation", "Liquidation judiciaire"
    DIPLOME = "diplome", "Obtention du diplôme (candidat libre)"
    MANQUE_ACTIVITE = "manque_activite", "Manque d’activité formatrice en entreprise"


class NatureEcart(Code):
    """Protocol deviation (domaine.md 4)."""

    DATE_CORRIGEE = "date_corrigee", "Date de naissance corrigée après affectation"
    TEMOIN_CONTACTE = "temoin_contacte", "Contact donné à un témoin"
    JAMAIS_CONTACTE = "jamais_contacte", "Jeune du groupe test jamais contacté"


class MotifRefus(Code):
    """Why a young person refuses the follow-up, or withdraws the agreement (domaine.md 2.4)."""

    SANS_BESOIN = "sans_besoin", "N’en ressent pas le besoin"
    DEJA_SUIVI = "deja_suivi", "Déjà suivi par ailleurs"
    MANQUE_DE_TEMPS = "manque_de_temps", "N’a pas le temps"
    VIE_PRIVEE = "vie_privee", "Ne souhaite pas partager sa situation"
    FAMILLE = "famille", "Refus de la famille ou du représentant légal"
    CHANGEMENT = "changement", "Situation changée (départ, rupture, déménagement)"
    SANS_RAISON = "sans_raison", "Sans raison donnée"
    AUTRE = "autre", "Autre raison"


class MotifCloture(Code):
    """Why a follow-up is closed before its end: the coded reason for having no next action (domaine.md 5)."""

    DEMENAGEMENT = "demenagement", "Déménagement hors du territoire"
    INJOIGNABLE = "injoignable", "Injoignable malgré les relances"
    AUTRE_SUIVI = "autre_suivi", "Suivi repris par un autre organisme"
    FIN = "fin_contrat", "Contrat mené à son terme"
    SORTIE = "sortie", "Sorti de l’apprentissage"
    DECES = "deces", "Décès"
    AUTRE = "autre", "Autre raison"


def libelle_de(codes: type[Code], valeur: str) -> str:
    """Return the words of a code stored as text; text of another origin is returned as it is."""
    return next((code.libelle for code in codes if code.value == valeur), valeur)
