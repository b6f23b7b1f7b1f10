"""Difficulties that run through a story: alert, follow-up, end, and what the fiche de liaison says of them."""

from __future__ import annotations

from dataclasses import dataclass

from plateforme.domain.vocabulaire import Gravite, Risque, Theme, TypeStructure


@dataclass(frozen=True)
class Fil:
    """One difficulty. ``vers`` is the kind of partner who handles it, None when the référent does it herself."""

    theme: Theme
    gravite: Gravite
    risque: Risque
    vers: TypeStructure | None
    alerte: str
    convenu: str
    description: str
    besoin: str
    suite: str
    fin: str
    reponse: str


FILS: tuple[Fil, ...] = (
    Fil(
        Theme.MOBILITE, Gravite.SERIEUSE, Risque.MODERE, TypeStructure.MISSION_LOCALE,
        "Scooter en panne, {1|2} retards déjà. Habite à {14|17|22} km, pas de car à cette heure. Son père "
        "l'emmène cette "
        "semaine, pas plus.",
        "Fiche à la Mission Locale pour un prêt de scooter ; prévient <patron> de son côté.",
        "N'a plus de moyen de transport pour l'embauche du matin.",
        "A besoin d'un moyen de transport pour se rendre chez son employeur avant l'ouverture des transports en "
        "commun. "
        "Un prêt de deux-roues ou une aide à la réparation permettrait de tenir jusqu'au permis.",
        "Toujours conduit[e] par son père, cela ne durera pas. La Mission Locale doit l'appeler.",
        "Scooter prêté par la Mission Locale pour trois mois. Plus de retard. {Soulagé[e]|Remercie}.",
        "Prêt d'un scooter pour trois mois, convention signée. Dossier « aide au permis » déposé.",
    ),
    Fil(
        Theme.LOGEMENT, Gravite.SERIEUSE, Risque.MODERE, TypeStructure.LOGEMENT,
        "Dort {sur un canapé chez un cousin|chez une amie} les semaines d'entreprise : trop loin de chez ses "
        "parents. Cela "
        "ne peut pas durer.",
        "Fiche à l'association de logement, dossier d'aide à préparer avec sa mère.",
        "Pas de logement stable à proximité de l'entreprise.",
        "Recherche une chambre à proximité de l'entreprise pour les semaines de travail, avec un loyer "
        "compatible avec une "
        "paie d'apprenti. Une visite rapide est souhaitée.",
        "Visite de chambre prévue {jeudi|la semaine prochaine}. Dort toujours à droite à gauche.",
        "Chambre attribuée depuis lundi, à dix minutes à pied. « Ça change tout. »",
        "Studio attribué, entrée dans les lieux faite. Aide au logement demandée avec le jeune.",
    ),
    Fil(
        Theme.FINANCES, Gravite.SERIEUSE, Risque.MODERE, TypeStructure.MISSION_LOCALE,
        "Première paie arrivée en retard, découvert de {140|180|210} euros. N'ose pas en parler à <patron>. "
        "Outillage à payer.",
        "Fiche à la Mission Locale pour une aide d'urgence ; relit son bulletin de paie avec moi.",
        "Découvert bancaire et outillage à acheter.",
        "Se trouve à découvert après une première paie tardive et doit acheter son outillage. Une aide "
        "ponctuelle et un "
        "conseil de gestion du budget sont demandés.",
        "A repoussé l'achat de l'outillage. Attend le rendez-vous avec le conseiller.",
        "Aide d'urgence versée, outillage acheté. Budget mis à plat avec le conseiller.",
        "Aide d'urgence accordée par la commission. Un point budget est prévu dans un mois.",
    ),
    Fil(
        Theme.EMPLOYEUR, Gravite.GRAVE, Risque.ELEVE, TypeStructure.MEDIATEUR,
        "Ça se tend avec <maitre> : remarques devant les clients, « bon[ne] à rien ». Pleure en le racontant. "
        "Pense à arrêter.",
        "Ne pas quitter le poste. Fiche au médiateur consulaire, avec son accord.",
        "Relation très dégradée avec le maître d'apprentissage.",
        "Les échanges avec le maître d'apprentissage se sont dégradés. Le jeune souhaite poursuivre son contrat "
        "et demande "
        "qu'un tiers réunisse les deux parties avant les congés.",
        "Le médiateur a appelé. Étonnement de <maitre>, qui accepte une rencontre. Moins de remarques cette semaine.",
        "Rencontre faite avec le médiateur : chacun a dit ce qu'il attend. Ambiance « normale » depuis.",
        "Rencontre en entreprise le matin avant l'ouverture. Engagements écrits de part et d'autre, nouveau "
        "point dans un mois.",
    ),
    Fil(
        Theme.FORMATION, Gravite.SERIEUSE, Risque.MODERE, TypeStructure.CFA,
        "Décroche en {mathématiques|français|dessin technique} : {4|5|6} de moyenne. « Je comprends rien, je "
        "fais semblant. » "
        "En entreprise, tout va bien.",
        "Fiche au référent du CFA pour du soutien ; relit ses cours le mercredi.",
        "Résultats insuffisants en enseignement général.",
        "Rencontre de grandes difficultés en enseignement général alors que la pratique est bonne. Un "
        "positionnement et un "
        "soutien, même court, sont demandés avant le prochain bulletin.",
        "A vu le formateur référent. Soutien prévu le {mardi|jeudi} soir, attend les dates.",
        "Le soutien paie : {9|10|11} au dernier contrôle. Se remet à y croire.",
        "Soutien d'une heure par semaine mis en place jusqu'en juin, avec un formateur volontaire.",
    ),
    Fil(
        Theme.SANTE, Gravite.SERIEUSE, Risque.MODERE, TypeStructure.MISSION_LOCALE,
        "{Mains très irritées|Mal de dos depuis trois semaines|Maux de tête répétés}. "
        "N'a pas de médecin "
        "depuis son déménagement.",
        "Prend rendez-vous chez un médecin cette semaine. Fiche à la Mission Locale pour ses droits.",
        "Gêne physique au travail, droits à la couverture maladie à vérifier.",
        "Souhaite être aidé[e] pour vérifier ses droits à l'assurance maladie et choisir un médecin traitant, afin de "
        "consulter sans avance de frais.",
        "Rendez-vous pris. Continue à travailler en se ménageant, <patron> est au courant.",
        "A vu le médecin, {traitement simple|deux jours de repos} : va nettement mieux. Carte reçue.",
        "Droits ouverts, médecin traitant déclaré. Visite auprès de la médecine du travail conseillée.",
    ),
    Fil(
        Theme.SOCIAL, Gravite.GRAVE, Risque.ELEVE, TypeStructure.SERVICE_SOCIAL,
        "Disputes à la maison, son beau-père l'a mis[e] dehors {dimanche|samedi soir}. Hébergé[e] par sa "
        "grand-mère. Le travail "
        "tient, mais [elle/il] est à bout.",
        "Fiche au service social, avec son accord. Je rappelle vendredi.",
        "Rupture familiale, hébergement provisoire chez un proche.",
        "Ne vit plus au domicile familial et se trouve hébergé[e] provisoirement. Demande à rencontrer une "
        "assistante sociale "
        "pour faire le point sur ses droits et sur un retour possible.",
        "A rencontré l'assistante sociale, se sent {écouté[e]|moins seul[e]}. Reste chez sa grand-mère.",
        "Situation apaisée : vit chez sa grand-mère avec l'accord de sa mère. Revient avec le sourire.",
        "Deux entretiens réalisés, médiation avec la mère engagée. Suivi poursuivi par le service.",
    ),
    Fil(
        Theme.ORIENTATION, Gravite.LEGERE, Risque.MODERE, TypeStructure.MISSION_LOCALE,
        "Doute de son choix : « je me vois pas faire ça toute ma vie ». Pas de conflit, plutôt un creux. A une "
        "idée de {vente|"
        "paysage|cuisine}.",
        "Rendez-vous avec un conseiller avant toute décision. Ne rien signer.",
        "S'interroge sur son choix de métier.",
        "S'interroge sur son orientation au bout de quelques mois de contrat. Un entretien avec un conseiller "
        "l'aiderait à "
        "décider en connaissance de cause.",
        "Entretien d'orientation fait, un deuxième est prévu. Continue sérieusement en attendant.",
        "A choisi de terminer son CAP, puis de voir. Décision prise {calmement|seul[e]}.",
        "Deux entretiens menés. Le jeune souhaite mener son contrat à terme.",
    ),
    Fil(
        Theme.CONDITIONS, Gravite.SERIEUSE, Risque.ELEVE, TypeStructure.MEDIATEUR,
        "{43|44|46} heures la semaine dernière, d'après son carnet. Repos du lundi sauté deux fois. N'ose rien dire.",
        "Continue de noter ses heures. J'appelle le médiateur, pas l'employeur.",
        "Horaires au-delà du contrat, repos non pris.",
        "Le carnet d'heures montre des dépassements répétés et des repos reportés. Il est demandé de rappeler "
        "les règles à "
        "l'employeur, sans mettre le jeune en difficulté.",
        "Moins d'heures cette semaine, mais rien d'écrit. Reste prudent[e].",
        "Horaires revenus à 35 heures, planning affiché. « Il l'a bien pris. »",
        "Rappel des règles fait par téléphone, puis visite. Planning écrit remis à l'apprenti.",
    ),
    Fil(
        Theme.ADMINISTRATIF, Gravite.LEGERE, Risque.FAIBLE, None,
        "N'a toujours pas reçu son contrat enregistré ni sa carte d'étudiant des métiers. S'inquiète pour {la "
        "CAF|le car}.",
        "Je vérifie le dossier auprès du service des contrats.",
        "Contrat enregistré non reçu, carte d'étudiant des métiers manquante.",
        "",
        "Le contrat est enregistré, copie partie ce matin. La carte viendra du CFA.",
        "Contrat et carte reçus. Réglé.",
        "",
    ),
    Fil(
        Theme.LANGUE, Gravite.SERIEUSE, Risque.MODERE, None,
        "Comprend bien à l'oral, mais lit difficilement les consignes écrites. S'est trompé[e] dans une "
        "commande, en a honte.",
        "Je cherche un atelier du soir près de chez [elle/lui] ; aucun partenaire pour l'instant.",
        "Lecture difficile des consignes et des cours.",
        "",
        "Toujours pas d'atelier trouvé. Sa tutrice relit les consignes avec [elle/lui].",
        "Une bénévole de la bibliothèque l'aide le {mardi|samedi}. Progrès visibles.",
        "",
    ),
    Fil(
        Theme.NUMERIQUE, Gravite.LEGERE, Risque.FAIBLE, None,
        "Pas d'ordinateur chez [elle/lui] : le dossier du CFA se rend à l'ordinateur. Le fait sur son téléphone.",
        "Je demande au CFA l'accès à la salle informatique le midi.",
        "Pas d'ordinateur pour les travaux à rendre.",
        "",
        "Peut utiliser la salle du CFA un midi sur deux. Cela suffit presque.",
        "Un ordinateur reconditionné lui a été donné par {un voisin|l'employeur}. Dossier rendu.",
        "",
    ),
)  # fmt: skip

REFUS_PARTENAIRE = "Le jeune n’habite pas notre territoire : nous ne pouvons pas ouvrir de dossier."
SANS_SUITE = "Le jeune ne s’est pas présenté aux deux rendez-vous proposés. Nous restons disponibles."
EN_COURS = "Premier rendez-vous fait. Dossier constitué, passage en commission le mois prochain."


def fils_pour(types: frozenset[TypeStructure]) -> tuple[Fil, ...]:
    """Return the threads handled by one of these kinds of partners."""
    return tuple(f for f in FILS if f.vers in types)
