"""The monthly follow-up: six due dates per contract, and the next action of each person (domaine.md 5).

Everything here is derived from facts; nothing is stored and nothing has to be kept in step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plateforme.domain.campagne import Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture, fin_recherche
from plateforme.domain.dates import ajouter_mois
from plateforme.domain.texte import date_courte, jours
from plateforme.domain.vocabulaire import Accord, AvecQui, Code, Groupe

MOIS_DE_SUIVI = 6
AVANCE = timedelta(days=7)
"""A window opens this long before its due date."""
DERNIERE_FENETRE = timedelta(days=30)
"""The window of month 6 ends this long after its due date."""


class Etat(Code):
    """State of a monthly due date."""

    AVANT_ENTREE = "avant_entree", "Avant l’entrée"
    A_VENIR = "a_venir", "À venir"
    CETTE_SEMAINE = "cette_semaine", "Cette semaine"
    AUJOURD_HUI = "aujourd_hui", "Aujourd’hui"
    EN_RETARD = "en_retard", "En retard"
    FAIT = "fait", "Fait"
    MANQUE = "manque", "Manqué"
    ARRETE = "arrete", "Arrêté"


A_FAIRE = frozenset({Etat.CETTE_SEMAINE, Etat.AUJOURD_HUI, Etat.EN_RETARD})
OUVERTS = A_FAIRE | {Etat.A_VENIR}


@dataclass(frozen=True)
class Echeance:
    """Month ``mois`` (1 to 6): due on ``due``, window [``ouvre``, ``ferme``)."""

    mois: int
    due: date
    ouvre: date
    ferme: date
    etat: Etat
    fait_le: date | None = None


class NatureAction(Code):
    """Kinds of next action."""

    PREMIER_APPEL = "premier_appel", "Premier appel"
    RAPPEL = "rappel", "À rappeler"
    ECHEANCE = "echeance", "Contact mensuel"
    BILAN = "bilan", "Bilan"
    RECHERCHE = "recherche", "Recherche d’employeur"
    AUCUNE = "aucune", "Aucune action"


class Voie(Code):
    """Lanes of *Aujourd'hui*, in the order in which they are shown."""

    PREMIER_APPEL = "premier_appel", "Premiers appels"
    EN_RETARD = "en_retard", "En retard"
    AUJOURD_HUI = "aujourd_hui", "Aujourd’hui"
    A_RAPPELER = "a_rappeler", "À rappeler"
    CETTE_SEMAINE = "cette_semaine", "Cette semaine"
    BILANS = "bilans", "Bilans"
    RECHERCHE = "recherche", "Recherche d’employeur"


@dataclass(frozen=True)
class Dossier:
    """The facts the follow-up of one person in one campaign is derived from. ``contacts`` in any order."""

    inclusion: Inclusion
    contrat: Contrat | None
    rupture: Rupture | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Action:
    """What comes next for a person. ``le`` is None only when ``nature`` is AUCUNE; ``raison`` then says why."""

    nature: NatureAction
    le: date | None
    raison: str
    mois: int = 0
    voie: Voie | None = None


def plan(dossier: Dossier, aujourd_hui: date) -> tuple[Echeance, ...]:
    """Return the six due dates of the contract with their state on ``aujourd_hui``; empty without a contract."""
    contrat = dossier.contrat
    if contrat is None or not contrat.plan_suivi:
        return ()
    dues = [ajouter_mois(contrat.debut, n) for n in range(1, MOIS_DE_SUIVI + 1)]
    fermetures = [due - AVANCE for due in dues[1:]] + [dues[-1] + DERNIERE_FENETRE]
    joints = sorted(c.quand.date() for c in dossier.contacts if c.joint_jeune and c.quand.date() <= aujourd_hui)
    return tuple(
        _echeance(dossier, n, due, ferme, joints, aujourd_hui)
        for n, (due, ferme) in enumerate(zip(dues, fermetures, strict=True), start=1)
    )


def _echeance(dossier: Dossier, mois: int, due: date, ferme: date, joints: list[date], aujourd_hui: date) -> Echeance:
    ouvre = due - AVANCE
    fait_le = next((jour for jour in joints if ouvre <= jour < ferme), None)
    entree = dossier.inclusion.affecte_le
    arret = dossier.rupture.le if dossier.rupture else None
    if fait_le:
        etat = Etat.FAIT
    elif entree and due < entree:
        etat = Etat.AVANT_ENTREE
    elif arret and arret <= due:
        etat = Etat.ARRETE
    else:
        etat = _etat_ouvert(due, ferme, aujourd_hui, arrete=arret is not None)
    return Echeance(mois, due, ouvre, ferme, etat, fait_le)


def _etat_ouvert(due: date, ferme: date, aujourd_hui: date, *, arrete: bool) -> Etat:
    if aujourd_hui >= ferme:
        return Etat.MANQUE
    if arrete:
        return Etat.ARRETE
    if aujourd_hui > due:
        return Etat.EN_RETARD
    if aujourd_hui == due:
        return Etat.AUJOURD_HUI
    return Etat.CETTE_SEMAINE if aujourd_hui >= due - AVANCE else Etat.A_VENIR


def rappel_en_attente(contacts: tuple[Contact, ...]) -> date | None:
    """Return the date of the recall set by the latest attempt towards the young person, None when there is none."""
    tentatives = [c for c in contacts if c.avec is AvecQui.JEUNE]
    if not tentatives:
        return None
    return max(tentatives, key=lambda c: (c.quand, c.id)).rappel_le


def prochaine_action(dossier: Dossier, aujourd_hui: date) -> Action:
    """Return the next action of a person: always dated, or with the coded reason for having none (domaine.md 5)."""
    inclusion = dossier.inclusion
    if aucune := _sans_action(inclusion):
        return Action(NatureAction.AUCUNE, None, aucune)
    rappel = rappel_en_attente(dossier.contacts)
    echeances = plan(dossier, aujourd_hui)
    courante = next((e for e in echeances if e.etat in OUVERTS), None)
    if rappel:
        return _rappel(rappel, courante, aujourd_hui)
    if inclusion.accord is Accord.EN_ATTENTE:
        depuis = (aujourd_hui - (inclusion.affecte_le or aujourd_hui)).days
        raison = "premier appel" if depuis <= 0 else f"premier appel, affecté depuis {jours(depuis)}"
        return Action(NatureAction.PREMIER_APPEL, inclusion.affecte_le or aujourd_hui, raison, 0, Voie.PREMIER_APPEL)
    if dossier.rupture:
        return _apres_rupture(dossier.rupture, aujourd_hui)
    if courante:
        return _echeance_a_faire(courante, aujourd_hui)
    return _bilan(dossier, aujourd_hui)


def _sans_action(inclusion: Inclusion) -> str:
    if inclusion.groupe is None and not inclusion.hors_evaluation_le:
        return "en attente d’affectation"
    if inclusion.groupe_affiche is Groupe.TEMOIN:
        return "groupe témoin, pas d’appel"
    if inclusion.accord is Accord.REFUSE:
        return "accord refusé"
    if inclusion.accord is Accord.RETIRE:
        return "accord retiré"
    if inclusion.suivi_clos_le:
        return f"suivi clos : {inclusion.suivi_clos_motif}"
    return ""


def _rappel(rappel: date, courante: Echeance | None, aujourd_hui: date) -> Action:
    retard = (aujourd_hui - rappel).days
    quand = "à rappeler aujourd’hui" if retard == 0 else f"à rappeler le {date_courte(rappel)}"
    if retard > 0:
        quand = f"rappel prévu il y a {jours(retard)}"
    mois = courante.mois if courante and courante.etat in A_FAIRE else 0
    raison = f"mois {mois}, {quand}" if mois else quand
    voie = Voie.A_RAPPELER if retard >= 0 else None
    return Action(NatureAction.RAPPEL, rappel, raison, mois, voie)


def _apres_rupture(rupture: Rupture, aujourd_hui: date) -> Action:
    if rupture.suite is not None and rupture.suite.clot_la_recherche:
        return Action(NatureAction.AUCUNE, None, f"rupture, suite : {rupture.suite.libelle.lower()}")
    fin = fin_recherche(rupture.le)
    restent = (fin - aujourd_hui).days
    if restent < 0:
        return Action(NatureAction.AUCUNE, None, "recherche d’employeur terminée, sans solution à 6 mois")
    return Action(NatureAction.RECHERCHE, fin, f"recherche d’employeur, reste {jours(restent)}", 0, Voie.RECHERCHE)


def _echeance_a_faire(courante: Echeance, aujourd_hui: date) -> Action:
    quoi = f"mois {courante.mois}"
    if courante.mois == MOIS_DE_SUIVI:
        quoi += " (bilan)"
    if courante.etat is Etat.EN_RETARD:
        texte, voie = f"{quoi}, en retard de {jours((aujourd_hui - courante.due).days)}", Voie.EN_RETARD
    elif courante.etat is Etat.AUJOURD_HUI:
        texte, voie = f"{quoi}, aujourd’hui", Voie.AUJOURD_HUI
    elif courante.etat is Etat.CETTE_SEMAINE:
        texte, voie = f"{quoi}, dans {jours((courante.due - aujourd_hui).days)}", Voie.CETTE_SEMAINE
    else:
        texte, voie = f"{quoi}, prévu le {date_courte(courante.due)}", None
    return Action(NatureAction.ECHEANCE, courante.due, texte, courante.mois, voie)


def _bilan(dossier: Dossier, aujourd_hui: date) -> Action:
    """Bilans at 1 year and at the end of the contract (domaine.md 2.8)."""
    contrat = dossier.contrat
    if contrat is None:
        return Action(NatureAction.AUCUNE, None, "contrat à renseigner")
    jalons = [(ajouter_mois(contrat.debut, 12), "bilan à 1 an")]
    if contrat.fin_prevue:
        jalons.append((contrat.fin_prevue, "bilan de fin de contrat"))
    joints = [c.quand.date() for c in dossier.contacts if c.joint_jeune]
    for le, nom in sorted(jalons):
        if any(jour >= le - AVANCE for jour in joints):
            continue
        retard = (aujourd_hui - le).days
        quand = f"en retard de {jours(retard)}" if retard > 0 else f"prévu le {date_courte(le)}"
        return Action(NatureAction.BILAN, le, f"{nom}, {quand}", 0, Voie.BILANS if retard >= -AVANCE.days else None)
    return Action(NatureAction.AUCUNE, None, "suivi terminé")
