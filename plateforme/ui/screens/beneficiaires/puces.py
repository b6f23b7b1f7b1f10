"""A chip that opens a list of values to check: for filters with too many values to be shown one by one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from plateforme.domain.texte import NNBSP
from plateforme.ui.theme import ICON, Icon, icon

_TOGGLES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class MenuChip(QPushButton):
    """Says its name and what is chosen: « CFA », « CFA : CFA du Bocage », « CFA : 2 choisis »."""

    changed = Signal()
    """The user checked or unchecked a value."""

    def __init__(self, name: str, options: Iterable[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._actions: dict[str, QAction] = {}
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(ICON - 2, ICON - 2))
        self._menu = QMenu(self)
        self._menu.setAccessibleName(name)
        self._menu.installEventFilter(self)
        self.clicked.connect(self._open)
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Replace the values, keeping those checked that are still there; without values the chip is disabled."""
        kept = self.values()
        self._menu.clear()
        self._actions = {}
        for value, words in options:
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value in kept)
            action.triggered.connect(self._told)
            self._actions[value] = action
        self.setEnabled(bool(self._actions))
        self._refresh()

    def values(self) -> frozenset[str]:
        """Return the values checked."""
        return frozenset(value for value, action in self._actions.items() if action.isChecked())

    def set_values(self, values: Iterable[str]) -> None:
        """Check exactly ``values``, without the ``changed`` signal."""
        wanted = set(values)
        for value, action in self._actions.items():
            action.setChecked(value in wanted)
        self._refresh()

    def toggle_value(self, value: str) -> None:
        """Check or uncheck a value, as the user does."""
        self._actions[value].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list open while values are checked, by the mouse or with Space and Enter."""
        action: QAction | None = None
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            action = self._menu.actionAt(event.position().toPoint())
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _TOGGLES:
            action = self._menu.activeAction()
        if action is None:
            return super().eventFilter(watched, event)
        action.trigger()
        return True

    def _open(self) -> None:
        self._refresh()
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _told(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        chosen = [action.text() for action in self._actions.values() if action.isChecked()]
        said = f"{NNBSP}: {chosen[0] if len(chosen) == 1 else f'{len(chosen)} choisis'}" if chosen else ""
        self.setText(f"{self._name}{said}")
        self.setChecked(bool(chosen))
        self.setIcon(icon(Icon.CHECK, "accent") if chosen else icon(Icon.DOWN) if self._actions else QIcon())
        self.setAccessibleName(f"{self._name}{said}")
        self.setAccessibleDescription("Ouvre une liste de valeurs à cocher")
        self.updateGeometry()
