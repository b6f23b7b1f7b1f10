"""What can be done from a person's page: each action opens its dialog, then says what was done and how to undo it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from plateforme.domain.campagne import Inclusion
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import date_courte
from plateforme.services import contrats, difficultes, inclusions
from plateforme.services.difficultes import Ouverture
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne.danger import DialogueDanger
from plateforme.ui.screens.personne.dialogue import DialogueEcriture, proposer_annulation
from plateforme.ui.screens.personne.forme_contrat import DialogueContrat, DialogueRupture
from plateforme.ui.screens.personne.forme_identite import DialogueIdentite, DialogueNaissance
from plateforme.ui.screens.personne.forme_suivi import (
    DialogueAccord,
    DialogueCloture,
    DialogueClotureDifficulte,
    DialogueDifficulte,
    DialogueHorsEvaluation,
)
from plateforme.ui.screens.personne.viewmodel import PersonneModel


class Actions:
    """The actions of the page shown by ``model``; they do nothing while no page is shown."""

    def __init__(self, env: UiEnv, model: PersonneModel, parent: QWidget) -> None:
        self._env, self._model, self._parent = env, model, parent

    @property
    def page(self) -> PersonnePage | None:
        """The page shown."""
        return self._model.page

    # The four actions of the header, and the danger sign

    def contact(self) -> None:
        """Open the form of a contact."""
        if self.page:
            self._env.navigate("aujourdhui", ("contact", self.page.beneficiaire.id))

    def difficulte(self) -> None:
        """Open a difficulty."""
        if self.page:
            dialogue = DialogueDifficulte(self._env, self.page, None, self._parent)
            if self._env.messages.run(dialogue):
                ouverture: Ouverture = dialogue.resultat
                proposer_annulation(self._env, "La difficulté est ouverte.", ouverture.annuler)

    def fiche(self, difficulte: Difficulte | None = None) -> None:
        """Draft a fiche de liaison, about a difficulty when there is one."""
        if self.page:
            ouvertes = self.page.difficultes_ouvertes
            visee = difficulte or (ouvertes[0] if len(ouvertes) == 1 else None)
            self._env.navigate("fiches", ("nouvelle", self.page.beneficiaire.id, visee.id if visee else None))

    def rupture(self) -> None:
        """Record the rupture of the current contract, or correct the one recorded."""
        page = self.page
        if page is None:
            return
        contrat = page.dossier.contrat_courant
        if contrat is None:
            self.contrat(None)
        else:
            self.rupture_de(contrat, page.dossier.rupture_de(contrat))

    def danger(self) -> None:
        """Show whom to call at once; no agreement is needed for that."""
        if self.page:
            self._env.messages.run(DialogueDanger(self.page, self._parent))

    # Contracts

    def contrat(self, contrat: Contrat | None) -> None:
        """Correct a contract, or record the next one (None)."""
        if self.page:
            texte = "Le contrat est corrigé." if contrat else "Le contrat est enregistré."
            self._formulaire(DialogueContrat(self._env, self.page, contrat, self._parent), texte)

    def rupture_de(self, contrat: Contrat, rupture: Rupture | None) -> None:
        """Record or correct the rupture of a contract."""
        if self.page:
            texte = "La rupture est corrigée." if rupture else "La rupture est enregistrée."
            self._formulaire(DialogueRupture(self._env, self.page, contrat, rupture, self._parent), texte)

    def supprimer_rupture(self, rupture: Rupture) -> None:
        """Delete a rupture recorded by mistake."""
        ctx = self._env.ctx
        question = f"La rupture du {date_courte(rupture.le)} sera effacée, et le suivi du contrat reprendra."
        if self._env.messages.confirm("Supprimer la rupture", question, "Supprimer la rupture", destructive=True):
            self._model.ecrire(lambda: contrats.annuler_rupture(ctx, rupture), "La rupture est supprimée.")

    # Identity

    def identite(self) -> None:
        """Correct the person's record."""
        if self.page:
            self._formulaire(
                DialogueIdentite(self._env, self.page, self._parent), "Les modifications sont enregistrées."
            )

    def naissance(self) -> None:
        """Verify the birth date."""
        if self.page:
            dialogue = DialogueNaissance(self._env, self.page, self._parent)
            self._formulaire(dialogue, "La date de naissance est vérifiée.")

    def supprimer(self) -> None:
        """Delete a person created by mistake."""
        if self.page:
            question = (
                f"{self.page.beneficiaire.nom_complet} et son contrat seront effacés, sans retour possible. C’est "
                "réservé à une personne créée par erreur."
            )
            verbe = "Supprimer ce bénéficiaire"
            if self._env.messages.confirm(verbe, question, verbe, destructive=True):
                self._model.supprimer()

    # Follow-up

    def accord(self, inclusion: Inclusion) -> None:
        """Record the answer."""
        if self.page:
            dialogue = DialogueAccord(self._env, self.page, inclusion, self._parent)
            self._formulaire(dialogue, "La réponse est enregistrée.")

    def hors_evaluation(self, inclusion: Inclusion) -> None:
        """Exclude from the comparison."""
        dialogue = DialogueHorsEvaluation(self._env, inclusion, self._parent)
        self._formulaire(dialogue, "La personne est hors évaluation.")

    def clore_suivi(self, inclusion: Inclusion) -> None:
        """End the calls."""
        self._formulaire(DialogueCloture(self._env, inclusion, self._parent), "Le suivi est clos.")

    def rouvrir_suivi(self, inclusion: Inclusion) -> None:
        """Take the calls up again."""
        ctx = self._env.ctx
        self._model.ecrire(lambda: inclusions.rouvrir_suivi(ctx, inclusion.id), "Le suivi est rouvert.")

    # Difficulties

    def modifier_difficulte(self, difficulte: Difficulte) -> None:
        """Correct a difficulty."""
        if self.page:
            dialogue = DialogueDifficulte(self._env, self.page, difficulte, self._parent)
            self._formulaire(dialogue, "La difficulté est corrigée.")

    def clore_difficulte(self, difficulte: Difficulte) -> None:
        """Close a difficulty."""
        dialogue = DialogueClotureDifficulte(self._env, difficulte, self._parent)
        self._formulaire(dialogue, "La difficulté est close.")

    def rouvrir_difficulte(self, difficulte: Difficulte) -> None:
        """Open a difficulty again."""
        ctx = self._env.ctx
        self._model.ecrire(lambda: difficultes.rouvrir(ctx, difficulte.id), "La difficulté est rouverte.")

    def ouvrir_fiche(self, fiche_id: int) -> None:
        """Show a fiche de liaison."""
        self._env.navigate("fiches", fiche_id)

    def _formulaire(self, dialogue: DialogueEcriture, texte: str) -> None:
        if self._env.messages.run(dialogue):
            proposer_annulation(self._env, texte, dialogue.resultat)
