"""Quiet months, as a référent notes them: seven notes a story (months 1 to 6, then the bilan at 1 year).

Models of :func:`plateforme.services.demo.plume.rediger`. ``<patron>`` is how the employer is called, ``<cfa>`` the
training centre, ``<maitre>`` the maître d'apprentissage.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trame:
    """A story without trouble, for the worlds of :func:`metiers.monde` (any trade when empty)."""

    mondes: frozenset[str]
    notes: tuple[str, ...]


def _t(mondes: str, *notes: str) -> Trame:
    return Trame(frozenset(m for m in mondes.split("|") if m), notes)


_BTP = "bâtiment"

TRAMES: tuple[Trame, ...] = (
    _t(
        "boulange",
        "Le réveil à 3 h 30 est {rude|difficile} mais [elle/il] s'y fait. <maitre> montre les gestes et laisse "
        "essayer.",
        "A fait sa première fournée {seule|presque} sans aide. {Très fi[ère/er]|Fi[ère/er] de le dire}. Premier "
        "bulletin "
        "du CFA attendu.",
        "Bulletin : pratique {bonne|très bonne}, calcul un peu juste. Dort l'après-midi, voit moins ses amis, "
        "ne s'en plaint pas.",
        "Période chargée chez <patron>, quelques dimanches. Le repos est bien donné en semaine, j'ai vérifié "
        "avec [elle/lui].",
        "Rien à signaler. Prépare le contrôle de technologie. A demandé comment se présente l'examen.",
        "Bilan des 6 mois : contrat stable, bonne entente avec <maitre>. Rappelle de [elle/lui]-même quand "
        "[elle/il] a une question.",
        "Bilan à 1 an : toujours chez <patron>, passe en deuxième année. Envisage un BP ensuite.",
    ),
    _t(
        "restauration",
        "Première semaine fatigante, debout toute la journée. Équipe {jeune|soudée}, bon accueil. Tutoie tout "
        "le monde sauf <maitre>.",
        "Content[e]. A tenu {un poste|le poste froid} pendant l'absence d'un collègue. Pause respectée.",
        "Revient de deux semaines au <cfa> : trouve les cours de gestion {longs|utiles}. Internat correct.",
        "Les coupures pèsent un peu : 15 h - 18 h sans rentrer chez [elle/lui]. Lit ou va chez une collègue.",
        "A goûté au service du soir en {salle comble|vrai}. Stressé[e] puis {soulagé[e]|content[e]}. Bon retour "
        "de <maitre>.",
        "Bilan des 6 mois : progrès nets, ponctuel[le]. Aucune difficulté en cours.",
        "Bilan à 1 an : a participé au concours du CFA, {troisième|finaliste}. Contrat solide.",
    ),
    _t(
        _BTP,
        "Premiers chantiers. {Mains abîmées|Courbatures}, mais aime être dehors. <maitre> passe [la/le] prendre "
        "le matin à 6 h 45.",
        "A posé {seule|presque} sans aide, <maitre> a contrôlé derrière : peu de reprises. Équipements fournis.",
        "Semaine au <cfa> : bonne ambiance, l'internat se passe bien. Métrés encore {difficiles|fragiles}.",
        "Chantier à {Château-Gontier|Mayenne|Évron}, longues journées. Heures bien notées sur le carnet, "
        "vérifié ensemble.",
        "Froid, un peu moins de travail cette quinzaine : atelier et rangement. Pas d'inquiétude chez <patron>.",
        "Bilan des 6 mois : employeur satisfait, évoque déjà la suite. Permis {en cours|à passer au printemps}.",
        "Bilan à 1 an : deuxième année entamée, plus autonome sur chantier. Rien à signaler.",
    ),
    _t(
        _BTP,
        "Bien accueilli[e], équipe de {quatre|trois}. On lui explique la sécurité avant chaque chantier.",
        "Se lève tôt sans difficulté. A demandé à voir une pose complète, <maitre> a accepté.",
        "Le CFA lui a fait rattraper {la lecture de plan|le dessin technique}. Carnet de liaison rempli des "
        "deux côtés.",
        "Ambiance {bonne|très bonne} sur le chantier de l'école. A touché une prime de panier, bulletin de paie "
        "compris ensemble.",
        "Petite coupure au pouce, soignée sur place et déclarée. Reprend {normalement|le lendemain}.",
        "Bilan des 6 mois : aime ce métier, c'est {dit|sûr}. Employeur parle de [la/le] garder.",
        "Bilan à 1 an : a formé l'apprenti arrivé en septembre. Toujours motivé[e].",
    ),
    _t(
        "coiffure",
        "Accueil des clientes et shampoings pour commencer, c'est normal. Équipe {souriante|agréable}.",
        "A coupé sur tête malléable, <maitre> a corrigé sans s'énerver. Fatigue des jambes le samedi.",
        "CFA : bonne note en pratique, {français|biologie} à revoir. S'y met avec une camarade.",
        "Les fêtes approchent, salon plein. Heures supplémentaires récupérées la semaine suivante.",
        "Première cliente de A à Z. Pourboire {gardé|encadré} en souvenir. Moral au plus haut.",
        "Bilan des 6 mois : très à l'aise, clientes fidèles. Aucun souci.",
        "Bilan à 1 an : toujours chez <patron>. Pense au BP pour la suite.",
    ),
    _t(
        "bureau",
        "Poste intéressant, on lui confie {l'accueil et le courrier|le suivi des commandes}. Tuteur disponible.",
        "Rythme deux jours de cours, trois jours en entreprise : demande de l'organisation, tient son agenda.",
        "A présenté son dossier devant la classe. {Bon|Très bon} retour. Logiciel de facturation maîtrisé.",
        "Un peu seul[e] pendant les congés de <maitre>, mais joignable par téléphone. A su faire.",
        "Partiels passés : {satisfait[e]|mitigé[e]} en {économie|droit}, à l'aise ailleurs.",
        "Bilan des 6 mois : la mission plaît, l'employeur élargit le poste.",
        "Bilan à 1 an : deuxième année commencée, {une embauche est évoquée|poursuite d'études envisagée}.",
    ),
    _t(
        "automobile",
        "Vidanges et pneus pour l'instant. Atelier propre, <maitre> {patient|exigeant mais juste}.",
        "A suivi un diagnostic complet. Note tout dans un carnet. Blouse et chaussures fournies.",
        "Au CFA, bonne entente. Électricité automobile {difficile|nouvelle}, le formateur l'a repéré[e] comme "
        "sérieu[se/x].",
        "Première révision signée par le chef d'atelier. {Très content[e]|Fi[ère/er]}.",
        "Cherche un scooter d'occasion pour ne plus dépendre de son père. Pas un problème pour l'instant.",
        "Bilan des 6 mois : employeur content, moi aussi. Rythme pris.",
        "Bilan à 1 an : commence à recevoir les clients. Contrat stable.",
    ),
    _t(
        "",
        "{Décroche|Répond} tout de suite. Content[e] de sa place, bien entouré[e]. Rien à signaler.",
        "Tout va bien. <maitre> explique bien. A reçu son premier bulletin de paie, on l'a relu ensemble.",
        "Retour du <cfa> : niveau suffisant partout. Un peu de fatigue, normal.",
        "Court appel pendant la pause. Ça roule. Trajets en {covoiturage|car}, cela tient.",
        "Parle d'[elle/lui]-même de l'examen. A pris de l'assurance depuis l'automne.",
        "Bilan des 6 mois : pas de difficulté, pas de demande. Le suivi l'a rassuré[e] au début.",
        "Bilan à 1 an : tout va bien, contrat en cours, deuxième année.",
    ),
    _t(
        "",
        "Un peu intimidé[e] au téléphone. Dit que tout va bien ; je rappellerai pour creuser.",
        "Plus à l'aise. A trouvé ses marques chez <patron>, mange avec l'équipe le midi.",
        "Moyenne de {11|12|13} au CFA. Les parents suivent de près, la mère a salué en passant.",
        "A fait un long week-end, revenu[e] reposé[e]. Travail varié.",
        "Questions sur les congés payés : expliqué les cinq semaines. Se note les dates.",
        "Bilan des 6 mois : beaucoup plus sûr[e] de [elle/lui] qu'en début de contrat.",
        "Bilan à 1 an : contrat en cours. S'est inscrit[e] à l'auto-école.",
    ),
    _t(
        "",
        "Sort de l'appel avec le sourire, dit-[elle/il] : son choix de métier se confirme.",
        "Semaine dense. <patron> lui laisse plus de place. Me dit merci d'appeler.",
        "Livret d'apprentissage à jour, vu avec [elle/lui] au <cfa> lors de ma visite.",
        "{Petit accrochage|Petite tension} avec un collègue, déjà réglé{| avec <maitre>}. Rien d'inquiétant.",
        "Va bien. Prépare les vacances au <cfa>. Repos hebdomadaire respecté.",
        "Bilan des 6 mois : aucun regret. Conseillerait l'apprentissage à son frère.",
        "Bilan à 1 an : a changé de maître d'apprentissage en interne, transition réussie.",
    ),
)

PREMIERS: tuple[str, ...] = (
    "Premier appel. Accord donné{| sans hésiter}. Coordonnées et dates du contrat vérifiées.",
    "Explique bien son parcours. D'accord pour un appel par mois, plutôt {après 17 h|le mercredi|le midi}.",
    "Accord pour le suivi. Numéro de l'employeur noté ; ne souhaite pas qu'on l'appelle sans [la/le] prévenir.",
    "A d'abord cru à une vente par téléphone ! Après explication, d'accord. Adresse corrigée.",
    "D'accord pour être suivi[e]. Demande si c'est obligatoire : non, et on peut arrêter à tout moment.",
)

SANS_REPONSE: tuple[str, ...] = (
    "Sonne dans le vide.",
    "Pas de réponse, pas de messagerie.",
    "{Messagerie pleine|Coupé au bout de deux sonneries}.",
    "Pas de réponse{, sûrement au travail|}.",
)
MESSAGES: tuple[str, ...] = (
    "Message laissé : rien d'urgent, [elle/il] peut rappeler quand [elle/il] veut.",
    "Message laissé sur le répondeur, proposé de rappeler {en fin de journée|à la pause}.",
    "SMS : « Bonjour, c'est la référente apprentissage. Je vous rappelle. »",
)
CONVENUS: tuple[str, ...] = (
    "M'appelle si besoin.",
    "Apporte son bulletin du CFA la prochaine fois.",
    "Je rappelle plutôt un mercredi.",
    "Me tient au courant après l'examen blanc.",
    "Note ses heures sur le carnet.",
    "Demande le planning des congés.",
    "Relit son bulletin de paie avant le prochain appel.",
    "Je passe au CFA le mois prochain, on se verra.",
    "Envoie une photo de sa première réalisation.",
    "Se renseigne sur l'aide au permis.",
    "Parle de la suite avec ses parents.",
    "Je lui envoie la liste des pièces à garder.",
)
