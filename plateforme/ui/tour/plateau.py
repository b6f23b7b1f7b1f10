"""The stage: one application, one task runner, hands that type and press, and a camera."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from plateforme.errors import AppError
from plateforme.ui import theme
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Mode, colors

LARGEUR, HAUTEUR = 1366, 768
"""Size of a capture, in pixels of the screen."""
BATTEMENT_MS = 15
REPOS_MS = 500
PATIENCE = 60.0
"""Seconds after which what is waited for will not come."""


class Interrompu(Exception):  # noqa: N818 - a French word, like the errors of the field
    """The journey cannot go on; the message says where, in French."""


class Navigateur(QObject):
    """Receives what the application asks the system to open: nothing is opened during the journey."""

    def __init__(self) -> None:
        super().__init__()
        self.demandes: list[str] = []

    @Slot(QUrl)
    def ouvrir(self, url: QUrl) -> None:
        """Note the request."""
        self.demandes.append(url.toString())


class Plateau:
    """What every act uses. ``ou`` names the act for the message of a failure."""

    def __init__(self, app: QApplication, captures: Path) -> None:
        self.app = app
        self.captures = captures
        self.ou = ""
        self.pannes: list[str] = []
        self.tasks = TaskRunner(self)
        self.navigateur = Navigateur()
        self._rang = 0
        QDesktopServices.setUrlHandler("file", self.navigateur, "ouvrir")  # type: ignore[arg-type]
        self._crochet = sys.excepthook
        sys.excepthook = self._imprevu

    def ranger(self) -> None:
        """Stop the threads and give back what was borrowed."""
        QDesktopServices.unsetUrlHandler("file")
        self.tasks.shutdown()
        sys.excepthook = self._crochet

    # Failures of the jobs

    def expected(self, error: AppError) -> None:
        """Note an expected failure: in this journey nothing is expected to fail."""
        self.pannes.append(str(error))

    def bug(self, error: BaseException) -> None:
        """Note a bug."""
        self.pannes.append(f"{type(error).__name__}: {error}")

    def _imprevu(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.bug(error)

    def verifier(self) -> None:
        """Stop when something failed. Raises :class:`Interrompu`."""
        if self.pannes:
            raise Interrompu(f"{self.ou}, {' ; '.join(self.pannes)}")

    # Waiting

    def attendre(self, condition: Callable[[], object] = lambda: True, quoi: str = "la fin du travail") -> None:
        """Let the application work until it is idle and ``condition`` holds. Raises :class:`Interrompu`."""
        limite = time.monotonic() + PATIENCE
        while self.tasks.is_busy() or not condition():
            boucle = QEventLoop()
            QTimer.singleShot(BATTEMENT_MS, boucle, boucle.quit)
            boucle.exec()
            self.verifier()
            if time.monotonic() > limite:
                raise Interrompu(f"{self.ou}, {quoi} n’est pas venu")
        self.app.processEvents()
        self.verifier()

    # Hands

    def cliquer(self, bouton: QAbstractButton) -> None:
        """Press a button that is there. Raises :class:`Interrompu`."""
        nom = bouton.text() or bouton.accessibleName()
        if not (bouton.isVisible() and bouton.isEnabled()):
            raise Interrompu(f"{self.ou}, « {nom} » ne peut pas être pressé")
        bouton.click()
        self.attendre()

    def taper(self, champ: QWidget, texte: str) -> None:
        """Type in a field, one key after the other."""
        champ.setFocus(Qt.FocusReason.OtherFocusReason)
        cible = champ.focusProxy() or champ
        for lettre in texte:
            self.touche(cible, Qt.Key.Key_unknown, texte=lettre)
        self.attendre()

    def touche(
        self,
        cible: QWidget,
        touche: Qt.Key,
        modificateur: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        texte: str = "",
    ) -> None:
        """Press and release a key."""
        for sorte in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.app.sendEvent(cible, QKeyEvent(sorte, touche, modificateur, texte))

    # Camera

    def lumiere(self, mode: Mode) -> None:
        """Change the appearance."""
        theme.apply(self.app, mode)
        self.attendre()

    def montrer(self, fenetre: QWidget, echelle: float = 1.0) -> None:
        """Give a window the size of the screen at that scale, and the focus."""
        fenetre.resize(round(LARGEUR / echelle), round(HAUTEUR / echelle))
        fenetre.show()
        fenetre.activateWindow()
        self.attendre()

    def photo(self, nom: str, fenetre: QWidget, echelle: float = 1.0) -> Path:
        """Capture a window at 1366 x 768 pixels; ``echelle`` 1.5 shows it as on a screen set to 150 %."""
        self.montrer(fenetre, echelle)
        return self._garder(nom, fenetre, echelle, LARGEUR, HAUTEUR)

    def reposer(self) -> None:
        """Let what follows the last key with a delay (a preview, a search) arrive."""
        boucle = QEventLoop()
        QTimer.singleShot(REPOS_MS, boucle, boucle.quit)
        boucle.exec()
        self.attendre()

    def photo_de(self, nom: str, fenetre: QWidget) -> Path:
        """Capture a dialog at its own size."""
        self.attendre()
        return self._garder(nom, fenetre, 1.0, fenetre.width(), fenetre.height())

    def _garder(self, nom: str, fenetre: QWidget, echelle: float, largeur: int, hauteur: int) -> Path:
        image = QImage(largeur, hauteur, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(echelle)
        image.fill(QColor(colors().surface))
        fenetre.render(image)
        self._rang += 1
        chemin = self.captures / f"{self._rang:02d}-{nom}.png"
        if not image.save(str(chemin)):
            raise Interrompu(f"{self.ou}, la capture « {chemin.name} » n’a pas pu être enregistrée")
        return chemin
