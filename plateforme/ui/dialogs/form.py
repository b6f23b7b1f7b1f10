"""Frame of the short forms that write: they close once the base has it, and say beside the field what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet
from plateforme.errors import AppError, InvalidInputError
from plateforme.services.annulation import Annulation
from plateforme.typographie import typographie
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.messages import Messages
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Icon
from plateforme.ui.widgets.card import Banner
from plateforme.ui.widgets.fields import FormField

Write = Callable[[], Any]
"""What a form does to the base: a function for :meth:`TaskRunner.write`."""


class FormDialog(BaseDialog):
    """Fields, « Renoncer » and a verb. ``result_`` is what the write returned. Ctrl+Enter saves."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None, title: str, verb: str, *, width: int = 560) -> None:
        super().__init__(parent, title, width=width)
        self._tasks = tasks
        self.result_: Any = None
        self.fields: dict[str, FormField] = {}
        self.alert = Banner("", "danger", Icon.WARNING)
        self.body.addWidget(self.alert)
        self.cancel = self.add_button("Renoncer", reject=True)
        self.accept_button = self.add_button(verb, "primary")
        self.accept_button.setDefault(True)
        self.accept_button.setToolTip("Ctrl+Entrée")
        self.accept_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)

    def add_field(
        self,
        champ: str,
        title: str,
        control: QWidget,
        *,
        help_text: str = "",
        required: bool = False,
        row: QBoxLayout | None = None,
    ) -> FormField:
        """Add a control under its label, in ``row`` when given; ``champ`` is the name errors use for it."""
        field = FormField(title, control, help_text=typographie(help_text), required=required)
        self.fields[champ] = field
        (row or self.body).addWidget(field)
        return field

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the form, no more, and begin with the first control."""
        super().showEvent(event)
        fit_height(self)
        if first := self._first_control():
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def write(self) -> Write:
        """Return the write to do, from the form. May raise InvalidInputError. Subclasses say which."""
        raise NotImplementedError

    def save(self) -> None:
        """Write off the GUI thread; the dialog closes when it is done."""
        self._forget_errors()
        if not self.accept_button.isEnabled() or self._unreadable():
            return
        try:
            work = self.write()
        except AppError as error:
            self.refused(error)
            return
        self.accept_button.setEnabled(False)
        self._tasks.write(
            work, self._done, self.refused, owner=self, on_end=lambda: self.accept_button.setEnabled(True)
        )

    def refused(self, error: AppError) -> None:
        """Say what was refused: under its field when there is one, else at the top."""
        champ = error.champ if isinstance(error, InvalidInputError) else ""
        field = self.fields.get(champ)
        if field is None:
            self.alert.set_text(typographie(str(error)))
            return
        field.set_error(typographie(str(error)))
        field.control.setFocus()

    def _first_control(self) -> QWidget | None:
        for field in self.fields.values():
            for widget in (field.control, *field.control.findChildren(QWidget)):
                if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    return widget
        return None

    def _unreadable(self) -> bool:
        """Stop on a control that does not understand what is typed in it (a date)."""
        for field in self.fields.values():
            problem = cast("Callable[[], str] | None", getattr(field.control, "problem", None))
            if problem is not None and problem():
                field.set_error(problem())
                field.control.setFocus()
                return True
        return False

    def _forget_errors(self) -> None:
        self.alert.set_text("")
        for field in self.fields.values():
            field.set_error("")

    def _done(self, result: Any) -> None:
        self.result_ = result
        self.accept()


def fit_height(dialog: QWidget) -> None:
    """Give a dialog the height of its content, no more: wrapped texts make the first guess too tall."""
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():
        dialog.resize(dialog.width(), layout.totalHeightForWidth(dialog.width()))


def undo_toast(tasks: TaskRunner, messages: Messages, text: str, undo: Annulation) -> None:
    """Say what was done, with « Annuler »."""

    def run() -> None:
        tasks.write(undo, _undone)

    def _undone(_changes: ChangeSet) -> None:
        messages.toast("C’est annulé.")

    messages.toast(typographie(text), "Annuler", run)
