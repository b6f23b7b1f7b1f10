"""The fields of the forms about a person, her contract and its rupture."""

from __future__ import annotations

from plateforme.domain.vocabulaire import (
    Canal,
    Initiateur,
    MotifEntreprise,
    Niveau,
    Sexe,
    Situation,
    SourceRupture,
    Suite,
)
from plateforme.ui.screens.personne.formulaire import Champ, Genre, Section, codes

DIPLOMES = (
    "Aucun",
    "CFG",
    "Brevet",
    "CAP",
    "BEP",
    "BP",
    "Bac professionnel",
    "Bac technologique",
    "Bac général",
    "BTS, DUT",
)
ANNEES = (
    "CAP 1", "CAP 2", "CAP en 1 an", "BP 1", "BP 2", "Bac pro seconde", "Bac pro première", "Bac pro terminale",
    "BTS 1", "BTS 2", "Mention complémentaire",
)  # fmt: skip
FILIERES = (
    "fluides", "gros œuvre", "électricité", "métaux", "bois", "finitions", "travaux publics", "multi-secteur",
    "alimentation", "services",
)  # fmt: skip


def _listes(valeurs: tuple[str, ...], actuelle: str) -> tuple[tuple[str, str], ...]:
    """Return the usual values as options, with the one recorded when it is another."""
    toutes = valeurs if not actuelle or actuelle in valeurs else (actuelle, *valeurs)
    return tuple((v, v[:1].upper() + v[1:]) for v in toutes)


NAISSANCE = Champ("date_naissance", "Date de naissance", Genre.DATE)
SOURCE = Champ(
    "naissance_source",
    "Source de la date",
    aide="Pièce vue, personne qui l’a dite. Sans source, la date reste à vérifier et le groupe attend.",
)
NOM = Champ("nom_naissance", "Nom de naissance", requis=True)
PRENOMS = Champ("prenoms", "Prénom(s)", requis=True)
SEXE = Champ("sexe", "Sexe", Genre.CHOIX, options=codes(Sexe))
TELEPHONE = Champ("telephone", "Téléphone", Genre.TELEPHONE)
COURRIEL = Champ("courriel", "Courriel")
CODE_POSTAL = Champ("code_postal", "Code postal")
COMMUNE = Champ("commune", "Commune")
REPRESENTANT = Champ("representant_nom", "Nom du représentant", aide="Pour un mineur.")
REPRESENTANT_TELEPHONE = Champ("representant_telephone", "Son téléphone", Genre.TELEPHONE)


def identite(diplome: str = "") -> tuple[Section, ...]:
    """Return the whole form of a person."""
    return (
        Section("Identité", (NOM, PRENOMS, Champ("nom_usage", "Nom d’usage"), SEXE, NAISSANCE, SOURCE)),
        Section(
            "Coordonnées",
            (
                TELEPHONE,
                Champ("telephone_2", "Autre téléphone", Genre.TELEPHONE),
                COURRIEL,
                Champ("canal_prefere", "Canal préféré", Genre.CHOIX, options=codes(Canal)),
                Champ("message_vocal", "Peut-on laisser un message vocal\u202f?", Genre.OUI_NON, vide="Pas demandé"),
                Champ("adresse", "Adresse"),
                CODE_POSTAL,
                COMMUNE,
                Champ("adresse_contrat", "Autre adresse pendant le contrat", large=True),
            ),
        ),
        Section("Représentant légal", (REPRESENTANT, REPRESENTANT_TELEPHONE)),
        Section(
            "À l’entrée",
            (
                Champ("situation_entree", "Situation", Genre.CHOIX, options=codes(Situation)),
                Champ("diplome_entree", "Diplôme obtenu", Genre.CHOIX, options=_listes(DIPLOMES, diplome), vide="–"),
                Champ("suivi_ml", "Suivi par la Mission Locale", Genre.CASE),
                Champ("loge_adlj", "Logé par l’association de logement", Genre.CASE),
                Champ("ml_conseiller", "Conseiller à la Mission Locale"),
                Champ("ml_identifiant", "Identifiant à la Mission Locale"),
            ),
        ),
        Section(
            "Notes privées",
            (Champ("notes_privees", "Notes", Genre.LONG, "Elles ne paraissent sur aucun document.", large=True),),
        ),
    )


DEBUT = Champ("debut", "Début du contrat", Genre.DATE, "Le suivi de 6 mois se compte depuis ce jour.", requis=True)
FIN = Champ("fin_prevue", "Fin prévue", Genre.DATE)
EMPLOYEUR = Champ("employeur", "Employeur")
CFA = Champ("cfa", "CFA")
DIPLOME = Champ("diplome", "Diplôme préparé")
METIER = Champ("metier", "Métier")


def contrat(annee: str = "", filiere: str = "", *, suivant: bool = False) -> tuple[Section, ...]:
    """Return the form of a contract; ``suivant`` asks whether a new plan starts."""
    plan = Champ("plan_suivi", "Commencer un nouveau suivi de 6 mois sur ce contrat", Genre.CASE, large=True)
    return (
        Section(
            "Dates",
            (DEBUT, FIN, Champ("premier_jour", "Premier jour en entreprise", Genre.DATE), Champ("numero", "Numéro")),
        ),
        *((Section("", (plan,)),) if suivant else ()),
        Section(
            "Entreprise",
            (
                EMPLOYEUR,
                Champ("siret", "SIRET", aide="14 chiffres."),
                Champ("employeur_telephone", "Téléphone", Genre.TELEPHONE),
                Champ("maitre_apprentissage", "Maître d’apprentissage"),
            ),
        ),
        Section(
            "Formation",
            (
                CFA,
                DIPLOME,
                METIER,
                Champ("niveau_prepare", "Niveau préparé", Genre.CHOIX, options=codes(Niveau)),
                Champ("annee_cycle", "Année du cycle", Genre.CHOIX, options=_listes(ANNEES, annee)),
                Champ("filiere", "Filière", Genre.CHOIX, options=_listes(FILIERES, filiere)),
            ),
        ),
    )


_RUPTURE = (
    Champ("le", "Date de la rupture", Genre.DATE, requis=True),
    Champ("initiateur", "À l’initiative de", Genre.CHOIX, options=codes(Initiateur), vide="Non connu"),
    Champ(
        "motif_entreprise", "Motif dit par l’entreprise", Genre.CHOIX, options=codes(MotifEntreprise), vide="Non connu"
    ),
    Champ("previsible", "Était-elle prévisible\u202f?", Genre.OUI_NON, vide="Non renseigné"),
    Champ("parole_jeune", "Ce qu’en dit le jeune", Genre.LONG, large=True),
)
_SOURCE_RUPTURE = Champ(
    "source",
    "Source",
    Genre.CHOIX,
    "Pour comparer les groupes, seules les listes comptent.",
    options=codes(SourceRupture),
    vide=None,
)


def rupture() -> tuple[Section, ...]:
    """Return the form of a rupture."""
    suite = Champ("suite", "Ce qui suit", Genre.CHOIX, options=codes(Suite), vide="Pas encore connu")
    return (
        Section("", _RUPTURE),
        Section("Comment vous l’avez appris", (_SOURCE_RUPTURE, Champ("connue_le", "Apprise le", Genre.DATE))),
        Section("Suite", (suite, Champ("suite_le", "Depuis le", Genre.DATE))),
    )
