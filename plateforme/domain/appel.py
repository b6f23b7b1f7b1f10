"""*Aujourd'hui*: whom to call and why now, and the call sheet of one person. Pure: facts in, rows out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.fiche import Fiche, delais
from plateforme.domain.partenaire import Structure
from plateforme.domain.suivi import AVANCE, Action, Echeance, NatureAction, Voie
from plateforme.domain.texte import NNBSP, cle_tri, jours
from plateforme.domain.vocabulaire import Accord, Groupe, IssueContact, Risque

DERNIERS = 3
"""Contacts shown on a call sheet."""
PROCHAINES = 5
"""Next actions announced when nobody is to be called."""
PRESSANTES = frozenset({Voie.PREMIER_APPEL, Voie.EN_RETARD, Voie.AUJOURD_HUI, Voie.A_RAPPELER})
"""Lanes whose people are to be called now: their count is the one shown beside *Aujourd'hui*."""

_GRAVITE_RISQUE = {Risque.INEVITABLE: 0, Risque.ELEVE: 1, Risque.MODERE: 2, Risque.FAIBLE: 3}


@dataclass(frozen=True)
class LigneAppel:
    """One row: who, why now, where to call, the last words noted. ``voie`` None: announced only, nothing to do yet.

    ``fiche_id`` is the fiche whose answer is awaited, in the lane of answers; ``telephone`` is then the partner's.
    """

    beneficiaire_id: int
    nom: str
    age: int | None
    raison: str
    telephone: str
    commune: str
    cfa: str
    action: Action
    voie: Voie | None
    dernier_mot: str = ""
    derniere_issue: IssueContact | None = None
    derniere_date: date | None = None
    risque: Risque | None = None
    fiche_id: int | None = None

    @property
    def cle(self) -> tuple[int, int]:
        """What tells the row from the others whatever its lane: the person, and the fiche (0 when none)."""
        return self.beneficiaire_id, self.fiche_id or 0


@dataclass(frozen=True)
class TableauDuJour:
    """The lanes that hold someone, in order. ``suivis``: people followed or to be called a first time.

    ``prochaines``: what comes first after today, announced when nobody is to be called.
    """

    jour: date
    voies: tuple[tuple[Voie, tuple[LigneAppel, ...]], ...] = ()
    suivis: int = 0
    prochaines: tuple[LigneAppel, ...] = ()
    campagnes: int = 0

    @property
    def lignes(self) -> tuple[LigneAppel, ...]:
        """Every row, in the order of the screen."""
        return tuple(ligne for _, lignes in self.voies for ligne in lignes)

    @property
    def a_appeler(self) -> int:
        """Number of people to call now."""
        return sum(len(lignes) for voie, lignes in self.voies if voie in PRESSANTES)


@dataclass(frozen=True)
class Attente:
    """A fiche sent whose answer is awaited, with its recipient and the file of the person it is about."""

    fiche: Fiche
    structure: Structure
    dossier: DossierPersonne


@dataclass(frozen=True)
class FicheAppel:
    """The call sheet of one person as of ``jour``. ``derniers``: her latest contacts, the newest first.

    ``apres_joint``: what would come next if she were reached now. ``crip``: telephone of the department's cell for
    children in danger, empty when it is not set.
    """

    jour: date
    dossier: DossierPersonne
    plan: tuple[Echeance, ...]
    action: Action
    apres_joint: Action
    derniers: tuple[Contact, ...]
    difficultes: tuple[Difficulte, ...]
    attentes: tuple[str, ...] = ()
    crip: str = ""

    @property
    def personne(self) -> Beneficiaire:
        """The young person."""
        return self.dossier.beneficiaire

    @property
    def contrat(self) -> Contrat | None:
        """The contract to talk about: the one followed, else the latest."""
        return self.dossier.contrat_suivi or self.dossier.contrat_courant

    @property
    def mineur(self) -> bool:
        """True under 18."""
        return self.personne.mineur(self.jour)

    @property
    def accord_a_demander(self) -> bool:
        """True while her agreement to be followed is awaited."""
        inclusion = self.dossier.inclusion
        return inclusion is not None and inclusion.accord is Accord.EN_ATTENTE and not self.temoin

    @property
    def temoin(self) -> bool:
        """True for a témoin: only the ordinary service, at her own request."""
        inclusion = self.dossier.inclusion
        return inclusion is not None and inclusion.groupe_affiche is Groupe.TEMOIN

    @property
    def accord_ferme(self) -> bool:
        """True when the agreement is refused or withdrawn: no more calls."""
        inclusion = self.dossier.inclusion
        return inclusion is not None and inclusion.accord in {Accord.REFUSE, Accord.RETIRE}


def dresser(
    dossiers: Iterable[DossierPersonne], attentes: Iterable[Attente], aujourd_hui: date, campagnes: int
) -> TableauDuJour:
    """Sort the people someone must call into lanes, the most urgent first in each."""
    lignes = [ligne_appel(d, aujourd_hui) for d in dossiers]
    reponses = [ligne for a in attentes if (ligne := _ligne_reponse(a, aujourd_hui)) is not None]
    toutes = lignes + reponses
    voies = ((voie, tuple(sorted((x for x in toutes if x.voie is voie), key=_urgence))) for voie in Voie)
    a_venir = sorted((x for x in lignes if x.voie is None and x.action.le), key=_urgence)
    return TableauDuJour(
        jour=aujourd_hui,
        voies=tuple((voie, contenu) for voie, contenu in voies if contenu),
        suivis=len(lignes),
        prochaines=tuple(a_venir[:PROCHAINES]),
        campagnes=campagnes,
    )


def ligne_appel(dossier: DossierPersonne, aujourd_hui: date) -> LigneAppel:
    """Return the row of one person."""
    action = dossier.prochaine_action(aujourd_hui)
    return _ligne(dossier, action, aujourd_hui, dossier.beneficiaire.telephone or dossier.beneficiaire.telephone_2)


def _ligne(dossier: DossierPersonne, action: Action, aujourd_hui: date, telephone: str) -> LigneAppel:
    personne, dernier = dossier.beneficiaire, dossier.dernier_contact
    contrat = dossier.contrat_suivi or dossier.contrat_courant
    return LigneAppel(
        beneficiaire_id=personne.id,
        nom=personne.nom_complet,
        age=personne.age(aujourd_hui),
        raison=action.raison,
        telephone=telephone,
        commune=personne.commune,
        cfa=contrat.cfa if contrat else "",
        action=action,
        voie=action.voie,
        dernier_mot=next((c.texte or c.convenu for c in reversed(dossier.contacts) if c.texte or c.convenu), ""),
        derniere_issue=dernier.issue if dernier else None,
        derniere_date=dernier.quand.date() if dernier else None,
        risque=dossier.risque,
    )


def _ligne_reponse(attente: Attente, aujourd_hui: date) -> LigneAppel | None:
    """Return the row of an awaited answer once it is due or late, None before (domaine.md 7)."""
    fiche, structure = attente.fiche, attente.structure
    if fiche.envoyee_le is None:
        return None
    delai = delais(fiche.envoyee_le, structure.delai_jours, aujourd_hui)
    if delai.attendue_le > aujourd_hui:
        return None
    retard = f"en retard de {jours(delai.retard_jours)}" if delai.retard_jours else "attendue aujourd’hui"
    relance = {1: ", à relancer", 2: ", seconde relance"}.get(delai.relances_dues, "")
    raison = f"{fiche.numero}, {structure.nom}{NNBSP}: {retard}{relance}"
    action = Action(NatureAction.AUCUNE, delai.attendue_le, raison, 0, Voie.REPONSES)
    ligne = _ligne(attente.dossier, action, aujourd_hui, structure.telephone)
    return replace(ligne, fiche_id=fiche.id)


def _urgence(ligne: LigneAppel) -> tuple[date, int, tuple[str, str]]:
    risque = _GRAVITE_RISQUE[ligne.risque] if ligne.risque else len(_GRAVITE_RISQUE)
    return ligne.action.le or date.max, risque, cle_tri(ligne.nom)


def fiche_appel(
    dossier: DossierPersonne,
    difficultes: tuple[Difficulte, ...],
    maintenant: datetime,
    attentes: tuple[str, ...] = (),
    crip: str = "",
) -> FicheAppel:
    """Return the call sheet of one person. ``difficultes``: those still open."""
    jour = maintenant.date()
    joint = replace(
        dossier,
        inclusion=_suivie(dossier),
        contacts=(*dossier.contacts, Contact(beneficiaire_id=dossier.beneficiaire.id, quand=maintenant)),
    )
    return FicheAppel(
        jour=jour,
        dossier=dossier,
        plan=dossier.plan(jour),
        action=dossier.prochaine_action(jour),
        apres_joint=joint.prochaine_action(jour),
        derniers=dossier.contacts[: -DERNIERS - 1 : -1],
        difficultes=difficultes,
        attentes=attentes,
        crip=crip,
    )


def _suivie(dossier: DossierPersonne) -> Inclusion | None:
    """Return the inclusion as it would be with the agreement given, to announce what comes after the first call."""
    inclusion = dossier.inclusion
    if inclusion is None or inclusion.accord is not Accord.EN_ATTENTE:
        return inclusion
    return replace(inclusion, accord=Accord.OUI)


def oubli(action: Action, aujourd_hui: date) -> str:
    """Return what breaks the invariant « a next action with a date, or a coded reason », empty when it holds."""
    if action.le is None:
        return "" if action.motif else "ni prochaine action, ni raison"
    if action.le <= aujourd_hui + AVANCE and action.voie is None:
        return "une action est due, mais elle n’apparaît nulle part"
    return ""
