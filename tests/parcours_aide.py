"""A référent at the keyboard: drives the real windows, answers their dialogs, and knows what day it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from plateforme import paths
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.errors import AppError
from plateforme.security.vault import SystemVault
from plateforme.services import coffre
from plateforme.services.contexte import Contexte
from plateforme.ui import controller as controller_module
from plateforme.ui import main_window as main_window_module
from plateforme.ui import theme
from plateforme.ui.controller import Controller, StartWindow
from plateforme.ui.main_window import MainWindow
from plateforme.ui.messages import WindowMessages
from plateforme.ui.screens.demarrage.assistant import Assistant
from plateforme.ui.screens.demarrage.deverrouillage import Deverrouillage
from plateforme.ui.widgets.fields import Choice
from tests.saisies import frapper

CTRL = Qt.KeyboardModifier.ControlModifier
MAJ = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
AUCUNE = Qt.KeyboardModifier.NoModifier
LONGTEMPS_MS = 60_000
Geste = Callable[[QDialog], None]


def plat(texte: str) -> str:
    """Return a text with ordinary spaces."""
    return texte.replace(NBSP, " ").replace(NNBSP, " ")


def mots(widget: QWidget) -> str:
    """Return every word of the labels that ``widget`` shows."""
    return plat("\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisibleTo(widget) and x.text()))


def touche(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = AUCUNE) -> None:
    """Press a key where the focus is."""
    cible = QApplication.focusWidget()
    assert cible is not None, "nothing has the focus"
    QTest.keyClick(cible, key, modifiers)


def ecrire(texte: str) -> None:
    """Type where the focus is, over what is selected, accents included."""
    cible = QApplication.focusWidget()
    assert cible is not None, "nothing has the focus"
    frapper(cible, texte)


def remplacer(texte: str) -> None:
    """Type over everything the field with the focus holds."""
    touche(Qt.Key.Key_A, CTRL)
    ecrire(texte)


def tabuler(jusqu_a: QWidget, fois: int = 25) -> None:
    """Press Tab until the focus is in ``jusqu_a``: it must be within reach of the keyboard."""
    for _ in range(fois):
        if en_main(jusqu_a):
            return
        touche(Qt.Key.Key_Tab)
    ou = QApplication.focusWidget()
    raise AssertionError(f"{jusqu_a.accessibleName()!r} is not reached by Tab; the focus is on {ou!r}")


def en_main(widget: QWidget) -> bool:
    """Return True when the focus is on ``widget`` or inside it."""
    actif = QApplication.focusWidget()
    return actif is not None and (actif is widget or widget.isAncestorOf(actif))


def presser(bouton: QPushButton) -> None:
    """Press a button with the space bar, as one does once Tab reached it."""
    assert bouton.isVisible(), bouton.text()
    assert bouton.isEnabled(), bouton.text()
    assert bouton.focusPolicy() & Qt.FocusPolicy.TabFocus, bouton.text()
    bouton.setFocus(Qt.FocusReason.TabFocusReason)
    assert bouton.hasFocus(), bouton.text()
    QTest.keyClick(bouton, Qt.Key.Key_Space)


def choisir(liste: Choice, libelle: str) -> None:
    """Choose in a closed list by typing the first letter of what is wanted, as many times as needed."""
    liste.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(liste.count()):
        if liste.currentText() == libelle:
            return
        frapper(liste, libelle[0])
    assert liste.currentText() == libelle


@dataclass
class Horloge:
    """The clock of the machine, moved by the test."""

    jour: date
    heure: time = time(9, 30)

    def __call__(self) -> datetime:
        return datetime.combine(self.jour, self.heure)


@dataclass
class Reponses:
    """What the user will answer, and what she was told.

    ``gestes``: what she does in each dialog to come. ``fichiers``: what she picks in the dialogs of the system.
    """

    qtbot: QtBot
    gestes: deque[Geste] = field(default_factory=deque)
    fichiers: deque[Path | None] = field(default_factory=deque)
    proposes: list[Path] = field(default_factory=list)
    dits: list[str] = field(default_factory=list)
    erreurs: list[AppError] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)

    def fichier(self, *_a: object, **_k: object) -> Path | None:
        """Answer a dialog of the system."""
        return self.fichiers.popleft()


class MessagesPilotes(WindowMessages):
    """The real messages of a window: its lines and dialogs are shown, and the dialogs are filled by the gestures.

    Only the dialogs of the system are answered without being shown.
    """

    def __init__(self, host: QWidget, reponses: Reponses) -> None:
        super().__init__(host)
        self._r = reponses
        self.open_file = self.choose_folder = reponses.fichier  # type: ignore[method-assign]

    @property
    def ligne(self) -> Any:
        """The line over the bottom of the window."""
        return self._toast

    def toast(self, text: str, action_label: str | None = None, action: Callable[[], None] | None = None) -> None:
        self._r.dits.append(plat(text))
        super().toast(text, action_label, action)

    def error(self, error: AppError) -> None:
        self._r.erreurs.append(error)

    def bug(self, error: BaseException) -> None:
        self._r.bugs.append(error)

    def save_file(self, title: str, proposed: Path, filters: Any = ()) -> Path | None:
        self._r.proposes.append(proposed)
        return self._r.fichier()

    def run(self, dialog: QDialog) -> bool:
        geste = self._r.gestes.popleft()
        rates: list[BaseException] = []

        def conduire() -> None:
            try:
                dialog.activateWindow()
                self._r.qtbot.waitUntil(dialog.isActiveWindow)
                geste(dialog)
            except BaseException as e:  # noqa: BLE001 - raised again below, out of the dialog's loop
                rates.append(e)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, dialog, conduire)
        accepte = super().run(dialog)
        if not rates:  # the window manager gives the keyboard back
            hote = self._host.window()
            hote.activateWindow()
            self._r.qtbot.waitUntil(hote.isActiveWindow)
        if rates:
            raise rates[0]
        return accepte


@dataclass
class Poste:
    """The référent's machine: its clock, her answers, the application when it runs."""

    qtbot: QtBot
    app: QApplication
    horloge: Horloge
    reponses: Reponses
    fins: list[int]
    controleur: Controller | None = None

    # Life of the application

    def lancer(self) -> StartWindow:
        """Start the application on the base opened last, as app.main does."""
        self.controleur = Controller(self.app, paths.last_base(), SystemVault())
        start = self.controleur.show_start()
        self.activer(start)
        self.attendre()
        return start

    def arreter(self) -> None:
        """Free the application, ended or not."""
        c, self.controleur = self.controleur, None
        if c is None:
            return
        c.shutdown()
        for fenetre in (c.window, c.start):
            if fenetre is not None:
                if fenetre is c.window:
                    fenetre.allow_close()
                fenetre.close()
                fenetre.deleteLater()
        c.deleteLater()

    def quitter(self) -> None:
        """Close the window, and let the application end."""
        avant = len(self.fins)
        self.fenetre.close()
        self.qtbot.waitUntil(lambda: len(self.fins) > avant, timeout=LONGTEMPS_MS)
        assert self.en_cours.base is None
        self.arreter()

    def verrouiller(self) -> Deverrouillage:
        """Lock by the keyboard; return the screen that asks for the passphrase."""
        cible = QApplication.focusWidget()
        assert cible is not None
        QTest.keyPress(cible, Qt.Key.Key_L, CTRL)  # the window that would receive the release is already closing
        self.qtbot.waitUntil(lambda: self.en_cours.window is None, timeout=LONGTEMPS_MS)
        return self.cle()

    def cle(self) -> Deverrouillage:
        """Return the screen that asks for the passphrase, ready."""
        start = self.en_cours.start
        assert start is not None
        self.activer(start)
        self.attendre()
        ecran = start.view.deverrouillage
        assert start.view.pile.currentWidget() is ecran
        assert en_main(ecran.phrase)
        return ecran

    def donner(self, phrase: str) -> None:
        """Type a passphrase and Enter."""
        remplacer(phrase)
        touche(Qt.Key.Key_Return)
        self.attendre()

    def ouverte(self) -> MainWindow:
        """Wait for the window of the base and return it."""
        self.qtbot.waitUntil(lambda: self.en_cours.window is not None, timeout=LONGTEMPS_MS)
        self.activer(self.fenetre)
        self.attendre()
        return self.fenetre

    # What there is

    @property
    def en_cours(self) -> Controller:
        assert self.controleur is not None
        return self.controleur

    @property
    def fenetre(self) -> MainWindow:
        assert self.en_cours.window is not None
        return self.en_cours.window

    @property
    def assistant(self) -> Assistant:
        assert self.en_cours.start is not None
        return self.en_cours.start.view.assistant

    @property
    def ctx(self) -> Contexte:
        """The open base, to check what was written."""
        assert self.en_cours.base is not None
        return self.en_cours.base.ctx

    def attendre(self) -> None:
        """Wait for the work asked, and for the work its replies asked."""
        assert self.en_cours.tasks.wait_idle(LONGTEMPS_MS)
        self.app.processEvents()
        assert self.en_cours.tasks.wait_idle(LONGTEMPS_MS)

    def activer(self, fenetre: QWidget) -> None:
        """Give a window the keyboard."""
        fenetre.activateWindow()
        self.qtbot.waitUntil(fenetre.isActiveWindow)

    # Gestures

    def aller(self, chiffre: int) -> Any:
        """Go to a screen by Ctrl and its number, and return it."""
        touche(Qt.Key(Qt.Key.Key_0 + chiffre), CTRL)
        self.attendre()
        return self.fenetre.screen_of(self.fenetre.current())

    def faire(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = AUCUNE) -> None:
        """Press a key where the focus is, and wait for what it did."""
        touche(key, modifiers)
        self.attendre()

    def cliquer(self, bouton: QPushButton) -> None:
        """Press a button and wait for what it did."""
        presser(bouton)
        self.attendre()

    def annuler(self) -> None:
        """Press « Annuler » on the line that was just shown."""
        messages = self.fenetre.messages
        assert isinstance(messages, MessagesPilotes)
        assert messages.ligne.button.text() == "Annuler"
        self.cliquer(messages.ligne.button)
        assert self.reponses.dits[-1] == "C’est annulé."

    def repondre(self, *gestes: Geste) -> None:
        """Prepare what is done in the dialogs to come."""
        self.reponses.gestes.extend(gestes)

    def enregistrer(self, *, et: Callable[[Any], None] = lambda _d: None) -> Geste:
        """Return the gesture that fills a form with ``et``, then saves it by Ctrl+Enter."""

        def geste(dialog: QDialog) -> None:
            et(dialog)
            touche(Qt.Key.Key_Return, CTRL)
            self.attendre()
            assert dialog.result() == QDialog.DialogCode.Accepted, mots(dialog)

        return geste

    def rien_de_casse(self) -> None:
        """Every dialog expected came, and nothing failed."""
        assert (self.reponses.erreurs, self.reponses.bugs) == ([], [])
        assert not self.reponses.gestes
        assert not self.reponses.fichiers


def accepter(verbe: str) -> Geste:
    """Return the gesture that accepts a question by Enter, once its button says ``verbe``."""

    def geste(dialog: QDialog) -> None:
        bouton = QApplication.focusWidget()
        assert isinstance(bouton, QPushButton)
        assert plat(bouton.text()) == verbe
        assert bouton.window() is dialog
        touche(Qt.Key.Key_Return)

    return geste


def installer(poste: Poste, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the clock and the answers in the application's way."""
    monkeypatch.setattr(coffre, "creer", partial(coffre.creer, horloge=poste.horloge))
    monkeypatch.setattr(coffre, "ouvrir", partial(coffre.ouvrir, horloge=poste.horloge))
    messages = partial(MessagesPilotes, reponses=poste.reponses)
    monkeypatch.setattr(controller_module, "WindowMessages", messages)
    monkeypatch.setattr(main_window_module, "WindowMessages", messages)
    monkeypatch.setattr(poste.app, "quit", lambda: poste.fins.append(1))


def remettre(poste: Poste) -> None:
    """Leave nothing open, and the appearance of the other tests."""
    poste.arreter()
    theme.apply(poste.app, "clair")


def contenu(ctx: Contexte) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but what the window remembers of itself."""
    with ctx.store.read() as cx:
        noms = [
            nom
            for (nom,) in cx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not nom.startswith("sqlite_") and nom != "etat_fenetre"
        ]
        return {nom: sorted(map(tuple, cx.exec_driver_sql(f'SELECT * FROM "{nom}"')), key=repr) for nom in noms}
