"""A table model over frozen rows, with its own order for sorting and filtering (QSortFilterProxyModel is too slow)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from plateforme.domain.texte import cle_tri, fold

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class Role(IntEnum):
    """Roles of the table models beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole
    """The frozen row."""
    VALUE = Qt.ItemDataRole.UserRole + 1
    """The value of the cell, for delegates."""
    SORT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column.

    ``value`` reads a cell's value from a row. ``display`` turns the value into words (``str`` by default, empty for
    None). ``sort`` gives its sort key (by default the words without accents, É with E; numbers and dates as they
    are); empty values come last. ``align_right`` for numbers. ``width`` in device-independent pixels at 100 %.
    ``searched``: the words take part in the text filter. ``tooltip`` from the row; ``spoken`` what a screen reader says
    when the cell is drawn rather than written.
    """

    key: str
    title: str
    value: Callable[[T], Any]
    display: Callable[[Any], str] | None = None
    sort: Callable[[Any], Any] | None = None
    align_right: bool = False
    width: int = 120
    tooltip: Callable[[T], str] | None = None
    spoken: Callable[[T], str] | None = None
    searched: bool = True
    hidden: bool = False
    """Not shown until the user chooses it."""
    stretch: bool = False

    def text(self, row: T) -> str:
        """Return the words of the cell."""
        value = self.value(row)
        if value is None:
            return ""
        return self.display(value) if self.display else str(value)

    def sort_key(self, row: T) -> tuple[int, Any]:
        """Return the sort key; empty values are last in ascending order."""
        value = self.value(row)
        if value is None or value == "":
            return 1, 0
        if self.sort:
            return 0, self.sort(value)
        return 0, cle_tri(self.text(row)) if isinstance(value, str) else value


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows, filtered by a text and a predicate, sorted by one column. ``key`` identifies a row over refreshes."""

    filtered = Signal()
    """The rows shown are others."""

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[T, ...] = ()
        self._folded: list[str] | None = None
        self._order: list[int] = []
        self._shown: list[T] = []
        self._text = ""
        self._accepts: Callable[[T], bool] | None = None
        self._sort_column = -1
        self._descending = False

    # Rows

    def set_rows(self, rows: Sequence[T]) -> None:
        """Replace the rows, keeping filter and sort; selections follow their row by key."""
        self._rows, self._folded = tuple(rows), None
        self._rebuild()

    def rows(self) -> tuple[T, ...]:
        """Return every row given, unfiltered, in the order given."""
        return self._rows

    def shown_rows(self) -> list[T]:
        """Return the rows shown, in the order shown."""
        return [self._rows[i] for i in self._order]

    def row_at(self, index: Index | int) -> T:
        """Return the row of an index or of a position shown."""
        position = index if isinstance(index, int) else index.row()
        return self._rows[self._order[position]]

    def value_at(self, index: Index) -> Any:
        """Return the value of a cell as it is (Qt's ``data`` turns an enumeration into a bare text)."""
        return self.columns[index.column()].value(self.row_at(index))

    def position_of(self, key: object) -> int:
        """Return where the row of ``key`` is shown, -1 when it is not."""
        return next((p for p, i in enumerate(self._order) if self._key(self._rows[i]) == key), -1)

    def key_of(self, row: T) -> object:
        """Return the key of a row."""
        return self._key(row)

    # Filter and sort

    def set_text(self, text: str) -> None:
        """Keep the rows that hold every word of ``text``, accents and case ignored."""
        folded = fold(text)
        if folded != self._text:
            self._text = folded
            self._rebuild()

    def set_predicate(self, accepts: Callable[[T], bool] | None) -> None:
        """Keep the rows that ``accepts`` says; None keeps all."""
        self._accepts = accepts
        self._rebuild()

    def is_filtered(self) -> bool:
        """Return True when a filter hides rows or could."""
        return bool(self._text) or self._accepts is not None

    def sorting(self) -> tuple[str, bool]:
        """Return the key of the sorted column (empty when in the order given) and whether it is descending."""
        return (self.columns[self._sort_column].key if self._sort_column >= 0 else ""), self._descending

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order given."""
        self._sort_column = column if column < len(self.columns) else -1
        self._descending = order is Qt.SortOrder.DescendingOrder
        self._rebuild()

    def _rebuild(self) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self._key(self._shown[i.row()]) if i.row() < len(self._shown) else None for i in old]
        self._order = self._sorted([i for i in range(len(self._rows)) if self._keeps(i)])
        places = {self._key(self._rows[i]): p for p, i in enumerate(self._order)} if old else {}
        self.changePersistentIndexList(
            old,
            [
                self.index(places[key], index.column()) if key in places else QModelIndex()
                for index, key in zip(old, keys, strict=True)
            ],
        )
        self._shown = self.shown_rows()
        self.layoutChanged.emit()
        self.filtered.emit()

    def _keeps(self, i: int) -> bool:
        if self._accepts is not None and not self._accepts(self._rows[i]):
            return False
        if not self._text:
            return True
        if self._folded is None:
            searched = [c for c in self.columns if c.searched]
            self._folded = [fold(" ".join(c.text(row) for c in searched)) for row in self._rows]
        words = self._folded[i]
        return all(word in words for word in self._text.split())

    def _sorted(self, order: list[int]) -> list[int]:
        if self._sort_column < 0:
            return order
        column = self.columns[self._sort_column]
        keyed = [(column.sort_key(self._rows[i]), i) for i in order]
        filled = sorted((k for k in keyed if k[0][0] == 0), key=lambda k: k[0], reverse=self._descending)
        return [i for _key, i in filled] + [i for key, i in keyed if key[0] == 1]

    # Qt

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says, aligns."""
        if not index.isValid() or index.row() >= len(self._order):
            return None
        row, column = self.row_at(index), self.columns[index.column()]
        reader = _READERS.get(role)
        return reader(column, row) if reader else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title; its alignment is that of its cells."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = (" ↓" if self._descending else " ↑") if section == self._sort_column else ""
            return column.title + arrow
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _spoken(column: Column[Any], row: Any) -> str:
    said = column.spoken(row) if column.spoken else column.text(row)
    return f"{column.title} : {said or 'vide'}"


_READERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda c, r: c.text(r),
    Qt.ItemDataRole.ToolTipRole: lambda c, r: c.tooltip(r) if c.tooltip else None,
    Qt.ItemDataRole.TextAlignmentRole: lambda c, _r: _alignment(c),
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Role.ROW: lambda _c, r: r,
    Role.VALUE: lambda c, r: c.value(r),
    Role.SORT: lambda c, r: c.sort_key(r),
}
