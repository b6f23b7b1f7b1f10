"""Where the user has been, like a browser's history."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

Place = tuple[str, object]
LONGEST = 50
"""Places kept."""


class History(QObject):
    """Places visited and the current one."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place) -> None:
        """Add a place after the current one, forgetting those that were ahead. The same place again is not added."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1
        self.changed.emit()

    def can_go(self, step: int) -> bool:
        """Return True when there is a place ``step`` (-1 back, 1 forward) away."""
        return 0 <= self._at + step < len(self._places)

    def go(self, step: int) -> Place | None:
        """Move and return the place, None when there is none."""
        if not self.can_go(step):
            return None
        self._at += step
        self.changed.emit()
        return self._places[self._at]
