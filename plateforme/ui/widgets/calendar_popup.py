"""A month to pick a day in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDialog, QToolButton, QVBoxLayout, QWidget

from plateforme.ui.theme import Icon, Space, colors, icon

_ARROWS = {
    "qt_calendar_prevmonth": (Icon.LEFT, "Mois précédent"),
    "qt_calendar_nextmonth": (Icon.RIGHT, "Mois suivant"),
}


class CalendarPopup(QDialog):
    """Opened below a field; a click or Enter picks, Escape closes."""

    picked = Signal(object)
    """A ``datetime.date``."""

    def __init__(self, parent: QWidget, start: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Calendrier")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self.calendar = _dress(QCalendarWidget())
        self.calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        outer.addWidget(self.calendar)

    def show_under(self, widget: QWidget) -> None:
        """Open below ``widget``, inside its screen."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + Space.XS))
        room = widget.screen().availableGeometry()
        corner.setX(min(corner.x(), room.right() - self.width()))
        corner.setY(min(corner.y(), room.bottom() - self.height()))
        self.move(corner)
        self.show()
        self.calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self.close()
        self.picked.emit(date(day.year(), day.month(), day.day()))


def _dress(calendar: QCalendarWidget) -> QCalendarWidget:
    """Give Qt's calendar our colours and arrows, Monday first, and room for the names of the days."""
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    side = calendar.fontMetrics().height() * 2
    calendar.setMinimumSize(7 * side + Space.S, 8 * side)
    quiet, plain = QTextCharFormat(), QTextCharFormat()
    quiet.setForeground(QColor(colors().text_muted))
    plain.setForeground(QColor(colors().text))
    calendar.setHeaderTextFormat(quiet)
    for day in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(day, quiet if day in {Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday} else plain)
    for name, (shape, words) in _ARROWS.items():
        arrow = calendar.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            arrow.setIcon(icon(shape, "text"))
            arrow.setAccessibleName(words)
            arrow.setToolTip(words)
    return calendar
