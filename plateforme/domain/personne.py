"""All that is known of one person, whatever the campaign: what her page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Ecart, Inclusion
from plateforme.domain.contrat import fin_recherche
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.fiche import AccordPartage, EtapeFiche, Fiche
from plateforme.domain.suivi import Echeance
from plateforme.domain.vocabulaire import Accord, Groupe, Risque, StatutDifficulte


def plan_suivi(dossier: DossierPersonne, aujourd_hui: date) -> tuple[Echeance, ...]:
    """Return the monthly plan of someone who is called, or is to be; nobody else has one to show (domaine.md 5)."""
    inclusion = dossier.inclusion
    if inclusion is None or inclusion.groupe_affiche not in {Groupe.TEST, Groupe.HORS_EVALUATION}:
        return ()
    if inclusion.accord not in {Accord.OUI, Accord.EN_ATTENTE}:
        return ()
    return dossier.plan(aujourd_hui)


@dataclass(frozen=True)
class PersonnePage:
    """One person's file in her latest campaign, and everything attached to her, as of ``aujourd_hui``.

    ``inclusions``: each with its campaign, the latest first. ``structures``: names by id, for fiches and agreements.
    ``crip`` is the telephone of the department's cell for children in danger, empty when it is not set.
    """

    dossier: DossierPersonne
    aujourd_hui: date
    inclusions: tuple[tuple[Inclusion, Campagne], ...] = ()
    difficultes: tuple[Difficulte, ...] = ()
    fiches: tuple[Fiche, ...] = ()
    etapes: tuple[EtapeFiche, ...] = ()
    accords_partage: tuple[AccordPartage, ...] = ()
    ecarts: tuple[Ecart, ...] = ()
    structures: Mapping[int, str] = field(default_factory=dict[int, str])
    crip: str = ""

    @property
    def beneficiaire(self) -> Beneficiaire:
        """The person."""
        return self.dossier.beneficiaire

    @property
    def inclusion(self) -> Inclusion | None:
        """The inclusion in the latest campaign, None when no campaign retained her."""
        return self.dossier.inclusion

    @property
    def plan(self) -> tuple[Echeance, ...]:
        """The six due dates, empty for someone who is not called."""
        return plan_suivi(self.dossier, self.aujourd_hui)

    @property
    def mineur(self) -> bool:
        """True when she is known to be under 18 today."""
        return self.beneficiaire.mineur(self.aujourd_hui)

    @property
    def representant_manquant(self) -> bool:
        """True for a minor whose legal guardian is not named (domaine.md 3)."""
        return self.mineur and not self.beneficiaire.representant_nom.strip()

    @property
    def difficultes_ouvertes(self) -> tuple[Difficulte, ...]:
        """Difficulties that are not closed."""
        return tuple(d for d in self.difficultes if d.statut is not StatutDifficulte.CLOSE)

    @property
    def mois_de_contrat(self) -> int | None:
        """The month of the plan that is running (1 to 6), 0 before the start, None without a plan or after its end."""
        contrat = self.dossier.contrat_suivi
        if contrat is None or not self.plan or self.dossier.rupture_de(contrat):
            return None
        if self.aujourd_hui < contrat.debut:
            return 0
        return next((e.mois for e in self.plan if self.aujourd_hui < e.due), None)

    @property
    def recherche_jusqu_au(self) -> date | None:
        """Last day of the search for an employer after the latest rupture, None when there is nothing to search for."""
        rupture = self.dossier.rupture_de(self.dossier.contrat_courant)
        if rupture is None or rupture.le > self.aujourd_hui or (rupture.suite and rupture.suite.clot_la_recherche):
            return None
        return fin_recherche(rupture.le)

    @property
    def risque(self) -> Risque | None:
        """The latest reading of the risk of a rupture, None once the contract is broken."""
        rompu = self.dossier.rupture_de(self.dossier.contrat_courant) is not None
        return None if rompu else self.dossier.risque

    @property
    def accord_a_recueillir(self) -> bool:
        """True while the follow-up waits for her answer."""
        inclusion = self.inclusion
        if inclusion is None or inclusion.groupe_affiche in {None, Groupe.TEMOIN}:
            return False
        return inclusion.accord is Accord.EN_ATTENTE
