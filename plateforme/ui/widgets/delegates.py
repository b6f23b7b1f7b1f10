"""How cells are drawn: words, badges for codes, dots for plans; a tooltip for what is cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from plateforme.domain.suivi import Etat
from plateforme.domain.vocabulaire import Code
from plateforme.ui.models.table import Role, TableModel
from plateforme.ui.theme import Icon, Space, colors
from plateforme.ui.widgets.badge import Tone, badge_size, look, paint_badge
from plateforme.ui.widgets.dots import dots_sentence, dots_size, paint_dots

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws a cell by the type of its value: a code of the field as a badge, a tuple of states as dots, else words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then the focus ring of the current row."""
        value = _value(index)
        shape = _shape(value)
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.state &= ~QStyle.StateFlag.State_HasFocus
        if shape or _is_plan(value):
            plain.text = ""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, widget)
        inside = option.rect.adjusted(Space.S, 0, -Space.S, 0)
        if _is_plan(value):
            paint_dots(painter, inside, value)
        elif shape:
            painter.setFont(option.font)
            size = badge_size(widget or QWidget(), value.libelle, shape[1])
            box = QRect(inside.left() - 2, 0, min(size.width(), inside.width() + 4), size.height())
            box.moveTop(option.rect.center().y() - size.height() // 2 + 1)
            paint_badge(painter, box, value.libelle, *shape)
        if isinstance(widget, QTableView) and widget.hasFocus() and widget.currentIndex().row() == index.row():
            _paint_focus(painter, option, widget.horizontalHeader(), index.column())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room for the badge, the dots or the words."""
        value = _value(index)
        if _is_plan(value):
            return dots_size(len(value)) + QSize(2 * Space.S, Space.S)
        if (shape := _shape(value)) and option.widget:
            return badge_size(option.widget, value.libelle, shape[1]) + QSize(2 * Space.S, Space.S)
        return super().sizeHint(option, index)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the cell's tooltip, the words of what is drawn, or the whole of a text that is cut."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tooltip(option, index), view)
        return True


def tooltip(option: QStyleOptionViewItem, index: Index) -> str:
    """Return what a tooltip must say for a cell, empty when everything is readable."""
    own = index.data(Qt.ItemDataRole.ToolTipRole)
    if own:
        return str(own)
    value = _value(index)
    if _is_plan(value):
        return dots_sentence(value)
    text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    room = option.rect.width() - (2 * Space.S if _shape(value) is None else 4 * Space.L)
    return text if option.fontMetrics.horizontalAdvance(text) > room else ""


def _shape(value: Any) -> tuple[Tone, Icon] | None:
    """Return tone and shape of a code that has a badge."""
    if not isinstance(value, Code):
        return None
    tone, shape = look(value)
    return (tone, shape) if shape else None


def _is_plan(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(e, Etat) for e in value)


def _value(index: Index) -> Any:
    model = index.model()
    return model.value_at(index) if isinstance(model, TableModel) else index.data(Role.VALUE)


def _paint_focus(painter: QPainter, option: QStyleOptionViewItem, header: QHeaderView, column: int) -> None:
    """Ring the whole current row, one piece per cell."""
    painter.save()
    painter.setPen(QPen(QColor(colors().focus), 2))
    box = option.rect.adjusted(1, 1, -1, -1)
    painter.drawLine(option.rect.left(), box.top(), option.rect.right(), box.top())
    painter.drawLine(option.rect.left(), box.bottom(), option.rect.right(), box.bottom())
    shown = [c for v in range(header.count()) if not header.isSectionHidden(c := header.logicalIndex(v))]
    if column == shown[0]:
        painter.drawLine(box.topLeft(), box.bottomLeft())
    if column == shown[-1]:
        painter.drawLine(box.topRight(), box.bottomRight())
    painter.restore()
