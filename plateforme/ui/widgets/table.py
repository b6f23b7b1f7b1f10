"""The table every list is shown in."""

from __future__ import annotations

import json
import time
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from plateforme.domain.texte import fold
from plateforme.ui.models.table import Index, TableModel
from plateforme.ui.theme import Space, scaled
from plateforme.ui.widgets.delegates import CellDelegate

TYPE_AHEAD = 1.0
"""Seconds after which what is typed starts a new search."""


class Table(QTableView):
    """Sorted by a click on a title, one row selected, Enter or a double click activates it, typing goes to a name."""

    row_activated = Signal(object)
    row_selected = Signal(object)
    """The current row, or None."""
    menu_wanted = Signal(object, QPoint)
    """Right click on a row: the row and the place on the screen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._row_height()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._columns_menu)
        header.sectionClicked.connect(self._sort_by)
        self.setItemDelegate(CellDelegate(self))
        self.activated.connect(self._activate)
        self._empty: QWidget | None = None
        self._typed, self._typed_at = "", 0.0
        self._told: Any | None = None

    # Content

    def set_model(self, model: TableModel[Any]) -> None:
        """Show a model; its columns give widths and what is hidden."""
        self.setModel(model)
        for rank, column in enumerate(model.columns):
            self.setColumnWidth(rank, scaled(column.width))
            self.setColumnHidden(rank, column.hidden)
            if column.stretch:
                self.horizontalHeader().setSectionResizeMode(rank, QHeaderView.ResizeMode.Stretch)
        model.filtered.connect(self._refresh_empty)
        model.filtered.connect(self._tell_current)
        self._refresh_empty()

    def table_model(self) -> TableModel[Any]:
        """Return the model shown."""
        return cast("TableModel[Any]", self.model())

    def set_empty(self, widget: QWidget) -> None:
        """Show ``widget`` over the table while it has no row."""
        self._empty = widget
        widget.setParent(self.viewport())
        self._refresh_empty()

    def current_row(self) -> Any | None:
        """Return the selected row, None when there is none."""
        index = self.currentIndex()
        return self.table_model().row_at(index) if index.isValid() else None

    def select_key(self, key: object) -> bool:
        """Select and show the row of ``key``; False when it is not shown."""
        position = self.table_model().position_of(key)
        if position < 0:
            return False
        self.select_position(position)
        return True

    def select_position(self, position: int) -> None:
        """Select and show the row at a position shown, the last one when there are fewer."""
        position = min(position, self.table_model().rowCount() - 1)
        if position >= 0:
            index = self.table_model().index(position, max(0, self._first_column()))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # State

    def save_state(self) -> str:
        """Return widths, order, hidden columns and sort."""
        model, header = self.table_model(), self.horizontalHeader()
        sort_key, descending = model.sorting()
        state = {
            "widths": {c.key: header.sectionSize(i) for i, c in enumerate(model.columns) if not self.isColumnHidden(i)},
            "hidden": [c.key for i, c in enumerate(model.columns) if self.isColumnHidden(i)],
            "order": [model.columns[header.logicalIndex(v)].key for v in range(header.count())],
            "sort": [sort_key, descending],
        }
        return json.dumps(state)

    def restore_state(self, text: str) -> None:
        """Put back what :meth:`save_state` returned; what is not understood is ignored."""
        try:
            state = json.loads(text)
            widths, hidden = dict(state["widths"]), set(state["hidden"])
            order, (sort_key, descending) = list(state["order"]), state["sort"]
        except (ValueError, TypeError, KeyError):
            return
        model, header = self.table_model(), self.horizontalHeader()
        ranks = {c.key: i for i, c in enumerate(model.columns)}
        for key, rank in ranks.items():
            self.setColumnHidden(rank, key in hidden)
            if isinstance(width := widths.get(key), int) and width > 0:
                self.setColumnWidth(rank, width)
        for visual, key in enumerate(k for k in order if k in ranks):
            header.moveSection(header.visualIndex(ranks[key]), visual)
        if sort_key in ranks:
            self._sort(ranks[sort_key], descending=bool(descending))

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates; Home and End go to the first and last row."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._activate(self.currentIndex())
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            self.select_position(0 if key == Qt.Key.Key_Home else self.table_model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row whose sorted (or first) column starts with what is typed, accents ignored."""
        going_on = time.monotonic() - self._typed_at < TYPE_AHEAD
        self._typed = self._typed + search if going_on else search
        self._typed_at = time.monotonic()
        wanted = fold(self._typed)
        model = self.table_model()
        if not wanted or not model.rowCount():
            return
        rank = next((i for i, c in enumerate(model.columns) if c.key == model.sorting()[0]), self._first_column())
        start = max(0, self.currentIndex().row())
        offset = 1 if len(self._typed) == 1 and self.currentIndex().isValid() else 0
        positions = ((start + offset + i) % model.rowCount() for i in range(model.rowCount()))
        found = next((p for p in positions if fold(model.columns[rank].text(model.row_at(p))).startswith(wanted)), -1)
        if found >= 0:
            self.select_position(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the current row when the table is reached by the keyboard: Qt makes one without showing it."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._row_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the empty state over the whole table."""
        super().resizeEvent(event)
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the actions of the row under the pointer, or of the current one by the keyboard."""
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if index.isValid():
            self.menu_wanted.emit(self.table_model().row_at(index), event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the row that becomes current."""
        super().currentChanged(current, previous)
        self._tell_current()

    # Inside

    def _tell_current(self) -> None:
        """Tell the current row when it is another one, or when what it holds changed."""
        row = self.current_row()
        if row != self._told:
            self._told = row
            self.row_selected.emit(row)

    def _row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * Space.S)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        shown = (header.logicalIndex(v) for v in range(header.count()))
        return next((i for i in shown if not self.isColumnHidden(i)), -1)

    def _activate(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.table_model().row_at(index))

    def _sort_by(self, rank: int) -> None:
        key, descending = self.table_model().sorting()
        same = key == self.table_model().columns[rank].key
        self._sort(rank, descending=same and not descending)

    def _sort(self, rank: int, *, descending: bool) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table_model().sort(rank, order)
        self.horizontalHeader().viewport().update()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _refresh_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(self.table_model().rowCount() == 0)
            self._empty.setGeometry(self.viewport().rect())

    def _columns_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for rank, column in enumerate(self.table_model().columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(rank))
            action.toggled.connect(lambda shown, r=rank: self.setColumnHidden(r, not shown))
        menu.popup(self.horizontalHeader().mapToGlobal(place))
