"""Frame of the dialogs that write: they close once the base has it, and say beside the field what it refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet
from plateforme.errors import AppError, InvalidInputError
from plateforme.services.annulation import Annulation
from plateforme.typographie import typographie
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne.formulaire import Formulaire
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.card import Banner

PART_MAX = 0.9
"""Share of the screen's height a dialog may take before its form scrolls."""


class _Defilement(QScrollArea):
    """A form that scrolls when it must, and asks for its whole height."""

    def __init__(self, formulaire: Formulaire) -> None:
        super().__init__()
        self.largeur = 0
        """Width it will have, in device-independent pixels; 0 while it is not known."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        margins = QVBoxLayout(self._inside)
        margins.setContentsMargins(2, 2, Space.M, 2)
        margins.addWidget(formulaire)
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:
        """Return the size of the form at the width it has."""
        layout = self._inside.layout()
        hint = self._inside.sizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.totalHeightForWidth(self.largeur or hint.width()) + 2)


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
        self._defilement = _Defilement(formulaire)
        self.body.addWidget(self._defilement, 1)
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
        room = QGuiApplication.primaryScreen().availableGeometry()
        width = min(self.minimumWidth(), round(room.width() * PART_MAX))
        self._defilement.largeur = width - 2 * Space.XL
        self._defilement.updateGeometry()
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            height = (
                layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            )
            self.resize(width, min(height + Space.L, round(room.height() * PART_MAX)))

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
