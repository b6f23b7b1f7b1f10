"""Start, open base, lock, end: one at a time, nothing left open."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import LUNDI, PHRASE
from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QClipboard, QFontInfo, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from plateforme import app, paths
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.errors import RefusedError
from plateforme.security.vault import SystemVault
from plateforme.services import coffre, reglages
from plateforme.services.contexte import horloge_figee
from plateforme.settings import APPARENCE, REFERENT_NOM, VERROUILLAGE_MINUTES
from plateforme.ui import application, theme
from plateforme.ui.controller import MINUTE_MS, Controller
from plateforme.ui.dialogs.base import BaseDialog


@pytest.fixture
def chemin(tmp_path):
    chemin = tmp_path / "bocage.plateforme"
    coffre.creer(chemin, PHRASE, horloge_figee(LUNDI)).close()
    return chemin


@pytest.fixture
def fins(qapp, monkeypatch):
    """Count the ends of the application, without ending the tests."""
    fins = []
    monkeypatch.setattr(qapp, "quit", lambda: fins.append(1))
    return fins


@pytest.fixture
def controleur(qapp, qtbot, chemin, fins):
    controleur = Controller(qapp, chemin, SystemVault())
    yield controleur
    controleur.shutdown()
    for fenetre in (controleur.window, controleur.start):
        if fenetre is not None:
            if fenetre is controleur.window:
                fenetre.allow_close()
            fenetre.close()
            fenetre.deleteLater()
    controleur.deleteLater()
    theme.apply(qapp, "clair")


def ouvrir(controleur, qtbot, chemin):
    start = controleur.start or controleur.show_start()
    qtbot.waitUntil(start.isVisible)
    base = coffre.ouvrir(chemin, PHRASE, horloge_figee(LUNDI))
    start.view.ouverte.emit(base)
    qtbot.waitUntil(lambda: controleur.window is not None, timeout=10_000)
    assert controleur.tasks.wait_idle()
    return base


def test_the_passphrase_opens_the_window(controleur, qtbot, chemin):
    start = controleur.show_start()
    start.view.model.ouvrir(chemin, PHRASE)
    qtbot.waitUntil(lambda: controleur.window is not None, timeout=20_000)
    assert controleur.tasks.wait_idle()
    assert controleur.window.isVisible()
    assert controleur.start is None
    assert paths.last_base() == chemin


def test_locking_keeps_what_was_open_and_lets_go_of_the_base(controleur, qtbot, chemin, qapp, monkeypatch):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    ouvrir(controleur, qtbot, chemin)
    controleur.window.navigate("raccourcis")
    controleur.window.navigate("evaluation")
    assert controleur.tasks.wait_idle()
    qapp.clipboard().setText("06 12 34 56 78")
    controleur.lock()
    controleur.lock()
    qtbot.waitUntil(lambda: controleur.window is None, timeout=10_000)
    assert controleur.start.isVisible()
    assert qapp.clipboard().text() == ""
    assert controleur.base is None
    autre = coffre.ouvrir(chemin, PHRASE)
    assert "evaluation" in reglages.etat_fenetre(autre.ctx)["fenetre"]
    autre.close()
    ouvrir(controleur, qtbot, chemin)
    assert controleur.window.current() == "evaluation"


def test_closing_the_window_saves_and_ends(controleur, qtbot, chemin, fins):
    ouvrir(controleur, qtbot, chemin)
    controleur.window.close()
    qtbot.waitUntil(lambda: fins == [1], timeout=10_000)
    assert controleur.base is None
    autre = coffre.ouvrir(chemin, PHRASE)
    assert "fenetre" in reglages.etat_fenetre(autre.ctx)
    autre.close()


def test_nothing_to_lock_is_nothing_done(controleur, fins):
    controleur.lock()
    controleur.quit()
    assert fins == []


def test_a_line_said_at_the_start_is_said_again_in_the_window(controleur, qtbot, chemin):
    controleur.show_start().messages.toast("Le trousseau n’est pas disponible.")
    ouvrir(controleur, qtbot, chemin)
    assert controleur.window.messages.shown() == "Le trousseau n’est pas disponible."


def test_settings_are_followed_at_once(controleur, qtbot, chemin):
    base = ouvrir(controleur, qtbot, chemin)
    assert controleur._idle.interval() == 15 * MINUTE_MS
    choisis = {APPARENCE: "sombre", VERROUILLAGE_MINUTES: 0, REFERENT_NOM: "Prune Mirabelle"}
    controleur.tasks.write(lambda: reglages.ecrire(base.ctx, choisis))
    assert controleur.tasks.wait_idle()
    assert theme.is_dark()
    assert not controleur._idle.isActive()
    assert base.ctx.auteur == "Prune Mirabelle"
    controleur.tasks.changed.emit(ChangeSet(frozenset({Sujet.SUIVI})))
    assert controleur.tasks.wait_idle()


def test_inactivity_locks_and_activity_does_not(controleur, qtbot, chemin, qapp):
    ouvrir(controleur, qtbot, chemin)
    controleur._idle.start(MINUTE_MS)
    relances = []
    controleur._idle.start = lambda *_a: relances.append(1)
    evenement = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(controleur.window, evenement)
    assert relances
    del controleur._idle.start
    controleur._idle.timeout.emit()
    qtbot.waitUntil(lambda: controleur.window is None, timeout=10_000)
    assert controleur.start.isVisible()


def test_inactivity_waits_for_the_work_under_way(controleur, qtbot, chemin):
    ouvrir(controleur, qtbot, chemin)
    controleur.tasks.run(lambda: None)
    controleur._idle_over()
    assert controleur._idle.interval() == MINUTE_MS
    assert controleur.tasks.wait_idle()
    assert controleur.window.isVisible()


def test_inactivity_closes_what_was_asked_first(controleur, qtbot, chemin):
    ouvrir(controleur, qtbot, chemin)
    dialogue = BaseDialog(controleur.window, "Noter l’accord")
    QTimer.singleShot(0, controleur._idle_over)
    assert not controleur.window.messages.run(dialogue)
    qtbot.waitUntil(lambda: controleur.window is None, timeout=10_000)


def test_failures_are_shown_over_the_window_there_is(controleur, qtbot, chemin):
    debut = controleur._messages()
    assert debut is controleur.start.messages
    ouvrir(controleur, qtbot, chemin)
    assert controleur._messages() is controleur.window.messages
    controleur.window.messages = temoin = type("Temoin", (), {"error": lambda self, e: recus.append(e)})()
    recus: list[object] = []
    controleur.errors.handle(RefusedError("Non."))
    qtbot.waitUntil(lambda: len(recus) == 1)
    assert temoin is controleur._messages()


# Start of the process


def test_qt_speaks_french(qapp):
    assert QLocale().language() is QLocale.Language.French
    assert qapp.findChild(QTranslator) is not None
    boite = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Cancel)
    assert boite.button(QMessageBox.StandardButton.Cancel).text() == "Annuler"
    assert QDialogButtonBox.StandardButton.Cancel
    assert not qapp.windowIcon().isNull()


def test_a_system_without_an_interface_font_gets_the_one_of_the_documents(qapp, monkeypatch):
    before = qapp.font()
    family = QFontInfo(before).family()
    try:
        monkeypatch.setattr(application, "_FALLBACK_FONTS", frozenset())
        application._readable_font(qapp)
        assert qapp.font() == before
        monkeypatch.setattr(application, "_FALLBACK_FONTS", frozenset({family}))
        application._readable_font(qapp)
        assert QFontInfo(qapp.font()).family() == "Lato"
    finally:
        qapp.setFont(before)


def test_a_missing_translation_is_logged(qapp, monkeypatch, caplog):
    monkeypatch.setattr(QTranslator, "load", lambda *_a: False)
    application._speak_french(qapp)
    assert "translation" in caplog.text


@pytest.mark.parametrize(
    ("platform", "environ", "seen"),
    [
        ("win32", {}, True),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
    ],
)
def test_a_machine_without_a_screen_is_recognised(monkeypatch, platform, environ, seen):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert app.has_display() is seen


def test_without_a_screen_it_says_so_in_french(monkeypatch, capsys):
    monkeypatch.setattr(app, "has_display", lambda: False)
    assert app.main([]) == 1
    assert "Aucun écran" in capsys.readouterr().err


@pytest.mark.parametrize("given", [True, False])
def test_it_starts_and_ends(qapp, monkeypatch, chemin, given):
    if not given:
        paths.remember_base(chemin)
    seen = []

    def look() -> int:
        start = next(w for w in QApplication.topLevelWidgets() if w.windowTitle() == "Plateforme" and w.isVisible())
        seen.append(start.view._chemin)
        start.close()
        start.deleteLater()
        return 0

    monkeypatch.setattr(qapp, "exec", look)
    before = sys.excepthook
    assert app.main([str(chemin)] if given else []) == 0
    assert seen == [chemin]
    assert sys.excepthook is sys.__excepthook__
    monkeypatch.setattr(sys, "excepthook", before)


def test_the_process_opens_a_window_and_warns_of_nothing(lieux):
    """A fresh interpreter, so that the high-resolution policy and the plugins are those of a real start."""
    code = (
        "from PySide6.QtCore import QTimer\n"
        "from plateforme import app\n"
        "made = app.make_application()\n"
        "QTimer.singleShot(0, made.quit)\n"
        "raise SystemExit(app.main([]))\n"
    )
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environ, check=False
    )
    lines = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, lines) == (0, [])
