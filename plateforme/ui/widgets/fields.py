"""Form fields: label above, control, help, error told under the field."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QVBoxLayout, QWidget

from plateforme.domain import texte
from plateforme.ui.theme import Icon, Space, icon, set_property
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.text import label

_SEARCH_DELAY_MS = 150


class FormField(QWidget):
    """A labelled control. The control's accessible name and description follow the label, the help and the error."""

    def __init__(
        self,
        title: str,
        control: QWidget,
        *,
        help_text: str = "",
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._help = help_text
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.XS)
        self.title = label(title, role="field")
        self.title.setBuddy(control)
        self.remark = label(help_text, role="small", wrap=True)
        outer.addWidget(self.title)
        outer.addWidget(control)
        outer.addWidget(self.remark)
        self.remark.setVisible(bool(help_text))
        if required:
            self.title.setText(f"{title} (obligatoire)")
        control.setAccessibleName(title)
        control.setAccessibleDescription(help_text)
        problem = getattr(control, "problem_changed", None)
        if problem is not None:
            problem.connect(self.set_error)

    def set_error(self, message: str) -> None:
        """Tell what is wrong under the field; empty puts the help back."""
        if bool(message) == (self.remark.property("role") == "error") and self.remark.text() == message:
            return
        self.remark.setText(message or self._help)
        self.remark.setVisible(bool(message or self._help))
        set_property(self.remark, "role", "error" if message else "small")
        set_property(self.control, "invalid", "true" if message else "false")
        self.control.setAccessibleDescription(message or self._help)
        announce(self, message)

    def set_help(self, text: str) -> None:
        """Change the help; an error that is shown stays."""
        error = self.error()
        self._help = text
        if not error:
            self.remark.setText(text)
            self.remark.setVisible(bool(text))
            self.control.setAccessibleDescription(text)

    def error(self) -> str:
        """Return the error shown, empty when there is none."""
        return self.remark.text() if self.remark.property("role") == "error" else ""


class SearchField(QLineEdit):
    """Tells what is searched shortly after the last key. Escape empties it, Down leaves it for the list."""

    searched = Signal(str)
    leave_down = Signal()

    def __init__(self, placeholder: str = "Rechercher", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self._empty = self.addAction(icon(Icon.CLOSE), QLineEdit.ActionPosition.TrailingPosition)
        self._empty.setToolTip("Effacer la recherche")
        self._empty.setVisible(False)
        self._empty.triggered.connect(self.clear)
        self._timer = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._timer.timeout.connect(self._tell)
        self.textEdited.connect(lambda _t: self._timer.start())
        self.textChanged.connect(self._changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties, Down goes to the results, Enter searches at once."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.leave_down.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._timer.isActive():
            self._tell()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        self._empty.setVisible(bool(text))
        if not text:
            self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text())


class PhoneField(QLineEdit):
    """A telephone number, shown by pairs once typed. A number that is neither French nor international is told."""

    problem_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        self.editingFinished.connect(self._finish)
        self.textEdited.connect(lambda _t: self.problem_changed.emit(""))

    def number(self) -> str:
        """Return the number by pairs, as it is stored and shown; what was typed when it is not understood."""
        return texte.telephone(self.text()).replace(texte.NBSP, " ")

    def set_number(self, number: str) -> None:
        """Show a number."""
        self.setText(texte.telephone(number))
        self.problem_changed.emit("")

    def problem(self) -> str:
        """Return what is wrong with the number, empty when it can be dialled or is empty."""
        digits = [c for c in self.text() if c.isdigit()]
        if not self.text().strip():
            return ""
        international = self.text().strip().startswith(("+", "00")) and 8 <= len(digits) <= 17
        if international or (len(digits) == 10 and digits[0] == "0"):
            return ""
        return "Ce numéro ne semble pas complet. Écrivez 10 chiffres, ou +33 et la suite."

    def _finish(self) -> None:
        if not self.problem():
            self.setText(texte.telephone(self.text()))
        self.problem_changed.emit(self.problem())


class TextArea(QPlainTextEdit):
    """Several lines of text; Tab leaves the field. ``lines`` is its height."""

    def __init__(self, lines: int = 4, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 2 * Space.S)

    def text(self) -> str:
        """Return the text without the blanks around it."""
        return self.toPlainText().strip()


class Choice(QComboBox):
    """A closed list of values. ``empty``: the words of « nothing chosen », whose value is None."""

    chosen = Signal()
    """The user chose something."""

    def __init__(
        self, options: Iterable[tuple[Hashable, str]] = (), *, empty: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[Hashable | None] = []
        self._empty = empty
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(lambda _i: self.chosen.emit())
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[Hashable, str]]) -> None:
        """Replace the list, keeping the value when it is still there."""
        before = self.value()
        pairs: list[tuple[Hashable | None, str]] = list(options)
        if self._empty is not None:
            pairs.insert(0, (None, self._empty))
        self.clear()
        self._values = [value for value, _text in pairs]
        self.addItems([text for _value, text in pairs])
        self.set_value(before)

    def value(self) -> Hashable | None:
        """Return the value chosen."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Hashable | None) -> None:
        """Choose a value, without the ``chosen`` signal; one that is not listed chooses the first."""
        if self._values:
            self.setCurrentIndex(self._values.index(value) if value in self._values else 0)
