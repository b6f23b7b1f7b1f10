"""Short modals: an expected failure, a question, the report of a bug."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from plateforme.errors import AppError
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.widgets.text import label


class MessageDialog(BaseDialog):
    """A few sentences and one or two buttons named by verbs."""

    @classmethod
    def error(cls, parent: QWidget | None, failure: AppError) -> MessageDialog:
        """Return the modal of an expected failure."""
        made = cls(parent, "L’action n’a pas pu être faite")
        made.body.addWidget(label(failure.message, wrap=True))
        if failure.next_step:
            made.body.addWidget(label(failure.next_step, role="muted", wrap=True))
        made.body.addStretch(1)
        made.setAccessibleDescription(str(failure))
        button = made.add_button("Fermer", "primary", accept=True)
        button.setDefault(True)
        button.setFocus()
        return made

    @classmethod
    def question(
        cls, parent: QWidget | None, title: str, text: str, verb: str, *, destructive: bool = False
    ) -> MessageDialog:
        """Return a question whose buttons are « Renoncer » and ``verb``."""
        made = cls(parent, title)
        made.body.addWidget(label(text, wrap=True))
        made.body.addStretch(1)
        made.setAccessibleDescription(text)
        quiet = made.add_button("Renoncer", reject=True)
        main = made.add_button(verb, "danger" if destructive else "primary", accept=True)
        first = quiet if destructive else main
        first.setDefault(True)
        first.setFocus()
        return made


class BugDialog(BaseDialog):
    """Something unexpected: a report without personal data, to copy."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__(parent, "Une erreur inattendue s’est produite", width=560)
        self.body.addWidget(
            label(
                "L’action en cours n’a pas abouti. Ce qui était déjà enregistré l’est toujours. "
                "Le rapport ci-dessous ne contient aucune donnée personnelle : copiez-le pour la personne qui s’occupe "
                "de l’application.".replace(" :", "\u202f:"),
                wrap=True,
            )
        )
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setMinimumHeight(180)
        self.report.setAccessibleName("Rapport d’erreur")
        self.body.addWidget(self.report)
        self.copy = self.add_button("Copier le rapport")
        self.copy.clicked.connect(self._copy)
        close = self.add_button("Fermer", "primary", accept=True)
        close.setDefault(True)
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText("Rapport copié")
