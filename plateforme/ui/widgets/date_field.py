"""A date typed in any French way, told in full beside what was typed, or picked in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from plateforme.domain.saisie import lire_date
from plateforme.domain.texte import date_courte, date_moyenne
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import icon_button
from plateforme.ui.widgets.calendar_popup import CalendarPopup

INVALID = "Cette date n’existe pas ou n’est pas lisible. Écrivez par exemple 3/1/2011."
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class _Edit(QLineEdit):
    """The text: a short date while typing, the full date otherwise."""

    entered = Signal()
    left = Signal()
    stepped = Signal(int)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give back the short form, selected."""
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the full form."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move by one day."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


class DateField(QWidget):
    """A date, or nothing. ``today`` gives the current day (the demonstration has its own)."""

    changed = Signal()
    """The date is another one."""
    problem_changed = Signal(str)

    def __init__(self, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._value: date | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self.edit = _Edit()
        self.edit.setPlaceholderText("jj/mm/aaaa")
        self.picker = icon_button(Icon.CALENDAR, "Choisir dans un calendrier")
        self.picker.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.edit, 1)
        row.addWidget(self.picker)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._typed)
        self.edit.entered.connect(self._show_short)
        self.edit.left.connect(self._show_full)
        self.edit.returnPressed.connect(self._show_problem)
        self.edit.stepped.connect(self._step)
        self.picker.clicked.connect(self._pick)

    def value(self) -> date | None:
        """Return the date, None when the field is empty or not understood (see :meth:`problem`)."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show a date, without the ``changed`` signal."""
        self._value = value
        self.problem_changed.emit("")
        shown = date_courte if self.edit.hasFocus() else date_moyenne
        self.edit.setText(shown(value) if value else "")

    def problem(self) -> str:
        """Return what is wrong with what is typed, empty when nothing is."""
        return INVALID if self._value is None and self.edit.text().strip() else ""

    def setAccessibleName(self, name: str) -> None:
        """Name the text field too, which is what has the focus."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the text field too."""
        super().setAccessibleDescription(description)
        self.edit.setAccessibleDescription(description)

    def _typed(self, text: str) -> None:
        self._set(lire_date(text, self._today()))
        self.problem_changed.emit("")

    def _set(self, value: date | None) -> None:
        if value != self._value:
            self._value = value
            self.changed.emit()

    def _step(self, days: int) -> None:
        start = self._value or self._today()
        self._set(date.fromordinal(start.toordinal() + (days if self._value else 0)))
        self._show_short()
        self.problem_changed.emit("")

    def _show_short(self) -> None:
        if self._value is not None:
            self.edit.setText(date_courte(self._value))

    def _show_full(self) -> None:
        if self._value is not None:
            self.edit.setText(date_moyenne(self._value))
        self._show_problem()

    def _show_problem(self) -> None:
        self.problem_changed.emit(self.problem())

    def _pick(self) -> None:
        popup = CalendarPopup(self, self._value or self._today())
        popup.picked.connect(self._picked)
        popup.show_under(self)

    def _picked(self, value: date) -> None:
        self._set(value)
        self._show_short()
        self.problem_changed.emit("")
        self.edit.setFocus()
