"""Everything the follow-up knows of one person in one campaign, and the rows screens list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plateforme.domain import suivi
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.vocabulaire import Groupe, Risque


@dataclass(frozen=True)
class DossierPersonne:
    """A person and her inclusion in a campaign (None when retained in none).

    Contracts come by rank, contacts by date.
    """

    beneficiaire: Beneficiaire
    inclusion: Inclusion | None = None
    campagne: Campagne | None = None
    contrats: tuple[Contrat, ...] = ()
    ruptures: tuple[Rupture, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def contrat_entree(self) -> Contrat | None:
        """The entry contract, the one every comparison reads (rank 1)."""
        return self.contrats[0] if self.contrats else None

    @property
    def contrat_courant(self) -> Contrat | None:
        """The latest contract."""
        return self.contrats[-1] if self.contrats else None

    @property
    def contrat_suivi(self) -> Contrat | None:
        """The latest contract that carries a follow-up plan."""
        return next((c for c in reversed(self.contrats) if c.plan_suivi), None)

    def rupture_de(self, contrat: Contrat | None) -> Rupture | None:
        """The rupture of that contract, None when it runs."""
        if contrat is None:
            return None
        return next((r for r in self.ruptures if r.contrat_id == contrat.id), None)

    @property
    def suivi(self) -> suivi.Dossier | None:
        """The facts the plan is derived from, None for a person retained in no campaign."""
        if self.inclusion is None:
            return None
        contrat = self.contrat_suivi
        retrouve = contrat is not None and contrat is not self.contrat_courant
        return suivi.Dossier(self.inclusion, contrat, self.rupture_de(contrat), self.contacts, retrouve)

    def plan(self, aujourd_hui: date) -> tuple[suivi.Echeance, ...]:
        """The six due dates with their state; none for a témoin, whom nobody calls."""
        dossier = self.suivi
        if dossier is None or dossier.inclusion.groupe_affiche is Groupe.TEMOIN:
            return ()
        return suivi.plan(dossier, aujourd_hui)

    def prochaine_action(self, aujourd_hui: date) -> suivi.Action:
        """The next action, dated or with the reason for having none."""
        dossier = self.suivi
        if dossier is None:
            return suivi.sans_action(suivi.SansAction.HORS_CAMPAGNE)
        if self.campagne and self.campagne.close_le:
            return suivi.sans_action(suivi.SansAction.CAMPAGNE_CLOSE)
        return suivi.prochaine_action(dossier, aujourd_hui)

    @property
    def dernier_contact(self) -> Contact | None:
        """The latest contact or attempt."""
        return self.contacts[-1] if self.contacts else None

    @property
    def risque(self) -> Risque | None:
        """The latest reading of the risk."""
        return next((c.risque for c in reversed(self.contacts) if c.risque), None)
