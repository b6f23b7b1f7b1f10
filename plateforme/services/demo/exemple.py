"""The story told in full: Noëlie, 17, baker's apprentice in Cossé-le-Vivien, late for her fourth month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contrat import Contrat
from plateforme.domain.vocabulaire import (
    AvecQui,
    Canal,
    FormeAccord,
    Gravite,
    IssueContact,
    IssueDifficulte,
    Niveau,
    Origine,
    ResultatFiche,
    Risque,
    Situation,
    StatutFiche,
    Theme,
    TypeStructure,
)
from plateforme.services.demo import fils, metiers
from plateforme.services.demo.liaison import Personne, Projet, difficulte, ecrire_difficulte
from plateforme.services.demo.plume import typographie
from plateforme.services.demo.suivis import Journal
from plateforme.services.unit_of_work import UnitOfWork

ACCORD_LE = date(2010, 9, 2)
PERSONNE: dict[str, Any] = {
    "adresse": "12 chemin de l’Aumônerie",
    "code_postal": "53400",
    "commune": "Craon",
    "telephone": "0639980412",
    "telephone_2": "0199004120",
    "courriel": "noelie.ablivet@exemple.invalid",
    "message_vocal": True,
    "canal_prefere": Canal.TELEPHONE,
    "representant_nom": "Mme Sylvie Ablivet (sa mère)",
    "representant_telephone": "0639984120",
    "suivi_ml": True,
    "ml_conseiller": "Denis Rauvinet",
    "ml_identifiant": "CG-2010-0187",
    "situation_entree": Situation.APPRENTI_CFA,
    "diplome_entree": "brevet",
    "notes_privees": "Dort jusqu’à 13 h : appeler l’après-midi. Son père s’inquiète vite, passer d’abord par elle.",
}
CONTRAT: dict[str, Any] = {
    "employeur": "Fournil de la famille Sorbandais",
    "employeur_telephone": "0199004121",
    "maitre_apprentissage": "M. Sorbandais",
    "cfa": metiers.CFA_LAVAL,
    "diplome": "CAP Boulanger",
    "metier": "Boulangère",
    "niveau_prepare": Niveau.N3,
    "annee_cycle": "CAP 1",
    "filiere": "alimentation",
    "fin_prevue": date(2012, 8, 22),
}


def personne(ebauche: Beneficiaire) -> Beneficiaire:
    """Return the person with the details of her story."""
    return replace(ebauche, **PERSONNE)


def contrat(ebauche: Contrat) -> Contrat:
    """Return her contract with the details of her story."""
    return replace(ebauche, **CONTRAT)


@dataclass(frozen=True)
class _Note:
    le: date
    texte: str
    avec: AvecQui = AvecQui.JEUNE
    canal: Canal = Canal.TELEPHONE
    issue: IssueContact = IssueContact.JOINT
    risque: Risque | None = None
    themes: tuple[Theme, ...] = ()
    convenu: str = ""
    rappel_le: date | None = None
    minutes: int = 10


_NOTES: tuple[_Note, ...] = (
    _Note(
        date(2010, 9, 1),
        "Message laissé : qui je suis, pourquoi j'appelle. Sûrement couchée, elle travaille la nuit.",
        issue=IssueContact.MESSAGE,
        rappel_le=ACCORD_LE,
        minutes=2,
    ),
    _Note(
        ACCORD_LE,
        "Premier appel. Voix claire, contente qu'on s'intéresse à elle. Accord pour le suivi, "
        "confirmé par sa mère "
        "dans la foulée. Coordonnées et contrat vérifiés.",
        risque=Risque.FAIBLE,
        minutes=25,
        convenu="L'appeler plutôt l'après-midi, après la sieste.",
    ),
    _Note(
        date(2010, 9, 21),
        "Lever à 3 h, son père l'emmène à Cossé avant d'aller à l'usine. A façonné ses "
        "premières baguettes. "
        "« Le patron dit que j'ai la main. »",
        risque=Risque.FAIBLE,
        minutes=15,
    ),
    _Note(
        date(2010, 10, 7),
        "M. Drominet signale 6 de moyenne en mathématiques et deux cours séchés. En "
        "pratique, elle est dans "
        "les trois premières.",
        AvecQui.CFA,
        themes=(Theme.FORMATION,),
        minutes=12,
        convenu="J'en parle avec elle avant toute remontrance.",
    ),
    _Note(
        date(2010, 10, 8),
        "Reconnaît les absences : « Je comprenais rien, j'avais honte. » D'accord pour du "
        "soutien si ce "
        "n'est pas devant tout le monde.",
        risque=Risque.MODERE,
        themes=(Theme.FORMATION,),
        minutes=22,
        convenu="Fiche au référent du CFA. Elle retourne en cours lundi.",
    ),
    _Note(
        date(2010, 10, 21),
        "Soutien commencé, « ça va mieux ». Mais son père passe en équipe de nuit le 15 "
        "novembre : plus "
        "personne pour l'emmener à 3 h 30, et aucun car entre Craon et Cossé.",
        risque=Risque.MODERE,
        themes=(Theme.MOBILITE,),
        minutes=18,
        convenu="Fiche mobilité. Elle demande aussi à l'équipe.",
    ),
    _Note(
        date(2010, 11, 9),
        "Sa mère rappelle : la Mission Locale de Laval répond que Craon n'est pas de son "
        "ressort. Personne "
        "d'autre pour la mobilité de ce côté.",
        AvecQui.FAMILLE,
        themes=(Theme.MOBILITE,),
        minutes=9,
    ),
    _Note(
        date(2010, 11, 24),
        "Covoiturage trouvé avec le pâtissier, qui passe par Craon. En revanche 44 h la "
        "semaine dernière "
        "et le lundi sauté deux fois ; elle a 17 ans. Fatiguée, a pleuré. Ne veut surtout pas fâcher le patron.",
        risque=Risque.ELEVE,
        themes=(Theme.CONDITIONS, Theme.SANTE),
        minutes=28,
        convenu="Elle note ses heures chaque jour. J'appelle sa mère pour l'accord, puis le médiateur.",
    ),
    _Note(
        date(2010, 12, 2),
        "Sa mère est d'accord pour le médiateur, par écrit. Inquiète, mais tient à ce contrat.",
        AvecQui.FAMILLE,
        themes=(Theme.CONDITIONS,),
        minutes=14,
    ),
    _Note(
        date(2010, 12, 9),
        "Visite au fournil avec son accord. M. Sorbandais reconnaît « un gros trimestre », "
        "se dit prêt à "
        "revoir les horaires après les fêtes. Bon professionnel, débordé.",
        AvecQui.MAITRE,
        Canal.VISITE_ENTREPRISE,
        risque=Risque.ELEVE,
        themes=(Theme.CONDITIONS,),
        minutes=75,
    ),
    _Note(
        date(2010, 12, 16),
        "M. Drominet : absente mardi et mercredi, s'est endormie en cours lundi. A demandé "
        "elle-même s'il "
        "existait une chambre près du fournil.",
        AvecQui.CFA,
        themes=(Theme.CONDITIONS, Theme.LOGEMENT),
        minutes=11,
        convenu="En parler avec elle au prochain appel.",
    ),
)


def ecrire(journal: Journal) -> None:
    """Write her eleven contacts."""
    for n in _NOTES:
        journal.ajouter(
            n.le,
            n.texte,
            issue=n.issue,
            avec=n.avec,
            canal=n.canal,
            risque=n.risque,
            themes=n.themes,
            convenu=n.convenu,
            rappel_le=n.rappel_le,
            minutes=n.minutes,
            heure=time(15, 10) if n.avec is AvecQui.JEUNE else None,
        )


def projets(uow: UnitOfWork, elle: Personne) -> list[Projet]:
    """Record her four difficulties and return their fiches: answered, refused, awaited and late."""
    cours = difficulte(
        elle,
        Theme.FORMATION,
        Gravite.SERIEUSE,
        "Décroche en mathématiques, absences en cours.",
        date(2010, 10, 8),
        close_le=date(2010, 11, 24),
    )
    route = difficulte(
        elle,
        Theme.MOBILITE,
        Gravite.SERIEUSE,
        "Plus de trajet à 3 h 30 entre Craon et Cossé-le-Vivien.",
        date(2010, 10, 21),
        close_le=date(2010, 11, 24),
        issue=IssueDifficulte.PARTIELLE,
    )
    heures = difficulte(
        elle,
        Theme.CONDITIONS,
        Gravite.GRAVE,
        "44 heures par semaine et repos sautés, à 17 ans.",
        date(2010, 11, 24),
        en_cours=True,
    )
    chambre = difficulte(
        elle, Theme.LOGEMENT, Gravite.LEGERE, "Cherche une chambre près du fournil.", date(2010, 12, 16)
    )
    cours, route, heures, _ = (
        ecrire_difficulte(uow, d) for d in (replace(cours, origine=Origine.CFA), route, heures, chambre)
    )
    return [
        Projet(
            elle,
            cours,
            TypeStructure.CFA,
            _T_COURS,
            StatutFiche.CLOSE,
            resultat=ResultatFiche.RESOLU,
            reponse=_R_COURS,
            recue=1,
            repond=6,
            close=10,
        ),
        Projet(
            elle,
            route,
            TypeStructure.MISSION_LOCALE,
            _T_ROUTE,
            StatutFiche.CLOSE,
            resultat=ResultatFiche.REFUSE,
            reponse=fils.REFUS_PARTENAIRE,
            recue=3,
            repond=14,
            close=18,
            structure_commune="Laval",
        ),
        Projet(
            elle,
            heures,
            TypeStructure.MEDIATEUR,
            _T_HEURES,
            StatutFiche.ENVOYEE,
            envoi=date(2010, 12, 14),
            forme=FormeAccord.ECRIT,
            accord_le=date(2010, 12, 2),
        ),
    ]


_T_COURS = typographie(
    "Résultats insuffisants en mathématiques (6 de moyenne) et deux absences, alors que la pratique est très "
    "bonne. Souhaite "
    "un soutien en petit groupe, sans être mise en avant devant la classe."
)
_R_COURS = typographie(
    "Soutien d'une heure le mardi avec Mme Valmellier, à deux. Premier contrôle après soutien : 11. Nous "
    "continuons jusqu'en mars."
)
_T_ROUTE = typographie(
    "Habite Craon et embauche à 3 h 30 à Cossé-le-Vivien. Son père ne peut plus la conduire à partir du 15 "
    "novembre et aucun "
    "transport ne passe à cette heure. Un prêt de deux-roues est demandé."
)
_T_HEURES = typographie(
    "Apprentie de 17 ans. Le carnet montre 44 heures par semaine et deux repos du lundi non pris en novembre. "
    "Elle souhaite "
    "rester dans cette entreprise et demande que les horaires soient revus avec son maître d'apprentissage, "
    "sans conflit."
)
