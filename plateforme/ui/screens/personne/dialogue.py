"""Frame of the dialogs that write: they close once the base has it, and say beside the field what it refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet
from plateforme.domain.texte import typographie
from plateforme.errors import AppError, InvalidInputError
from plateforme.services.annulation import Annulation
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne.formulaire import Formulaire
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.card import Banner

PART_MAX = 0.9
"""Share of the screen's height a dialog may take before its form scrolls."""


class DialogueEcriture(BaseDialog):
    """A form, « Renoncer » and a verb. ``resultat`` is what the service returned, once accepted. Ctrl+Enter saves."""

    def __init__(
        self, env: UiEnv, parent: QWidget | None, titre: str, verbe: str, formulaire: Formulaire, *, width: int = 620
    ) -> None:
        super().__init__(parent, titre, width=width)
        self._env = env
        self.formulaire = formulaire
        self.resultat: Any = None
        self.alerte = Banner("", "danger", Icon.WARNING)
        self.body.addWidget(self.alerte)
        self.intro = QVBoxLayout()
        self.body.addLayout(self.intro)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        margins = QVBoxLayout(self._inside)
        margins.setContentsMargins(2, 2, Space.M, 2)
        margins.addWidget(formulaire)
        self._scroll.setWidget(self._inside)
        self.body.addWidget(self._scroll, 1)
        self.renoncer = self.add_button("Renoncer", reject=True)
        self.valider = self.add_button(verbe, "primary")
        self.valider.setDefault(True)
        self.valider.clicked.connect(self.enregistrer)
        self.valider.setToolTip("Ctrl+Entrée")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.enregistrer)
        formulaire.changed.connect(lambda: self.alerte.set_text(""))

    def ajuster(self) -> None:
        """Take the height of the form, up to most of the screen; call it once the form is loaded."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        wanted = self._inside.sizeHint().height()
        frame = self.sizeHint().height() - self._scroll.sizeHint().height()
        height = min(wanted + frame + 2 * Space.S, round(screen.height() * PART_MAX))
        self.resize(min(self.minimumWidth(), round(screen.width() * 0.95)), height)

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the write to do, from the form; None to stay. Subclasses say which."""
        raise NotImplementedError

    def enregistrer(self) -> None:
        """Check every field, then write off the GUI thread; the dialog closes when it is done."""
        self.alerte.set_text("")
        if not self.formulaire.verifier(tout=True):
            self.formulaire.aller_a_l_erreur()
            return
        ecriture = self.ecriture()
        if ecriture is None or not self.valider.isEnabled():
            return
        self.valider.setEnabled(False)
        self._env.tasks.write(
            ecriture, self._done, self.refuse, owner=self, on_end=lambda: self.valider.setEnabled(True)
        )

    def refuse(self, erreur: AppError) -> None:
        """Say what was refused: under its field when there is one, else at the top."""
        if isinstance(erreur, InvalidInputError) and self.formulaire.montrer(erreur.champ, typographie(str(erreur))):
            return
        self.alerte.set_text(typographie(str(erreur)))

    def _done(self, resultat: Any) -> None:
        self.resultat = resultat
        self.accept()


def proposer_annulation(env: UiEnv, texte: str, annulation: Annulation | None) -> None:
    """Say what was done, with « Annuler » when it can be undone."""
    texte = typographie(texte)
    if annulation is None:
        env.messages.toast(texte)
        return

    def annuler() -> None:
        def fait(_changes: ChangeSet) -> None:
            env.messages.toast("C’est annulé.")

        env.tasks.write(annulation, fait)

    env.messages.toast(texte, "Annuler", annuler)
