"""Surfaces that hold a screen's content."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from plateforme.ui.theme import ICON_LARGE, Icon, Space, appearance, pixmap, scaled
from plateforme.ui.widgets.text import SectionTitle, label, show_when


class Card(QFrame):
    """A raised surface with an optional title. Put widgets in :attr:`body`."""

    def __init__(self, title: str = "", *, surface: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        outer.setSpacing(Space.S)
        self.header = SectionTitle(title, parent=self)
        self.header.setVisible(bool(title))
        outer.addWidget(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.S)
        outer.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str, remark: str = "") -> None:
        """Change the title and the quiet remark after it."""
        self.header.set_title(title, remark)
        self.header.setVisible(bool(title))
        self.setAccessibleName(title)


class KeyValue(QWidget):
    """Quiet names at the left, values at the right, selectable. ``columns`` pairs side by side."""

    def __init__(
        self, rows: Iterable[tuple[str, str]] = (), *, columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS + 2)
        self.set_rows(rows)

    def set_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Replace the pairs; an empty value is shown as « – »."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for rank, (name, value) in enumerate(rows):
            row, column = divmod(rank, self._columns)
            key = label(name, role="muted")
            shown = label(value or "–", wrap=True, selectable=bool(value))
            shown.setAccessibleName(name)
            shown.setAccessibleDescription(value or "non renseigné")
            key.setBuddy(shown)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(key, row, 2 * column, top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(shown, row, 2 * column + 1, top)
            self._grid.setColumnStretch(2 * column + 1, 1)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(self._grid.rowCount(), 1)


class ThemedPixmap(QLabel):
    """An icon that is not a button, repainted when the appearance changes."""

    def __init__(self, shape: Icon, ink: str = "text_muted", size: int = ICON_LARGE) -> None:
        super().__init__()
        self._shape, self._ink, self._size = shape, ink, scaled(size)
        self.setFixedSize(QSize(self._size, self._size))
        appearance().changed.connect(self._refresh)

    def set(self, shape: Icon, ink: str = "text_muted") -> None:
        """Change the icon."""
        self._shape, self._ink = shape, ink
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint at the ratio of the screen it appears on."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        self.setPixmap(pixmap(self._shape, self._ink, self._size, self.devicePixelRatioF()))


class EmptyState(QWidget):
    """What will be here, and the first thing to do. Connect :attr:`button`, or give ``action``."""

    def __init__(
        self,
        shape: Icon,
        title: str,
        text: str = "",
        action_label: str = "",
        action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        outer.setSpacing(Space.S)
        outer.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        outer.addWidget(ThemedPixmap(shape, "text_muted", 40), 0, centre)
        self.title = label(title, role="subtitle", wrap=True)
        self.text = label(text, role="muted", wrap=True)
        for words in (self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setMaximumWidth(460)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(words, 8)
            row.addStretch(1)
            outer.addLayout(row)
        self.text.setVisible(bool(text))
        self.button = QPushButton(action_label, self)
        self.button.setProperty("kind", "primary")
        self.button.setVisible(bool(action_label))
        if action is not None:
            self.button.clicked.connect(lambda _checked=False: action())
        outer.addSpacing(Space.S)
        outer.addWidget(self.button, 0, centre)
        outer.addStretch(3)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def set_text(self, title: str, text: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


class Banner(QFrame):
    """A line across a surface: an icon, a sentence, perhaps a button. ``tone``: info, warning, danger, success."""

    def __init__(
        self, text: str = "", tone: str = "info", shape: Icon = Icon.INFO, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("banner", tone)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.M, Space.XS + 2, Space.M, Space.XS + 2)
        self._row.setSpacing(Space.S)
        self._row.addWidget(ThemedPixmap(shape, tone, 18))
        self.text = label(text, wrap=True)
        self._row.addWidget(self.text, 1)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change the sentence; an empty one hides the banner."""
        self.text.setText(text)
        self.setAccessibleName(text)
        show_when(self, bool(text))

    def add_action(self, text: str, action: Callable[[], object]) -> QPushButton:
        """Add a button at the right end."""
        button = QPushButton(text)
        button.setProperty("kind", "ghost")
        button.clicked.connect(lambda _checked=False: action())
        self._row.addWidget(button)
        return button
