"""*Fiches de liaison*: the piles and the table at the left, the fiche chosen at the right; or the writing of one."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.fiche import FiltreFiche
from plateforme.errors import AppError
from plateforme.services import accords
from plateforme.services.annulation import Annulation
from plateforme.services.liaison_documents import Brouillon
from plateforme.services.liaison_lecture import LigneFiche
from plateforme.typographie import typographie
from plateforme.ui.dialogs.accord import AccordDialog, DemandeAccord
from plateforme.ui.dialogs.form import undo_toast
from plateforme.ui.env import UiEnv
from plateforme.ui.models.table import TableModel
from plateforme.ui.screens.fiches.actions import ACTIONS, Acte
from plateforme.ui.screens.fiches.colonnes import COLUMNS
from plateforme.ui.screens.fiches.detail import DetailPane
from plateforme.ui.screens.fiches.dialogs import CourrielDialog, ReponseDialog, open_path
from plateforme.ui.screens.fiches.editeur import EditeurFiche
from plateforme.ui.screens.fiches.viewmodel import FichesModel
from plateforme.ui.theme import Icon, Space, scaled
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import EmptyState
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.fields import SearchField
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label

NEW = "nouvelle"
NARROW = 1000
"""Width in device-independent pixels under which the table shows states and names only."""
_SHOWN = {Sujet.FICHE, Sujet.DIFFICULTE, Sujet.PARTENAIRE, Sujet.BENEFICIAIRE, Sujet.REGLAGE}


class FichesView(QWidget):
    """Bindings. ``activate``: a fiche's id, or ``("nouvelle", person id, difficulty id or None)`` to write one."""

    def __init__(self, env: UiEnv) -> None:
        super().__init__()
        self._env = env
        self._narrow = False
        self._kept: dict[str, object] | None = None
        self.setAccessibleName("Fiches de liaison")
        self.vm = FichesModel(lambda: env.ctx, env.tasks, env.messages, self)
        self._build(env)
        self._connect()
        self.vm.open()

    # Building

    def _build(self, env: UiEnv) -> None:
        self.piles = ChipGroup("Piles", [(f, f.libelle) for f in FiltreFiche], exclusive=True, optional=False)
        self.piles.set_values([FiltreFiche.TOUTES])
        self.search = SearchField("Rechercher une fiche")
        self.new = button("Nouvelle fiche", "primary", Icon.ADD, tip="Ctrl+Maj+N")
        self.model: TableModel[LigneFiche] = TableModel(COLUMNS, lambda r: r.fiche.id, self)
        self.table = Table("Fiches de liaison")
        self.table.set_model(self.model)
        self.empty = EmptyState(Icon.FICHE, "Aucune fiche de liaison", "", "Nouvelle fiche", self.start_new)
        self.table.set_empty(self.empty)
        self.detail = DetailPane(env.tasks)
        self.nothing = EmptyState(
            Icon.FICHE, "Choisissez une fiche", "Le document, la réponse et l’historique s’afficheront ici."
        )
        self.right = QStackedWidget()
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.detail)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self._left())
        self.split.addWidget(self.right)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([540, 660])
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(Space.L)
        self.editor = EditeurFiche(env)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.pages.addWidget(self.editor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        outer.addWidget(self.pages)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(max(340, scaled(230)))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(label("Fiches de liaison", role="title"))
        head.addStretch(1)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.piles)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        return left

    def _connect(self) -> None:
        self.vm.rows_changed.connect(self._show_rows)
        self.vm.detail_changed.connect(self._show_detail)
        self.vm.document_changed.connect(lambda: self.detail.show_document(self.vm.pdf))
        self.vm.refused.connect(self._refused)
        self.vm.mail_ready.connect(self._mail_ready)
        self.vm.pdf_saved.connect(self._pdf_saved)
        self.piles.changed.connect(self._filter)
        self.search.searched.connect(self.model.set_text)
        self.search.leave_down.connect(self.table.setFocus)
        self.new.clicked.connect(self._new_clicked)
        self.table.row_selected.connect(self._row_selected)
        self.table.row_activated.connect(lambda _row: self._focus_main())
        self.detail.acted.connect(self._act)
        self.detail.person_wanted.connect(self._open_person)
        self.detail.withdraw_wanted.connect(self._withdraw)
        self.editor.saved.connect(self._editor_saved)
        self.editor.left.connect(self._back_to_table)
        self._shortcut("Ctrl+Shift+N", self.start_new)
        self._shortcut("Ctrl+F", self.search.setFocus)
        self._shortcut("Ctrl+Return", lambda: self.detail.press(""))
        self._shortcut("Ctrl+Enter", lambda: self.detail.press(""))
        for keys in sorted({a.touches for a in ACTIONS.values()}):
            self._shortcut(keys, lambda k=keys: self.detail.press(k))

    def _shortcut(self, keys: str, action: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self.split, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room, leave the column that says more than the state to the fiche itself."""
        super().resizeEvent(event)
        narrow = self.width() < max(NARROW, scaled(NARROW) * 3 // 4)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.table.setColumnHidden(next(i for i, c in enumerate(COLUMNS) if c.key == "attente"), narrow)

    # Screen protocol

    def activate(self, argument: object = None) -> None:
        """Show the table, one fiche, or the writing of a new one."""
        if isinstance(argument, tuple) and argument and argument[0] == NEW:
            _, beneficiaire_id, difficulte_id = cast("tuple[str, int | None, int | None]", argument)
            self.start_new(beneficiaire_id, difficulte_id)
        elif isinstance(argument, int):
            self._back_to_table()
            self._choose(argument)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read again what the changes touch."""
        if changes is None or changes.sujets & _SHOWN:
            self.vm.refresh()
            self.editor.refresh()

    def clear(self) -> None:
        """Forget what is shown: the base is being locked."""
        self.vm.clear()
        self.editor.clear()

    def save_state(self) -> str:
        """Return the pile, the search, the table's look and the fiche shown."""
        shown = self.vm.detail.fiche.id if self.vm.detail else None
        pile = cast(FiltreFiche, self.piles.value())
        writing = self.editor.unfinished() if self.pages.currentWidget() is self.editor else None
        return json.dumps({"pile": pile.value, "table": self.table.save_state(), "fiche": shown, "ecrit": writing})

    def restore_state(self, text: str) -> None:
        """Put back what :meth:`save_state` returned; what is not understood is ignored."""
        try:
            state = json.loads(text)
            pile = FiltreFiche(state["pile"])
            self.table.restore_state(str(state["table"]))
        except (ValueError, KeyError, TypeError):
            return
        self.piles.set_values([pile])
        self._filter()
        if isinstance(state.get("fiche"), int):
            self._choose(state["fiche"])
        if isinstance(kept := state.get("ecrit"), dict):
            self._resume(cast("dict[str, object]", kept))

    def _resume(self, kept: dict[str, object]) -> None:
        """Go on with what was being written; a stored draft is read first."""
        if kept.get("fiche") is None:
            self.editor.resume(kept)
            self.pages.setCurrentWidget(self.editor)
        else:
            self._kept = kept

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys of this screen."""
        kept = {a.verbe: a.touches.replace("Shift", "Maj") for a in ACTIONS.values()}
        first = [("Ctrl+Maj+N", "Nouvelle fiche"), ("Ctrl+Entrée", "L’action principale de la fiche")]
        return [*first, *((keys, verb) for verb, keys in kept.items())]

    # Table

    def _show_rows(self) -> None:
        self.model.set_rows(self.vm.rows)
        counts: dict[Hashable, int] = {**self.vm.counts}
        self.piles.set_counts(counts)
        if not self.vm.rows:
            self.empty.set_text(
                "Aucune fiche de liaison",
                "Une fiche confie une difficulté d’un jeune, avec son accord, au partenaire qui peut la résoudre.",
            )
        else:
            self.empty.set_text("Aucune fiche ici", "Choisissez une autre pile, ou videz la recherche.")
        self.empty.button.setVisible(not self.vm.rows)
        self.right.setVisible(bool(self.vm.rows))
        shown = self.vm.detail.fiche.id if self.vm.detail else None
        if shown is None:
            self.table.select_position(0)
        else:
            self.table.select_key(shown)

    def _filter(self) -> None:
        pile = self.piles.value()
        everything = pile in {None, FiltreFiche.TOUTES}
        self.model.set_predicate(None if everything else lambda row: row.filtre is pile)
        self.table.select_position(0)

    def _row_selected(self, row: LigneFiche | None) -> None:
        shown = self.vm.detail.fiche.id if self.vm.detail else None
        if row is not None and row.fiche.id != shown:
            self.vm.select(row.fiche.id)

    def _choose(self, fiche_id: int) -> None:
        """Show a fiche, even one the pile chosen does not hold."""
        self.vm.select(fiche_id)
        if self.vm.loaded and not self.table.select_key(fiche_id):
            self.piles.set_values([FiltreFiche.TOUTES])
            self.search.clear()
            self.model.set_predicate(None)
            self.table.select_key(fiche_id)

    def _show_detail(self) -> None:
        detail = self.vm.detail
        self.right.setCurrentWidget(self.detail if detail else self.nothing)
        if detail:
            self.detail.show_detail(detail)
            self.table.select_key(detail.fiche.id)
        if detail and self._kept and self._kept["fiche"] == detail.fiche.id:
            self.editor.resume(self._kept, detail)
            self._kept = None
            self.pages.setCurrentWidget(self.editor)

    def _focus_main(self) -> None:
        if self.detail.buttons:
            self.detail.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Acts

    def _act(self, acte: str) -> None:
        {
            Acte.MODIFIER: self._edit,
            Acte.ACCORD: self._ask_agreement,
            Acte.PRETE: self.vm.mark_ready,
            Acte.BROUILLON: self.vm.back_to_draft,
            Acte.PDF: self._save_pdf,
            Acte.COURRIEL: self._mail,
            Acte.RELANCE: self._mail,
            Acte.ENVOYEE: self.vm.mark_sent,
            Acte.RECUE: self.vm.mark_received,
            Acte.REPONSE: self._answer,
            Acte.COMPLETER: self._answer,
            Acte.CLORE: self.vm.close,
            Acte.ABANDONNER: self.vm.close,
        }[Acte(acte)]()

    def _refused(self, error: AppError) -> None:
        self.detail.refuse(error)

    def _save_pdf(self) -> None:
        self.vm.check_can_leave(lambda: self._with_folder(self.vm.save_pdf, "Enregistrer le PDF", ask=True))

    def _mail(self) -> None:
        self.vm.check_can_leave(lambda: self._with_folder(self.vm.prepare_mail, "Dossier des documents", ask=False))

    def _with_folder(self, then: Callable[[Path], None], title: str, *, ask: bool) -> None:
        """Ask where to write; a draft of e-mail goes where documents went last time."""
        folder = self.vm.dossier
        if ask or folder is None:
            folder = self._env.messages.choose_folder(title, self.vm.proposed_folder)
        if folder is not None:
            then(folder)

    def _pdf_saved(self, path: Path) -> None:
        words = f"« {path.name} » enregistré dans « {path.parent.name} »."

        def open_folder() -> None:
            open_path(path.parent)

        self._env.messages.toast(typographie(words), "Ouvrir le dossier", open_folder)

    def _mail_ready(self, brouillon: Brouillon) -> None:
        detail = self.vm.detail
        if detail is None:
            return
        relance = not detail.a_remettre
        dialog = CourrielDialog(brouillon, detail, self)
        dialog.open_file()
        sent = self._env.messages.run(dialog)
        if sent and dialog.delete_draft.isChecked():
            self.vm.forget_mail(brouillon)
        if sent:
            (self.vm.remind if relance else self.vm.mark_sent)()

    def _answer(self) -> None:
        if self.vm.detail is None:
            return
        dialog = ReponseDialog(self._env, self.vm.detail, self)
        if self._env.messages.run(dialog):
            undo_toast(self._env.tasks, self._env.messages, "Réponse notée.", cast(Annulation, dialog.result_))

    def _ask_agreement(self) -> None:
        detail = self.vm.detail
        if detail is None:
            return
        asked = DemandeAccord(
            detail.jeune.id,
            detail.jeune.nom_complet,
            detail.structure.id,
            detail.structure.nom,
            detail.fiche.theme,
            detail.accord.mineur,
        )
        if self._env.messages.run(AccordDialog(self._env, asked, self)):
            self._env.messages.toast("Accord noté.")

    def _withdraw(self) -> None:
        detail = self.vm.detail
        if detail is None or detail.accord.valable is None:
            return
        text = (
            f"{detail.jeune.nom_complet} ne veut plus que ce thème soit partagé avec {detail.structure.nom}. "
            "La fiche ne pourra plus être enregistrée ni envoyée."
        )
        if self._env.messages.confirm("Retirer l’accord", text, "Noter le retrait", destructive=True):
            ctx, accord_id = self._env.ctx, detail.accord.valable.id
            self._env.tasks.write(lambda: accords.retirer(ctx, accord_id), owner=self)

    def _open_person(self) -> None:
        if self.vm.detail is not None:
            self._env.navigate("beneficiaires", self.vm.detail.jeune.id)

    # Writing

    def start_new(self, beneficiaire_id: int | None = None, difficulte_id: int | None = None) -> None:
        """Write a new fiche: of that person, about that difficulty, when they are given."""
        self.editor.start(beneficiaire_id, difficulte_id)
        self.pages.setCurrentWidget(self.editor)

    def _new_clicked(self) -> None:
        self.start_new()

    def _edit(self) -> None:
        if self.vm.detail is not None:
            self.editor.edit(self.vm.detail)
            self.pages.setCurrentWidget(self.editor)

    def _editor_saved(self, fiche_id: int) -> None:
        self._back_to_table()
        self._choose(fiche_id)
        self._env.messages.toast("Brouillon enregistré.")

    def _back_to_table(self) -> None:
        self.pages.setCurrentWidget(self.split)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def factory(env: UiEnv) -> QWidget:
    """Build the screen."""
    return FichesView(env)
