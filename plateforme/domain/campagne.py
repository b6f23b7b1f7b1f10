"""Campaigns, and the assignment of the people retained in them (domaine.md 2 and 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plateforme.domain.vocabulaire import Accord, FormeAccord, Groupe, Methode, NatureEcart


@dataclass(frozen=True)
class Campagne:
    """A yearly campaign. The identification window is closed on both sides."""

    id: int = 0
    nom: str = ""
    fenetre_debut: date = date.min
    fenetre_fin: date = date.min
    methode: Methode = Methode.PARITE
    effectif_prevu: int = 0
    net_jours: int = 180
    convention_ml_le: date | None = None
    close_le: date | None = None

    def dans_fenetre(self, debut_contrat: date) -> bool:
        """True when a contract starting then belongs to the campaign."""
        return self.fenetre_debut <= debut_contrat <= self.fenetre_fin


@dataclass(frozen=True)
class Inclusion:
    """A person retained in a campaign.

    ``groupe`` None means *en attente*: retained, not assigned. Once assigned, group, method, birth date used,
    date and author are frozen (a trigger of the base refuses their change).
    ``sel`` is the 128-bit salt (hex) of the commitment to the birth date in the register.
    """

    id: int = 0
    beneficiaire_id: int = 0
    campagne_id: int = 0
    retenu_le: date = date.min
    motif_attente: str = ""
    groupe: Groupe | None = None
    methode: Methode | None = None
    date_naissance_utilisee: date | None = None
    sel: str = ""
    affecte_le: date | None = None
    affecte_par: str = ""
    accord: Accord = Accord.EN_ATTENTE
    accord_le: date | None = None
    accord_forme: FormeAccord | None = None
    accord_representant: bool = False
    accord_motif: str = ""
    hors_evaluation_le: date | None = None
    hors_evaluation_motif: str = ""
    suivi_clos_le: date | None = None
    suivi_clos_motif: str = ""

    @property
    def groupe_affiche(self) -> Groupe | None:
        """The badge to show: *hors évaluation* hides the arm from every comparison."""
        return Groupe.HORS_EVALUATION if self.hors_evaluation_le else self.groupe

    @property
    def suivi(self) -> bool:
        """Followed: test or hors évaluation, accord oui (domaine.md 5)."""
        return self.accord is Accord.OUI and self.groupe_affiche in {Groupe.TEST, Groupe.HORS_EVALUATION}


@dataclass(frozen=True)
class LigneRegistre:
    """One row of the assignment register, chained to the one before by ``empreinte`` (domaine.md 4)."""

    rang: int
    jeton: str
    campagne: str
    parite: str
    groupe: Groupe
    regle: Methode
    lot: str
    le: date
    auteur: str
    engagement: str
    precedente: str
    empreinte: str


@dataclass(frozen=True)
class Ecart:
    """A protocol deviation (*écart au protocole*)."""

    id: int = 0
    beneficiaire_id: int = 0
    campagne_id: int = 0
    nature: NatureEcart = NatureEcart.DATE_CORRIGEE
    le: date = date.min
    detail: str = ""


def groupe_par_parite(naissance: date) -> Groupe:
    """Even day of birth: test; odd day: témoin. Nothing else decides (domaine.md 4)."""
    return Groupe.TEST if naissance.day % 2 == 0 else Groupe.TEMOIN


def parite(naissance: date) -> str:
    """Return ``paire`` or ``impaire``."""
    return "paire" if naissance.day % 2 == 0 else "impaire"


def premier_janvier(naissance: date) -> bool:
    """True for 01/01, often typed for an unknown birthday: flagged, never verified by the lists alone."""
    return (naissance.month, naissance.day) == (1, 1)
