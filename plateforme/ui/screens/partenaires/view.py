"""*Partenaires*: the directory and a card; who handles what, and where nobody does."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.partenaire import themes_de
from plateforme.domain.texte import pluriel
from plateforme.services.partenaires import Carte
from plateforme.typographie import typographie
from plateforme.ui.env import UiEnv
from plateforme.ui.models.table import Column, TableModel
from plateforme.ui.screens.partenaires.carte import CartePane
from plateforme.ui.screens.partenaires.editeur import EditeurPartenaire
from plateforme.ui.screens.partenaires.grille import GrilleThemes
from plateforme.ui.screens.partenaires.viewmodel import PartenairesModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, EmptyState
from plateforme.ui.widgets.fields import SearchField
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label

_SHOWN = {Sujet.PARTENAIRE, Sujet.FICHE, Sujet.BENEFICIAIRE, Sujet.SUIVI, Sujet.REGLAGE}

COLUMNS: tuple[Column[Carte], ...] = (
    Column("nom", "Nom", lambda c: c.structure.nom, stretch=True, width=200),
    Column("type", "Type", lambda c: c.structure.type.libelle, width=168),
    Column("territoire", "Territoire", lambda c: c.structure.territoire or "Département", width=108),
    Column("designe", "Référent désigné", lambda c: c.designe.nom if c.designe else "", width=150, hidden=True),
    Column("themes", "Thèmes", lambda c: ", ".join(t.libelle for t in themes_de(c.structure)), width=200, hidden=True),
    Column(
        "attendues", "Attendues", lambda c: c.attendues or None, align_right=True, width=90, hidden=True, searched=False
    ),
)
"""Columns of the table; the hidden ones are shown on demand, and searched all the same."""


class PartenairesView(QWidget):
    """Bindings. ``activate``: a partner's id shows its card."""

    def __init__(self, env: UiEnv) -> None:
        super().__init__()
        self._env = env
        self.setAccessibleName("Partenaires")
        self.vm = PartenairesModel(lambda: env.ctx, env.tasks, env.messages, self)
        self._build(env)
        self._connect()
        self.vm.refresh()

    # Building

    def _build(self, env: UiEnv) -> None:
        self.search = SearchField("Rechercher un partenaire, un thème, une personne")
        self.archived = QCheckBox("Montrer les archivés")
        self.new = button("Nouveau partenaire", "primary", Icon.ADD, tip="Ctrl+Maj+N")
        self.holes = Banner("", "warning", Icon.WARNING)
        self.holes.add_action("Voir qui traite quoi", lambda: self.tabs.setCurrentWidget(self.grid))
        self.model: TableModel[Carte] = TableModel(COLUMNS, lambda c: c.structure.id, self)
        self.table = Table("Partenaires")
        self.table.set_model(self.model)
        self.empty = EmptyState(Icon.PARTNERS, "", "", "Nouveau partenaire", self.start_new)
        self.table.set_empty(self.empty)
        self.card = CartePane()
        self.nothing = EmptyState(Icon.PARTNERS, "Choisissez un partenaire", "Sa carte s’affichera ici.")
        self.right = QStackedWidget()
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.card)
        self.grid = GrilleThemes()
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Annuaire, ou qui traite quoi")
        self.tabs.addTab(self._directory(), "Annuaire")
        self.tabs.addTab(self.grid, "Qui traite quoi")
        self.editor = EditeurPartenaire(env)
        self.browse = self._browse()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.browse)
        self.pages.addWidget(self.editor)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        outer.addWidget(self.pages)

    def _directory(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(self.right)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([680, 460])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.L)
        return split

    def _browse(self) -> QWidget:
        host = QWidget()
        page = QVBoxLayout(host)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(label("Partenaires", role="title"))
        head.addStretch(1)
        head.addWidget(self.new)
        page.addLayout(head)
        page.addWidget(self.tabs, 1)
        return host

    def _left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(360)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.archived)
        column.addLayout(row)
        column.addWidget(self.holes)
        column.addWidget(self.table, 1)
        return left

    def _connect(self) -> None:
        self.vm.cards_changed.connect(self._show_cards)
        self.vm.current_changed.connect(self._show_card)
        self.vm.saved.connect(self._saved)
        self.vm.refused.connect(self.editor.refuse)
        self.search.searched.connect(self.model.set_text)
        self.search.leave_down.connect(self.table.setFocus)
        self.archived.toggled.connect(lambda _on: self._filter())
        self.new.clicked.connect(self._new_clicked)
        self.table.row_selected.connect(lambda c: self.vm.select(c.structure.id) if c else None)
        self.table.row_activated.connect(lambda _c: self._edit())
        self.card.edit_wanted.connect(self._edit)
        self.card.archive_wanted.connect(self._archive)
        self.grid.chosen.connect(self._open_from_grid)
        self.editor.submitted.connect(self.vm.save)
        self.editor.left.connect(self._back)
        self._shortcut("Ctrl+Shift+N", self.start_new)
        self._shortcut("Ctrl+F", self.search.setFocus)
        self._shortcut("Ctrl+E", self._edit)

    def _shortcut(self, keys: str, action: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self.browse, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(action)

    # Screen protocol

    def activate(self, argument: object = None) -> None:
        """Show the directory, or the card of a partner."""
        if isinstance(argument, int):
            self._back()
            self._choose(argument)
        elif argument == "nouveau":
            self.start_new()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read again what the changes touch."""
        if changes is None or changes.sujets & _SHOWN:
            self.vm.refresh()

    def clear(self) -> None:
        """Forget what is shown: the base is being locked."""
        self.vm.clear()
        self.editor.start(None)

    def save_state(self) -> str:
        """Return the tab, the table's look and the card shown."""
        return json.dumps(
            {
                "onglet": self.tabs.currentIndex(),
                "archives": self.archived.isChecked(),
                "table": self.table.save_state(),
                "carte": self.vm.current,
            }
        )

    def restore_state(self, text: str) -> None:
        """Put back what :meth:`save_state` returned; what is not understood is ignored."""
        try:
            state = json.loads(text)
            self.table.restore_state(str(state["table"]))
            self.tabs.setCurrentIndex(int(state["onglet"]))
            self.archived.setChecked(bool(state["archives"]))
        except (ValueError, KeyError, TypeError):
            return
        if isinstance(state.get("carte"), int):
            self.vm.select(state["carte"])

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys of this screen."""
        return [
            ("Ctrl+Maj+N", "Nouveau partenaire"),
            ("Ctrl+E", "Modifier le partenaire"),
            ("Ctrl+F", "Rechercher un partenaire"),
            ("Ctrl+Entrée", "Enregistrer le partenaire"),
        ]

    # Directory

    def _show_cards(self) -> None:
        self.model.set_rows(self.vm.cards)
        self._filter()
        self.grid.set_directory(self.vm.active, self.vm.holes)
        self._show_holes()
        if not self.vm.active:
            self.empty.set_text(
                "Aucun partenaire",
                "L’annuaire dit à qui confier une difficulté. Commencez par la Mission Locale et les CFA.",
            )
        else:
            self.empty.set_text("Aucun partenaire ne correspond", "Videz la recherche pour les revoir tous.")
        self.empty.button.setVisible(not self.vm.active)
        self.right.setVisible(bool(self.vm.cards))
        if self.vm.current is None:
            self.table.select_position(0)
        else:
            self.table.select_key(self.vm.current)

    def _show_holes(self) -> None:
        everywhere = [t.theme.libelle for t in self.vm.holes if not t.commune]
        local = len({t.commune for t in self.vm.holes if t.commune})
        parts: list[str] = []
        if everywhere:
            parts.append(f"Personne pour : {', '.join(everywhere)}.")
        if local:
            parts.append(f"Des jeunes suivis habitent {pluriel(local, 'commune')} où il manque un partenaire.")
        self.holes.set_text(typographie(" ".join(parts)) if self.vm.active else "")

    def _filter(self) -> None:
        every = self.archived.isChecked()
        self.model.set_predicate(None if every else lambda c: c.structure.archivee_le is None)

    def _show_card(self) -> None:
        card = self.vm.card
        self.right.setCurrentWidget(self.card if card else self.nothing)
        if card:
            self.card.show_card(card)

    def _choose(self, structure_id: int) -> None:
        self.tabs.setCurrentIndex(0)
        self.vm.select(structure_id)
        if self.vm.loaded and not self.table.select_key(structure_id):
            self.search.clear()
            card = self.vm.card
            self.archived.setChecked(bool(card and card.structure.archivee_le) or self.archived.isChecked())
            self.table.select_key(structure_id)

    def _open_from_grid(self, structure_id: int) -> None:
        self._choose(structure_id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Acts

    def start_new(self) -> None:
        """Write a new card."""
        self.editor.start(None)
        self.pages.setCurrentWidget(self.editor)

    def _new_clicked(self) -> None:
        self.start_new()

    def _edit(self) -> None:
        if self.vm.card is not None:
            self.editor.start(self.vm.card)
            self.pages.setCurrentWidget(self.editor)

    def _archive(self) -> None:
        card = self.vm.card
        if card is None:
            return
        if card.attendues and card.structure.archivee_le is None:
            text = (
                f"{pluriel(card.attendues, 'fiche attend', 'fiches attendent')} encore une réponse de "
                f"« {card.structure.nom} ». Elle pourra toujours être notée ; ce partenaire ne sera plus proposé."
            )
            if not self._env.messages.confirm("Archiver le partenaire", typographie(text), "Archiver le partenaire"):
                return
        self.vm.archive()

    def _saved(self, structure_id: int) -> None:
        self._back()
        self._choose(structure_id)

    def _back(self) -> None:
        self.pages.setCurrentWidget(self.browse)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def factory(env: UiEnv) -> QWidget:
    """Build the screen."""
    return PartenairesView(env)
