"""The monthly follow-up: six due dates per contract, and the next action of each person (domaine.md 5).

Everything here is derived from facts; nothing is stored and nothing has to be kept in step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from plateforme.domain.campagne import Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture, fin_recherche
from plateforme.domain.dates import ajouter_mois
from plateforme.domain.texte import NBSP, NNBSP, date_proche, jours, minuscule
from plateforme.domain.vocabulaire import Accord, AvecQui, Code, Groupe, IssueContact, MotifCloture, libelle_de

MOIS_DE_SUIVI = 6
UN_JOUR = timedelta(days=1)
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


class SansAction(Code):
    """Why a person has no next action: the coded reasons of the invariant (domaine.md 5)."""

    HORS_CAMPAGNE = "hors_campagne", "retenu dans aucune campagne"
    CAMPAGNE_CLOSE = "campagne_close", "campagne close"
    NON_AFFECTE = "non_affecte", "en attente d’affectation"
    TEMOIN = "temoin", "groupe témoin, pas d’appel"
    ACCORD_REFUSE = "accord_refuse", "accord refusé"
    ACCORD_RETIRE = "accord_retire", "accord retiré"
    SUIVI_CLOS = "suivi_clos", "suivi clos"
    REBOND = "rebond", "rupture, situation retrouvée"
    RECHERCHE_FINIE = "recherche_finie", "recherche d’employeur terminée, sans solution à 6 mois"
    CONTRAT_INCONNU = "contrat_inconnu", "contrat à renseigner"
    FIN_INCONNUE = "fin_inconnue", "fin du contrat à renseigner"
    SUIVI_TERMINE = "suivi_termine", "suivi terminé"


class Voie(Code):
    """Lanes of *Aujourd'hui*, in the order in which they are shown."""

    PREMIER_APPEL = "premier_appel", "Premiers appels"
    EN_RETARD = "en_retard", "En retard"
    AUJOURD_HUI = "aujourd_hui", "Aujourd’hui"
    A_RAPPELER = "a_rappeler", "À rappeler"
    CETTE_SEMAINE = "cette_semaine", "Cette semaine"
    REPONSES = "reponses", "Réponses attendues"
    BILANS = "bilans", "Bilans"
    RECHERCHE = "recherche", "Recherche d’employeur"
    A_COMPLETER = "a_completer", "À compléter"


@dataclass(frozen=True)
class Dossier:
    """The facts the follow-up of one person in one campaign is derived from. ``contacts`` in any order.

    ``contrat`` is the latest that carries a plan; ``retrouve`` tells that a later contract, without a plan, exists.
    """

    inclusion: Inclusion
    contrat: Contrat | None
    rupture: Rupture | None = None
    contacts: tuple[Contact, ...] = ()
    retrouve: bool = False


@dataclass(frozen=True)
class Action:
    """What comes next for a person.

    ``le`` is None only when ``nature`` is AUCUNE; ``motif`` then codes why. ``raison`` says it in words. ``voie`` is
    the lane that shows it, None while it is more than a week ahead. ``limite`` is the first day when it is too late.
    """

    nature: NatureAction
    le: date | None
    raison: str
    mois: int = 0
    voie: Voie | None = None
    motif: SansAction | None = None
    limite: date | None = None


def plan(dossier: Dossier, aujourd_hui: date) -> tuple[Echeance, ...]:
    """Return the six due dates of the contract with their state on ``aujourd_hui``; empty without a contract."""
    contrat = dossier.contrat
    if contrat is None or not contrat.plan_suivi:
        return ()
    dues = [ajouter_mois(contrat.debut, n) for n in range(1, MOIS_DE_SUIVI + 1)]
    fermetures = [due - AVANCE for due in dues[1:]] + [dues[-1] + DERNIERE_FENETRE]
    joints = _joints(dossier, aujourd_hui)
    return tuple(
        _echeance(dossier, n, due, ferme, joints, aujourd_hui)
        for n, (due, ferme) in enumerate(zip(dues, fermetures, strict=True), start=1)
    )


def entree(inclusion: Inclusion) -> date | None:
    """Return the day the follow-up may start: the assignment, or the exclusion of someone not assigned to the test."""
    if inclusion.hors_evaluation_le and inclusion.groupe is not Groupe.TEST:
        return inclusion.hors_evaluation_le
    return inclusion.affecte_le


def _joints(dossier: Dossier, aujourd_hui: date) -> list[date]:
    return sorted(c.quand.date() for c in dossier.contacts if c.joint_jeune and c.quand.date() <= aujourd_hui)


def _echeance(dossier: Dossier, mois: int, due: date, ferme: date, joints: list[date], aujourd_hui: date) -> Echeance:
    ouvre = due - AVANCE
    debut = entree(dossier.inclusion)
    avant_entree = debut is not None and due < debut
    arret = dossier.rupture.le if dossier.rupture else None
    depuis = debut if avant_entree and debut and debut > ouvre else ouvre
    # A month due on or after the rupture is stopped: the calls of the search that follows do not make it *fait*.
    jusque = arret + UN_JOUR if arret and arret <= due and arret + UN_JOUR < ferme else ferme
    fait_le = next((jour for jour in joints if depuis <= jour < jusque), None)
    if fait_le:
        etat = Etat.FAIT
    elif avant_entree:
        etat = Etat.AVANT_ENTREE
    elif arret and arret < ferme and (arret <= due or arret <= aujourd_hui):
        etat = Etat.ARRETE
    else:
        etat = _etat_ouvert(due, ferme, aujourd_hui)
    return Echeance(mois, due, ouvre, ferme, etat, fait_le)


def _etat_ouvert(due: date, ferme: date, aujourd_hui: date) -> Etat:
    if aujourd_hui >= ferme:
        return Etat.MANQUE
    if aujourd_hui > due:
        return Etat.EN_RETARD
    if aujourd_hui == due:
        return Etat.AUJOURD_HUI
    return Etat.CETTE_SEMAINE if aujourd_hui >= due - AVANCE else Etat.A_VENIR


def rappel_en_attente(contacts: tuple[Contact, ...]) -> Contact | None:
    """Return the contact that set the recall to make first (``rappel_le``), None when no recall is awaited.

    A recall is made, or replaced, by a later attempt with the same interlocutor, or by reaching the young person.
    """
    derniers: dict[AvecQui, Contact] = {}
    for contact in sorted(contacts, key=_ordre):
        if contact.joint_jeune:
            derniers.clear()
        derniers[contact.avec] = contact
    attendus = [c for c in derniers.values() if c.rappel_le]
    return min(attendus, key=lambda c: (c.rappel_le or date.max, _ordre(c)), default=None)


def _ordre(contact: Contact) -> tuple[datetime, int]:
    return contact.quand, contact.id


def prochaine_action(dossier: Dossier, aujourd_hui: date) -> Action:
    """Return the next action of a person: always dated, or with the coded reason for having none (domaine.md 5)."""
    if motif := _sans_action(dossier.inclusion):
        clos = libelle_de(MotifCloture, dossier.inclusion.suivi_clos_motif)
        return sans_action(motif, minuscule(clos) if motif is SansAction.SUIVI_CLOS else "")
    fond = _action_de_fond(dossier, aujourd_hui)
    contact = rappel_en_attente(dossier.contacts)
    if contact is None or contact.rappel_le is None:
        return fond
    if fond.nature is NatureAction.RECHERCHE and contact.rappel_le > aujourd_hui:
        return _recherche_avec_rappel(fond, contact.rappel_le, aujourd_hui)
    return _rappel(contact, contact.rappel_le, fond, aujourd_hui) if _rappel_prime(contact, fond) else fond


def sans_action(motif: SansAction, precision: str = "") -> Action:
    """Return the absence of action, with its coded reason. Two of them show in the lane of what is to complete."""
    voie = Voie.A_COMPLETER if motif in {SansAction.CONTRAT_INCONNU, SansAction.FIN_INCONNUE} else None
    raison = f"{motif.libelle}{NNBSP}: {precision}" if precision else motif.libelle
    return Action(NatureAction.AUCUNE, None, raison, 0, voie, motif)


def _sans_action(inclusion: Inclusion) -> SansAction | None:
    if inclusion.groupe is None and not inclusion.hors_evaluation_le:
        return SansAction.NON_AFFECTE
    if inclusion.groupe_affiche is Groupe.TEMOIN:
        return SansAction.TEMOIN
    if inclusion.accord is Accord.REFUSE:
        return SansAction.ACCORD_REFUSE
    if inclusion.accord is Accord.RETIRE:
        return SansAction.ACCORD_RETIRE
    return SansAction.SUIVI_CLOS if inclusion.suivi_clos_le else None


def _action_de_fond(dossier: Dossier, aujourd_hui: date) -> Action:
    """Return what comes next when no recall is awaited."""
    inclusion = dossier.inclusion
    if inclusion.accord is not Accord.OUI:
        return _premier_appel(entree(inclusion) or inclusion.retenu_le, aujourd_hui)
    courante = next((e for e in plan(dossier, aujourd_hui) if e.etat in OUVERTS), None)
    if courante:
        return _echeance_a_faire(courante, aujourd_hui)
    if dossier.rupture:
        return _apres_rupture(dossier.rupture, aujourd_hui, retrouve=dossier.retrouve)
    return _bilan(dossier, aujourd_hui)


def _premier_appel(depuis: date, aujourd_hui: date) -> Action:
    attente = (aujourd_hui - depuis).days
    raison = f"premier appel, attendu depuis {jours(attente)}" if attente > 0 else "premier appel"
    return Action(NatureAction.PREMIER_APPEL, depuis, raison, 0, Voie.PREMIER_APPEL)


def _rappel_prime(contact: Contact, fond: Action) -> bool:
    """Say whether a recall comes first: it is earlier, or it postpones that very contact without missing it."""
    if fond.le is None or contact.rappel_le is None or fond.nature is NatureAction.PREMIER_APPEL:
        return True
    if contact.rappel_le <= fond.le:
        return True
    reporte = contact.quand.date() >= fond.le - AVANCE
    return reporte and (fond.limite is None or contact.rappel_le < fond.limite)


def _rappel(contact: Contact, rappel: date, fond: Action, aujourd_hui: date) -> Action:
    retard = (aujourd_hui - rappel).days
    if retard > 0:
        quand = f"rappel prévu il y a {jours(retard)}"
    elif retard == 0:
        quand = "à rappeler aujourd’hui"
    else:
        quand = f"à rappeler {date_proche(rappel, aujourd_hui)}"
    if contact.issue is IssueContact.FAUX_NUMERO:
        quand = f"autre numéro à chercher, {quand}"
    elif contact.avec is not AvecQui.JEUNE:
        quand = f"{quand} ({contact.avec.libelle})"
    raison = f"{quand} – {fond.raison}" if fond.voie else quand
    voie = Voie.A_RAPPELER if retard >= 0 else Voie.CETTE_SEMAINE if retard >= -AVANCE.days else None
    return Action(NatureAction.RAPPEL, rappel, raison, fond.mois if fond.voie else 0, voie, None, fond.limite)


def _recherche_avec_rappel(fond: Action, rappel: date, aujourd_hui: date) -> Action:
    """Keep the countdown of the search in sight whatever the recall agreed."""
    le = min(rappel, fond.le or rappel)
    return replace(fond, le=le, raison=f"{fond.raison} – à rappeler {date_proche(rappel, aujourd_hui)}")


def _apres_rupture(rupture: Rupture, aujourd_hui: date, *, retrouve: bool) -> Action:
    if rupture.suite is not None and rupture.suite.clot_la_recherche:
        return sans_action(SansAction.REBOND, minuscule(rupture.suite.libelle))
    if retrouve:
        return sans_action(SansAction.REBOND, "nouveau contrat, sans suivi")
    fin = fin_recherche(rupture.le)
    restent = (fin - aujourd_hui).days
    if restent < 0:
        return sans_action(SansAction.RECHERCHE_FINIE)
    reste = f"reste {jours(restent)}" if restent else "dernier jour"
    raison = f"recherche d’employeur, {reste}"
    return Action(NatureAction.RECHERCHE, fin, raison, 0, Voie.RECHERCHE, None, fin + UN_JOUR)


def _echeance_a_faire(courante: Echeance, aujourd_hui: date) -> Action:
    quoi = f"mois{NBSP}{courante.mois}"
    if courante.mois == MOIS_DE_SUIVI:
        quoi += " (bilan)"
    voie = _VOIES.get(courante.etat)
    raison = f"{quoi}, {_quand(courante.due, aujourd_hui)}"
    return Action(NatureAction.ECHEANCE, courante.due, raison, courante.mois, voie, None, courante.ferme)


_VOIES = {
    Etat.EN_RETARD: Voie.EN_RETARD,
    Etat.AUJOURD_HUI: Voie.AUJOURD_HUI,
    Etat.CETTE_SEMAINE: Voie.CETTE_SEMAINE,
}


def _quand(le: date, aujourd_hui: date) -> str:
    retard = (aujourd_hui - le).days
    if retard > 0:
        return f"en retard de {jours(retard)}"
    return f"prévu {date_proche(le, aujourd_hui)}" if retard else "aujourd’hui"


def _bilan(dossier: Dossier, aujourd_hui: date) -> Action:
    """Bilans at 1 year and at the end of the contract (domaine.md 2.8); the one at 6 months is month 6 of the plan."""
    contrat = dossier.contrat
    if contrat is None:
        return sans_action(SansAction.CONTRAT_INCONNU)
    debut = entree(dossier.inclusion) or date.min
    jalons = [(ajouter_mois(contrat.debut, 12), "bilan à 1 an")]
    if contrat.fin_prevue:
        jalons.append((contrat.fin_prevue, "bilan de fin de contrat"))
    joints = _joints(dossier, aujourd_hui)
    for le, nom in sorted(jalons):
        if le < debut or any(jour >= le - AVANCE for jour in joints):
            continue
        voie = Voie.BILANS if aujourd_hui >= le - AVANCE else None
        return Action(NatureAction.BILAN, le, f"{nom}, {_quand(le, aujourd_hui)}", 0, voie)
    return sans_action(SansAction.SUIVI_TERMINE if contrat.fin_prevue else SansAction.FIN_INCONNUE)
