"""The eleven ruptures of the first year's test group (2009/2010)."""

from __future__ import annotations

from datetime import date

from plateforme.domain.vocabulaire import Initiateur, IssueContact, MotifEntreprise, Risque, SourceRupture, Suite, Theme
from plateforme.services.demo.ruptures import HistoireRupture, Note

_M, _E, _I = Risque.MODERE, Risque.ELEVE, Risque.INEVITABLE
PREMIER = "Premier appel. Accord donné. Coordonnées vérifiées, "

ANNEE_1: tuple[HistoireRupture, ...] = (
    HistoireRupture(
        date(2009, 9, 1),
        date(2009, 10, 23),
        Initiateur.APPRENTI,
        MotifEntreprise.MAUVAISE_ORIENTATION,
        Suite.REORIENTATION,
        date(2010, 1, 11),
        "« Ce n'est pas le métier que j'imaginais. »",
        (
            Note(
                date(2009, 10, 15),
                PREMIER + "mais le cœur n'y est plus : voulait travailler avec des enfants.",
                _E,
                (Theme.ORIENTATION,),
                convenu="Voir un conseiller avant de décider.",
            ),
            Note(
                date(2009, 10, 27),
                "A rompu vendredi, pendant l'essai. Soulagé[e]. Rendez-vous d'orientation pris.",
                _I,
                (Theme.ORIENTATION,),
            ),
            Note(date(2010, 1, 12), "Entre en lycée professionnel, filière sanitaire et sociale. Content[e]."),
        ),
        previsible=True,
        theme=Theme.ORIENTATION,
    ),
    HistoireRupture(
        date(2009, 9, 1),
        date(2009, 12, 18),
        Initiateur.COMMUN_ACCORD,
        MotifEntreprise.RELATIONNEL,
        Suite.CONTRAT_MEME,
        date(2010, 2, 1),
        "« On ne se parlait plus. »",
        (
            Note(
                date(2009, 10, 19),
                PREMIER + "un peu de tension avec l'ouvrier, rien de grave dit-[elle/il].",
                _M,
                (Theme.EMPLOYEUR,),
            ),
            Note(
                date(2009, 11, 24),
                "Ne mange plus avec l'équipe. <patron> ne lui adresse la parole que par le carnet.",
                _E,
                (Theme.EMPLOYEUR,),
                convenu="Médiateur prévenu, avec son accord.",
            ),
            Note(
                date(2009, 12, 21),
                "Rupture d'un commun accord vendredi. Veut rester dans le métier. CV refait ensemble.",
                _I,
                (Theme.RECHERCHE,),
            ),
            Note(date(2010, 2, 3), "Nouveau contrat signé, même métier. « Rien à voir. »"),
        ),
        nouveau=date(2010, 2, 1),
        previsible=True,
        theme=Theme.EMPLOYEUR,
    ),
    HistoireRupture(
        date(2009, 9, 14),
        date(2010, 1, 29),
        Initiateur.TIERS,
        MotifEntreprise.LIQUIDATION,
        Suite.CONTRAT_MEME,
        date(2010, 3, 8),
        "« Le patron a pleuré en nous l'annonçant. »",
        (
            Note(date(2009, 10, 20), PREMIER + "tout se passe bien."),
            Note(
                date(2009, 12, 10),
                "Paie de novembre versée en deux fois. Des rumeurs dans l'atelier.",
                _M,
                (Theme.FINANCES,),
            ),
            Note(
                date(2010, 1, 18),
                "Liquidation prononcée, dernier jour le 29. Le CFA [la/le] garde en cours.",
                _I,
                (Theme.RECHERCHE,),
                convenu="Liste de cinq employeurs envoyée.",
            ),
            Note(date(2010, 3, 9), "A signé chez un employeur de la liste. Contrat poursuivi dans le même métier."),
        ),
        nouveau=date(2010, 3, 8),
        previsible=True,
        theme=Theme.RECHERCHE,
    ),
    HistoireRupture(
        date(2009, 8, 31),
        date(2010, 2, 26),
        Initiateur.COMMUN_ACCORD,
        MotifEntreprise.MANQUE_ACTIVITE,
        Suite.CONTRAT_AUTRE,
        date(2010, 9, 1),
        "« Je balayais toute la journée. »",
        (
            Note(date(2009, 10, 21), PREMIER + "trouve le temps long : peu de chantiers."),
            Note(
                date(2009, 12, 2),
                "Encore trois semaines d'atelier. Le formateur du CFA s'en étonne aussi.",
                _M,
                (Theme.CONDITIONS,),
            ),
            Note(date(2010, 2, 9), "<patron> n'a plus rien à lui donner, le reconnaît.", _E, (Theme.CONDITIONS,)),
            Note(
                date(2010, 3, 2),
                "Contrat rompu d'un commun accord. Cherche, sans précipitation.",
                _I,
                (Theme.RECHERCHE,),
            ),
            Note(date(2010, 9, 7), "Reprend en apprentissage dans un autre métier, depuis le 1er septembre."),
        ),
        nouveau=date(2010, 9, 1),
        previsible=True,
        theme=Theme.CONDITIONS,
        source=SourceRupture.SUIVI,
    ),
    HistoireRupture(
        date(2009, 10, 5),
        date(2009, 11, 27),
        Initiateur.APPRENTI,
        MotifEntreprise.CONTRAINTES_PRO,
        Suite.EMPLOI,
        date(2010, 1, 18),
        "« Je préfère gagner ma vie tout de suite. »",
        (
            Note(
                date(2009, 11, 25),
                PREMIER + "mais a déjà décidé d'arrêter : une offre d'emploi l'attend.",
                _I,
                (Theme.ORIENTATION,),
            ),
            Note(date(2010, 1, 21), "Embauché[e] en contrat de six mois dans une plateforme logistique."),
        ),
        theme=Theme.ORIENTATION,
    ),
    HistoireRupture(
        date(2009, 9, 7),
        date(2010, 3, 31),
        Initiateur.APPRENTI,
        MotifEntreprise.SANTE,
        Suite.MISSION_LOCALE,
        date(2010, 4, 12),
        "« Mon corps a dit non. »",
        (
            Note(date(2009, 10, 22), PREMIER + "rythme difficile mais la motivation est là."),
            Note(date(2009, 12, 8), "Arrêt de deux semaines. S'inquiète de sa place.", _M, (Theme.SANTE,)),
            Note(
                date(2010, 2, 16),
                "Deuxième arrêt. Le médecin du travail parle d'inaptitude à ce poste.",
                _E,
                (Theme.SANTE,),
            ),
            Note(
                date(2010, 4, 6),
                "Contrat rompu. Orienté[e] vers la Mission Locale pour un projet compatible.",
                _I,
                (Theme.SANTE, Theme.ORIENTATION),
            ),
        ),
        previsible=True,
        theme=Theme.SANTE,
    ),
    HistoireRupture(
        date(2009, 11, 2),
        date(2010, 4, 16),
        Initiateur.APPRENTI,
        MotifEntreprise.DEMENAGEMENT,
        Suite.PERDU_DE_VUE,
        None,
        "",
        (
            Note(
                date(2009, 11, 30), PREMIER + "parents en pleine séparation, en parle facilement.", _M, (Theme.SOCIAL,)
            ),
            Note(
                date(2010, 1, 26),
                "Sa mère envisage de repartir dans le Nord. Ne veut pas choisir.",
                _E,
                (Theme.SOCIAL,),
            ),
            Note(
                date(2010, 4, 20),
                "L'employeur m'apprend le départ par le CFA. Numéro plus attribué.",
                _I,
                (),
                IssueContact.FAUX_NUMERO,
            ),
        ),
        source=SourceRupture.LISTE_CFA,
        theme=Theme.SOCIAL,
    ),
    HistoireRupture(
        date(2009, 9, 1),
        date(2010, 7, 9),
        Initiateur.EMPLOYEUR,
        MotifEntreprise.COMPETENCES,
        Suite.RIEN,
        None,
        "« J'ai raté mon année et il m'en a voulu. »",
        (
            Note(date(2009, 10, 16), PREMIER + "rien à signaler."),
            Note(
                date(2010, 2, 2), "CFA difficile, absent[e] deux jours. Promet de s'y remettre.", _M, (Theme.FORMATION,)
            ),
            Note(date(2010, 7, 13), "Année ratée au CFA, contrat rompu vendredi. Abattu[e].", _I, (Theme.RECHERCHE,)),
            Note(
                date(2010, 10, 19),
                "Deux essais sans suite. Garde le moral, accepte d'élargir à {Rennes|Le Mans}.",
                None,
                (Theme.RECHERCHE, Theme.MOBILITE),
            ),
            Note(
                date(2010, 12, 14),
                "Entretien chez un employeur de Vitré la semaine prochaine. Je rappelle après les fêtes.",
                None,
                (Theme.RECHERCHE,),
            ),
        ),
        theme=Theme.RECHERCHE,
    ),
    HistoireRupture(
        date(2009, 9, 21),
        date(2010, 6, 25),
        Initiateur.APPRENTI,
        MotifEntreprise.AUTRE_FORMATION,
        Suite.FORMATION,
        date(2010, 9, 6),
        "« J'ai trouvé ma voie. »",
        (
            Note(date(2009, 10, 28), PREMIER + "bon démarrage."),
            Note(
                date(2010, 3, 23),
                "A visité une école d'aide-soignants, ne parle que de cela.",
                _M,
                (Theme.ORIENTATION,),
            ),
            Note(
                date(2010, 6, 29), "Concours réussi, contrat rompu en bons termes. Entre en formation en septembre.", _I
            ),
        ),
        previsible=True,
        theme=Theme.ORIENTATION,
    ),
    HistoireRupture(
        date(2009, 10, 19),
        date(2010, 9, 30),
        Initiateur.EMPLOYEUR,
        MotifEntreprise.FERMETURE,
        Suite.MISSION_LOCALE,
        date(2010, 10, 11),
        "« Ils ferment, ce n'est la faute de personne. »",
        (
            Note(date(2009, 11, 26), PREMIER + "très bien encadré[e]."),
            Note(date(2010, 4, 20), "Bilan des 6 mois : employeur proche de la retraite, cherche un repreneur.", _M),
            Note(
                date(2010, 10, 5),
                "Fermeture le 30, sans repreneur. Le CFA l'accueille pour six mois.",
                _I,
                (Theme.RECHERCHE,),
            ),
            Note(
                date(2010, 11, 23),
                "Trois candidatures envoyées ensemble, une réponse attendue.",
                None,
                (Theme.RECHERCHE,),
            ),
        ),
        previsible=True,
        theme=Theme.RECHERCHE,
        source=SourceRupture.SUIVI,
    ),
    HistoireRupture(
        date(2009, 12, 7),
        date(2010, 5, 21),
        Initiateur.COMMUN_ACCORD,
        MotifEntreprise.RELATIONNEL,
        Suite.CONTRAT_AUTRE,
        date(2010, 7, 5),
        "« Deux caractères, une petite équipe. »",
        (
            Note(date(2010, 1, 14), PREMIER + "ambiance tendue au moment des fêtes.", _M, (Theme.EMPLOYEUR,)),
            Note(
                date(2010, 3, 9),
                "Insultes un samedi soir. Rencontre proposée, <patron> refuse.",
                _E,
                (Theme.EMPLOYEUR,),
            ),
            Note(
                date(2010, 5, 25), "Rupture signée. Un stage d'essai est déjà prévu ailleurs.", _I, (Theme.RECHERCHE,)
            ),
            Note(date(2010, 7, 8), "Nouveau contrat dans un autre métier. Premier jour lundi, très content[e]."),
        ),
        nouveau=date(2010, 7, 5),
        previsible=True,
        theme=Theme.EMPLOYEUR,
    ),
)
