"""The window of an open base: rail, top bar, one screen at a time."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.campagne import Campagne
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.texte import date_longue
from plateforme.services import campagnes, recherche, reglages
from plateforme.services.coffre import BaseOuverte
from plateforme.settings import CAMPAGNE_COURANTE, DATE_DEMONSTRATION
from plateforme.ui.env import UiEnv
from plateforme.ui.messages import Messages, WindowMessages
from plateforme.ui.navigation import SCREENS, ScreenSpec
from plateforme.ui.search import SearchHit, base_provider
from plateforme.ui.shell.history import History
from plateforme.ui.shell.progress import ProgressPanel
from plateforme.ui.shell.rail import Rail
from plateforme.ui.shell.search_palette import SearchPalette
from plateforme.ui.shell.shortcuts import Group, ShortcutsPage, key_sequences
from plateforme.ui.shell.topbar import TopBar
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Icon, scaled
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.card import Banner

LOG = logging.getLogger(__name__)

FOLD_UNDER = 1200
"""Width in device-independent pixels under which the rail shows icons alone."""
LARGE_TEXT = 1.25
"""From this proportion on, the text counts as enlarged and the rail folds sooner."""
SHORTCUTS_PAGE = "raccourcis"
NEW_CONTACT = "nouveau_contact"
"""Argument that asks the screen « aujourdhui » for the form of a contact with someone not in the list."""
_COUNTED = {Sujet.SUIVI, Sujet.FICHE, Sujet.BENEFICIAIRE, Sujet.CAMPAGNE, Sujet.REGLAGE}


class MainWindow(QMainWindow):
    """Everything one does with an open base. ``state`` is what :meth:`save_state` returned last time."""

    lock_requested = Signal()
    close_requested = Signal()
    """The user closes the window: whoever owns it saves, then calls :meth:`allow_close`."""

    def __init__(
        self,
        base: BaseOuverte,
        tasks: TaskRunner,
        state: dict[str, str] | None = None,
        messages: Messages | None = None,
        screens: Sequence[ScreenSpec] = SCREENS,
    ) -> None:
        super().__init__()
        self.setWindowTitle(f"{base.chemin.stem} – Plateforme")
        self.setMinimumSize(720, 440)
        self._base, self._tasks = base, tasks
        self._specs = {s.key: s for s in screens}
        self._saved = dict(state or {})
        self._screens: dict[str, QWidget] = {}
        self._late: dict[str, ChangeSet] = {}
        self._closable = False
        self._current = ""
        self.rail = Rail(screens)
        self.topbar = TopBar()
        self.banner = Banner("", "info", Icon.CALENDAR)
        self.stack = QStackedWidget()
        self._lay_out()
        self.messages: Messages = messages or WindowMessages(self)
        self.env = UiEnv(base, tasks, self.messages, self.navigate)
        self.palette_ = SearchPalette(self, tasks, [base_provider(lambda: self.env.ctx)])
        self.progress = ProgressPanel(self, tasks)
        self.history = History(self)
        self._bind()
        self._restore()

    # What others use

    def navigate(self, screen: str, argument: object = None) -> None:
        """Show a screen, give it ``argument``, remember the place. Raises KeyError for a screen that does not exist.

        An argument that is not an id is a command (« nouveau_contact »): coming back does not give it again.
        """
        self._show(screen, argument)
        self.history.visit((screen, argument if isinstance(argument, int) else None))

    def screen_of(self, key: str) -> QWidget:
        """Return the screen of a key, built at its first use."""
        if key not in self._screens:
            self._screens[key] = self._build(key)
            self.stack.addWidget(self._screens[key])
        return self._screens[key]

    def current(self) -> str:
        """Return the key of the screen shown."""
        return self._current

    def save_state(self) -> dict[str, str]:
        """Return what is open, sorted, filtered, and the window's size: to be kept in the base."""
        state = dict(self._saved)
        state["fenetre"] = json.dumps(
            {"geometrie": bytes(self.saveGeometry().toBase64().data()).decode("ascii"), "ecran": self._current}
        )
        for key, widget in self._screens.items():
            if save := _member(widget, "save_state"):
                state[f"ecran.{key}"] = str(save())
        return state

    def flush(self) -> None:
        """Have every screen keep its unfinished forms in the base."""
        self._call_all("flush")

    def clear(self) -> None:
        """Have every screen forget what it shows: the base is closed."""
        self._call_all("clear")

    def allow_close(self) -> None:
        """Let the next close really close."""
        self._closable = True

    # Building

    def _lay_out(self) -> None:
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)

    def _bind(self) -> None:
        self.rail.chosen.connect(self.navigate)
        self.rail.lock_wanted.connect(self.lock_requested)
        self.topbar.search_wanted.connect(self.palette_.open)
        self.topbar.contact_wanted.connect(self._new_contact)
        self.topbar.help_wanted.connect(self._show_shortcuts)
        self.topbar.step_wanted.connect(self._step)
        self.topbar.campaign_chosen.connect(self._choose_campaign)
        self.palette_.chosen.connect(self._open_hit)
        self.history.changed.connect(self._refresh_steps)
        self._tasks.changed.connect(self._changed)
        self._shortcut("Ctrl+K", self.palette_.open)
        self._shortcut("Ctrl+N", self._new_contact)
        self._shortcut("Ctrl+L", self.lock_requested.emit)
        self._shortcut("F1", self._show_shortcuts)
        self._shortcut("Alt+Left", lambda: self._step(-1))
        self._shortcut("Alt+Right", lambda: self._step(1))
        for s in self._specs.values():
            if s.shortcut:
                self._shortcut(s.shortcut, lambda key=s.key: self.navigate(key))

    def _shortcut(self, keys: str, action: Any) -> None:
        made = QShortcut(self)
        made.setKeys(key_sequences(keys))
        made.activated.connect(action)

    def _build(self, key: str) -> QWidget:
        if key == SHORTCUTS_PAGE:
            return ShortcutsPage()
        wanted = self._specs[key]
        widget = wanted.factory(self.env)
        if (counts := getattr(widget, "badge_count", None)) is not None:
            counts.connect(self.rail.button(key).set_count)
        if (restore := _member(widget, "restore_state")) and f"ecran.{key}" in self._saved:
            restore(self._saved[f"ecran.{key}"])
        return widget

    def _restore(self) -> None:
        try:
            state = json.loads(self._saved.get("fenetre", "{}"))
        except ValueError:
            state = {}
        geometry = str(state.get("geometrie", ""))
        if not (geometry and self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii")))):
            self.resize(1280, 800)
        self._load_frame()
        key = str(state.get("ecran", ""))
        self.navigate(key if key in self._specs else next(iter(self._specs)))

    # Frame

    def _load_frame(self) -> None:
        """Read what the frame shows: campaigns, demonstration date, counts."""

        def work() -> tuple[tuple[Campagne, ...], reglages.Valeurs]:
            return campagnes.lister(self.env.ctx), reglages.lire(self.env.ctx)

        self._tasks.run(work, self._show_frame, owner=self, key="cadre")

    def _show_frame(self, read: tuple[tuple[Campagne, ...], reglages.Valeurs]) -> None:
        known, values = read
        current = values[CAMPAGNE_COURANTE]
        self.topbar.set_campaigns(known, current)
        day = values[DATE_DEMONSTRATION]
        self.banner.set_text(
            f"Démonstration, au {date_longue(day)}. Les personnes sont inventées, les règles sont celles d’aujourd’hui."
            if day
            else ""
        )
        self._tasks.run(
            lambda: recherche.compter(self.env.ctx, current or None), self._show_counts, owner=self, key="compteurs"
        )

    def _show_counts(self, counts: recherche.Compteurs) -> None:
        for key, count in (("aujourdhui", counts.a_appeler), ("fiches", counts.reponses)):
            if key in self._specs:
                self.rail.button(key).set_count(count)

    def _choose_campaign(self, campaign_id: int) -> None:
        self._tasks.write(lambda: reglages.ecrire(self.env.ctx, {CAMPAGNE_COURANTE: campaign_id}), owner=self)

    def _changed(self, changes: ChangeSet) -> None:
        """Refresh the screen shown now, the others when they are shown again."""
        if changes.sujets & _COUNTED:
            self._load_frame()
        for key, widget in self._screens.items():
            if key == self._current:
                self._refresh(widget, changes)
            else:
                self._late[key] = self._late.get(key, ChangeSet()) | changes

    def _call_all(self, name: str) -> None:
        for widget in self._screens.values():
            if method := _member(widget, name):
                method()

    def _refresh(self, widget: QWidget, changes: ChangeSet) -> None:
        if refresh := _member(widget, "refresh"):
            refresh(changes)

    # Moves

    def _show(self, key: str, argument: object) -> None:
        widget = self.screen_of(key)
        if isinstance(widget, ShortcutsPage):
            widget.set_screens(self._screen_shortcuts())
        self._current = key
        self.stack.setCurrentWidget(widget)
        self.rail.set_current(key)
        if late := self._late.pop(key, None):
            self._refresh(widget, late)
        if activate := _member(widget, "activate"):
            activate(argument)
        announce(self, self._title(key))

    def _title(self, key: str) -> str:
        return self._specs[key].title if key in self._specs else "Raccourcis clavier"

    def _step(self, step: int) -> None:
        if place := self.history.go(step):
            self._show(*place)

    def _refresh_steps(self) -> None:
        self.topbar.back.setEnabled(self.history.can_go(-1))
        self.topbar.forward.setEnabled(self.history.can_go(1))

    def _new_contact(self) -> None:
        self.navigate("aujourdhui", NEW_CONTACT)

    def _show_shortcuts(self) -> None:
        self.navigate(SHORTCUTS_PAGE)

    def _screen_shortcuts(self) -> list[Group]:
        """Return what the screens opened say of their keys (an optional ``shortcuts()``)."""
        found = ((self._title(k), _member(w, "shortcuts")) for k, w in self._screens.items())
        return [(title, keys()) for title, keys in found if keys]

    def _open_hit(self, hit: SearchHit) -> None:
        if hit.screen != "commande":
            self.navigate(hit.screen, hit.argument)
        elif hit.argument == SHORTCUTS_PAGE:
            self._show_shortcuts()
        else:
            self.lock_requested.emit()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the shortcuts for « ? » typed outside a field."""
        if event.text() == "?":
            self._show_shortcuts()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail in a narrow window."""
        super().resizeEvent(event)
        self.rail.fold(folded=self.width() < fold_width())
        if self.palette_.isVisible():
            self.palette_.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the owner save first."""
        if self._closable:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_requested.emit()


def fold_width() -> int:
    """Return the width under which the rail folds: wider when the user enlarged the text."""
    return scaled(FOLD_UNDER) if scaled(100) >= 100 * LARGE_TEXT else FOLD_UNDER


def _member(widget: QWidget, name: str) -> Any:
    """Return an optional method of a screen, None when it has not got it."""
    return getattr(widget, name, None)
