"""Search everything: a line and its results over the window (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from plateforme.domain.texte import pluriel
from plateforme.ui.search import SearchHit, SearchProvider, commands
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Space, colors, paint_icon, scaled
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.fields import SearchField
from plateforme.ui.widgets.text import label

WIDTH = 620
ROWS = 9
"""Results seen without a scroll."""
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class _Hits(QAbstractListModel):
    """The results, as a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: tuple[SearchHit, ...] = ()

    def set_hits(self, hits: Sequence[SearchHit]) -> None:
        """Replace the results."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of results."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a result."""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.kind} : {hit.title}, {hit.subtitle}"
        return None


class _HitDelegate(QStyledItemDelegate):
    """Icon, title, subtitle; the kind at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one comfortable line."""
        return QSize(200, option.fontMetrics.height() + 2 * Space.S + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one result."""
        model = index.model()
        if not isinstance(model, _Hits):
            return
        hit, palette = model.hits[index.row()], colors()
        box = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_soft if selected else palette.surface_hover))
            painter.drawRoundedRect(box, 4, 4)
        side = scaled(18)
        paint_icon(
            painter, QRect(box.left() + Space.S, box.center().y() - side // 2, side, side), hit.icon, palette.text_muted
        )
        _paint_words(painter, option, box.adjusted(side + 2 * Space.S, 0, -Space.S, 0), hit)
        painter.restore()


def _paint_words(painter: QPainter, option: QStyleOptionViewItem, room: QRect, hit: SearchHit) -> None:
    metrics, palette = option.fontMetrics, colors()
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(palette.text_muted))
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, hit.kind)
    room = room.adjusted(0, 0, -metrics.horizontalAdvance(hit.kind) - Space.L, 0)
    title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, room.width())
    painter.setPen(QColor(palette.text))
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
    room = room.adjusted(metrics.horizontalAdvance(title) + Space.M, 0, 0, 0)
    painter.setPen(QColor(palette.text_muted))
    subtitle = metrics.elidedText(hit.subtitle, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, subtitle)


class SearchPalette(QFrame):
    """Opened over the top of the window; Escape or a click elsewhere closes it."""

    chosen = Signal(object)
    """The :class:`SearchHit` chosen."""

    def __init__(self, host: QWidget, tasks: TaskRunner, providers: Sequence[SearchProvider]) -> None:
        super().__init__(host)
        self._host = host
        self._tasks, self._providers = tasks, tuple(providers)
        self._back: QWidget | None = None
        self.setProperty("surface", "palette")
        self.setAccessibleName("Recherche")
        box = QVBoxLayout(self)
        box.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        box.setSpacing(Space.XS)
        self.field = SearchField("Rechercher une personne, un partenaire, une fiche, une commande")
        self.results = QListView()
        self._model = _Hits(self)
        self.results.setModel(self._model)
        self.results.setItemDelegate(_HitDelegate(self.results))
        self.results.setAccessibleName("Résultats")
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setMouseTracking(True)
        self.results.setUniformItemSizes(True)
        self.nothing = label("", role="muted")
        self.nothing.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        for widget in (self.field, self.results, self.nothing):
            box.addWidget(widget)
        self.field.searched.connect(self._search)
        self.field.installEventFilter(self)
        self.results.clicked.connect(lambda index: self._choose(index.row()))
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the line, ready to type; what had the focus has it again at the end."""
        if not self.isVisible():
            self._back = self.window().focusWidget()
        self.field.setText(text)
        self.field.selectAll()
        self._search(text)
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide, and give the focus back."""
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()
        self._back = None

    def hits(self) -> tuple[SearchHit, ...]:
        """Return the results shown."""
        return self._model.hits

    def place(self) -> None:
        """Stay at the top centre of the window, as high as the results need."""
        host = self._host
        width = min(scaled(WIDTH), host.width() - 2 * Space.L)
        rows = min(ROWS, len(self._model.hits))
        height = self.results.sizeHintForRow(0) if rows else 0
        self.results.setFixedHeight(rows * height + 2 * (rows > 0))
        self.results.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(width, layout.sizeHint().height())
        self.move((host.width() - width) // 2, Space.XL * 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the results, open one, close."""
        if event.type() is QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if step := _KEYS.get(Qt.Key(event.key())):
            self._move(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.results.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return super().eventFilter(watched, event)
        return True

    def _search(self, text: str) -> None:
        found = list(commands(text))
        if not text.strip():
            self._show(text, found)
            return
        providers = self._providers
        self._tasks.run(
            lambda: [hit for find in providers for hit in find(text)],
            lambda hits: self._show(text, [*hits, *found]),
            owner=self,
            key="recherche",
        )

    def _show(self, text: str, hits: Sequence[SearchHit]) -> None:
        if text != self.field.text():
            return
        self._model.set_hits(hits)
        self.nothing.setText("" if hits else f"Rien pour « {text.strip()} ».")
        if hits:
            self.results.setCurrentIndex(self._model.index(0))
        self.place()
        announce(self, pluriel(len(hits), "résultat"))

    def _move(self, step: int) -> None:
        last = len(self._model.hits) - 1
        at = self.results.currentIndex().row() + step
        if last < 0:
            return
        if abs(step) == 1:
            at %= last + 1
        self.results.setCurrentIndex(self._model.index(max(0, min(last, at))))
        hit = self._model.hits[self.results.currentIndex().row()]
        announce(self.results, f"{hit.kind} : {hit.title}, {hit.subtitle}")

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            hit = self._model.hits[row]
            self.close_palette()
            self.chosen.emit(hit)
