"""Columns that give way when the window is narrow, until the user chooses columns herself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from plateforme.ui.theme import scaled
from plateforme.ui.widgets.table import Table

ACTION_MIN = 160
"""Width the stretched column needs to be read, in device-independent pixels."""


class Largeurs(QObject):
    """Hides ``optional`` columns, in that order, while the others do not fit; a choice of the user is never undone."""

    def __init__(self, table: Table, stretched: str, optional: tuple[str, ...]) -> None:
        super().__init__(table)
        self._table, self._optional = table, optional
        self._ranks = {c.key: i for i, c in enumerate(table.table_model().columns)}
        self._stretched = self._ranks[stretched]
        self._hidden = self._now_hidden()
        self.chosen = False
        """True once the user chose columns."""
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit when the table changes size."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def restored(self, *, chosen: bool) -> None:
        """Take the columns just put back as they are: the user's choice, or the last fit."""
        self.chosen, self._hidden = chosen, self._now_hidden()

    def widen(self, *keys: str) -> None:
        """Give columns the room of what they hold, unless the user chose."""
        if self._user_chose():
            return
        for key in keys:
            rank = self._ranks[key]
            self._table.setColumnWidth(rank, max(self._table.columnWidth(rank), self._table.sizeHintForColumn(rank)))
        self.fit()

    def fit(self) -> None:
        """Hide what does not fit, show again what does."""
        if self._user_chose() or not self._table.isVisible():
            return
        for key in self._optional:
            self._table.setColumnHidden(self._ranks[key], False)  # noqa: FBT003 - Qt takes positional values
        for key in self._optional:
            if self._needed() <= self._table.viewport().width():
                break
            self._table.setColumnHidden(self._ranks[key], True)  # noqa: FBT003
        self._hidden = self._now_hidden()

    def _needed(self) -> int:
        fixed = (r for r in self._ranks.values() if r != self._stretched and not self._table.isColumnHidden(r))
        return scaled(ACTION_MIN) + sum(self._table.columnWidth(rank) for rank in fixed)

    def _user_chose(self) -> bool:
        self.chosen = self.chosen or self._now_hidden() != self._hidden
        return self.chosen

    def _now_hidden(self) -> frozenset[str]:
        return frozenset(key for key, rank in self._ranks.items() if self._table.isColumnHidden(rank))
