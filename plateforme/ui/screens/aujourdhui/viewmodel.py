"""State of *Aujourd'hui*: the lanes, the call sheet shown, the drafts, what comes after a save. No widget here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from plateforme.domain.appel import FicheAppel, TableauDuJour
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.changes import ChangeSet
from plateforme.domain.texte import NNBSP, date_proche
from plateforme.domain.vocabulaire import Accord, IssueContact
from plateforme.errors import AppError, InvalidInputError
from plateforme.services import reglages, suivi
from plateforme.services.contexte import Contexte
from plateforme.settings import CAMPAGNE_COURANTE
from plateforme.ui.messages import Messages
from plateforme.ui.screens.aujourdhui.saisie import Formulaire, lire
from plateforme.ui.tasks import TaskRunner

FAMILLE = "contact"
"""Family of the drafts kept in the base."""
Cle = tuple[int, int]
"""A row: the person, and the fiche awaited (0 when none)."""
T = TypeVar("T")


@dataclass
class _Ecriture:
    """A contact on its way to the base; ``faite`` is set by the thread that writes."""

    beneficiaire_id: int
    faite: bool = False


class AujourdhuiModel(QObject):
    """Holds what the screen shows. ``contexte`` is read at each use: it is rebuilt when the settings change."""

    tableau_changed = Signal()
    selection_changed = Signal()
    """Another row is current, or none."""
    fiche_changed = Signal()
    """The call sheet of the current person is there, or gone."""
    found_changed = Signal()
    saved = Signal(int)
    """A contact was recorded for that person."""
    refused = Signal(object)
    """An :class:`InvalidInputError` about a field of the form."""
    draft_restored = Signal(int)

    def __init__(
        self, contexte: Callable[[], Contexte], tasks: TaskRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._contexte, self._tasks, self._messages = contexte, tasks, messages
        self.tableau: TableauDuJour | None = None
        self.fiche: FicheAppel | None = None
        self.cle: Cle | None = None
        self.trouves: tuple[Beneficiaire, ...] = ()
        self.recherche = ""
        self._ecriture: _Ecriture | None = None
        self._brouillons: dict[int, Formulaire] = {}
        self._brouillons_lus = False
        self._suivant: list[Cle] | None = None

    @property
    def saving(self) -> bool:
        """True while a contact is being recorded."""
        return self._ecriture is not None

    @property
    def ctx(self) -> Contexte:
        """The context of the open base."""
        return self._contexte()

    # Lanes

    def refresh(self) -> None:
        """Read the lanes again, of the campaign chosen or of every open one."""
        ctx, lus = self.ctx, self._brouillons_lus

        def lire_tout() -> tuple[TableauDuJour, dict[str, str] | None]:
            campagne = reglages.lire(ctx)[CAMPAGNE_COURANTE]
            return suivi.aujourd_hui(ctx, campagne or None), None if lus else reglages.brouillons(ctx, FAMILLE)

        self._tasks.run(lire_tout, self._show, owner=self, key="aujourdhui.tableau")

    def _show(self, lu: tuple[TableauDuJour, dict[str, str] | None]) -> None:
        self.tableau, brouillons = lu
        if brouillons is not None:
            self._brouillons_lus = True
            lisibles = {int(cle): lire(texte) for cle, texte in brouillons.items() if cle.isdigit()}
            self._brouillons = {cle: f for cle, f in lisibles.items() if f is not None} | self._brouillons
        self.tableau_changed.emit()
        cles = [ligne.cle for ligne in self.tableau.lignes]
        if self._suivant is not None:
            suivant, self._suivant = self._suivant, None
            self.select(next((c for c in suivant if c in cles), cles[0] if cles else None))
        elif self.cle is None:
            self.select(cles[0] if cles else None)
        else:
            self.select(self.cle)

    # The person

    def select(self, cle: Cle | None) -> None:
        """Make a row (or anyone, in no lane) current and read her call sheet."""
        if cle != self.cle:
            self.cle = cle
            self.selection_changed.emit()
        if cle is None:
            self.fiche = None
            self.fiche_changed.emit()
            return
        ctx = self.ctx
        self._tasks.run(lambda: suivi.fiche_appel(ctx, cle[0]), self._show_fiche, owner=self, key="aujourdhui.fiche")

    def _show_fiche(self, fiche: FicheAppel) -> None:
        self.fiche = fiche
        self.fiche_changed.emit()

    def search(self, texte: str) -> None:
        """Look for anybody by name, commune or phone; an empty text gives the lanes back."""
        self.recherche = texte.strip()
        ctx = self.ctx
        self._tasks.run(lambda: suivi.chercher(ctx, texte), self._show_found, owner=self, key="aujourdhui.recherche")

    def _show_found(self, trouves: tuple[Beneficiaire, ...]) -> None:
        self.trouves = trouves
        self.found_changed.emit()

    # The form

    def brouillon(self, beneficiaire_id: int) -> Formulaire | None:
        """Return the unfinished form of a person."""
        return self._brouillons.get(beneficiaire_id)

    def has_brouillon(self, beneficiaire_id: int) -> bool:
        """Return True when a person has an unfinished form."""
        return beneficiaire_id in self._brouillons

    def keep_draft(self, beneficiaire_id: int, form: Formulaire) -> None:
        """Keep an unfinished form, here and in the base; an empty one is forgotten."""
        if self._brouillons.get(beneficiaire_id, Formulaire()) == form or (
            form.vide and beneficiaire_id not in self._brouillons
        ):
            return
        had = beneficiaire_id in self._brouillons
        if form.vide:
            self._brouillons.pop(beneficiaire_id, None)
        else:
            self._brouillons[beneficiaire_id] = form
        ctx, texte, ecriture = self.ctx, form.texte_json(), self._ecriture

        def garder() -> None:
            # Asked while the contact was being written (the window closes): what was recorded is no draft any more.
            if not (texte and ecriture and ecriture.faite and ecriture.beneficiaire_id == beneficiaire_id):
                reglages.garder_brouillon(ctx, FAMILLE, str(beneficiaire_id), texte)

        self._tasks.run(garder)
        if had == form.vide:
            self.tableau_changed.emit()

    def save(self, form: Formulaire) -> None:
        """Record the contact of the current person, then go to the next one."""
        fiche = self.fiche
        if fiche is None or self.saving:
            return
        ctx, personne = self.ctx, fiche.personne
        demande = fiche.accord_a_demander or fiche.accord_ferme
        try:
            saisie = form.saisie(personne.id, ctx.now(), accord_demande=demande)
            _exiger_cadre(fiche, form)
        except InvalidInputError as e:
            self.refused.emit(e)
            return
        if saisie.ecart_confirme and not self._confirm_deviation(personne):
            return
        ecriture = self._ecriture = _Ecriture(personne.id)

        def ecrire() -> tuple[int, ChangeSet]:
            ecrit = suivi.enregistrer_contact(ctx, saisie)
            ecriture.faite = True
            reglages.garder_brouillon(ctx, FAMILLE, str(personne.id), "")
            return ecrit

        def fait(contact_id: int) -> None:
            self._saved(contact_id, personne, form)

        self._tasks.write(
            ecrire,
            fait,
            self._failed,
            owner=self,
            on_end=self._saving_over,
        )

    def _confirm_deviation(self, personne: Beneficiaire) -> bool:
        return self._messages.confirm(
            "Noter un écart au protocole",
            f"{personne.nom_complet} est dans le groupe témoin. Ce contact sera compté comme un écart au protocole, "
            "que l’évaluateur verra.",
            "Noter l’écart",
        )

    def _saved(self, contact_id: int, personne: Beneficiaire, form: Formulaire) -> None:
        self._suivant = self._next_of(self.cle)
        self.keep_draft(personne.id, Formulaire())
        self.saved.emit(personne.id)
        texte = f"{_FAITS[form.issue or IssueContact.JOINT]}{NNBSP}: {personne.nom_complet}."
        if form.rappel_le and form.issue is not IssueContact.REFUS:
            texte = f"{texte[:-1]}, à rappeler {date_proche(form.rappel_le, self.ctx.today())}."
        self._messages.toast(texte, "Annuler", lambda: self._undo(contact_id, personne.id, form))

    def _saving_over(self) -> None:
        self._ecriture = None

    def _failed(self, error: AppError) -> None:
        if isinstance(error, InvalidInputError):
            self.refused.emit(error)
        else:
            self._messages.error(error)

    def _undo(self, contact_id: int, beneficiaire_id: int, form: Formulaire) -> None:
        ctx = self.ctx

        def fait(_changes: ChangeSet) -> None:
            self._undone(beneficiaire_id, form)

        self._tasks.write(lambda: suivi.annuler_contact(ctx, contact_id), fait, owner=self)

    def _undone(self, beneficiaire_id: int, form: Formulaire) -> None:
        """Show the person again, her form as it was."""
        self.keep_draft(beneficiaire_id, form)
        self._suivant = [(beneficiaire_id, 0)]
        self.draft_restored.emit(beneficiaire_id)

    def _next_of(self, cle: Cle | None) -> list[Cle]:
        """Return the rows that may follow ``cle``, the best first: those below it, then those above."""
        cles = [ligne.cle for ligne in self.tableau.lignes] if self.tableau else []
        rang = cles.index(cle) if cle in cles else -1
        return cles[rang + 1 :] + cles[: max(0, rang)][::-1]

    def clear(self) -> None:
        """Forget everything about people (the base is being locked)."""
        self.tableau, self.fiche, self.cle, self.trouves = None, None, None, ()
        self._brouillons, self._brouillons_lus = {}, False


def _exiger_cadre(fiche: FicheAppel, form: Formulaire) -> None:
    """Raise :class:`InvalidInputError` until it is said why somebody who is not to be called is in contact."""
    revient = form.accord is Accord.OUI and not fiche.temoin
    if (fiche.temoin or fiche.accord_ferme) and form.cadre is None and not revient:
        raise InvalidInputError("Cette personne n’est pas à appeler.", "Dites pourquoi ce contact.", champ="cadre")


_FAITS = {
    IssueContact.JOINT: "Contact enregistré",
    IssueContact.MESSAGE: "Message noté",
    IssueContact.SANS_REPONSE: "Appel sans réponse noté",
    IssueContact.FAUX_NUMERO: "Coordonnées incorrectes notées",
    IssueContact.A_RAPPELER: "Rappel noté",
    IssueContact.REFUS: "Fin des appels notée",
}
