"""The seam of modals and lines that fade, the desk of failures, the report of a bug."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from faux_messages import FakeMessages
from PySide6.QtCore import QEvent, QPointF, QTimer
from PySide6.QtGui import QAccessible, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from plateforme.errors import CancelledError, DatabaseError, RefusedError
from plateforme.ui import bugs
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.errors import ErrorDesk
from plateforme.ui.messages import Messages, WindowMessages
from plateforme.ui.widgets import a11y, toast


@pytest.fixture
def hote(qtbot) -> QWidget:
    hote = QWidget()
    qtbot.addWidget(hote)
    hote.resize(800, 600)
    hote.show()
    return hote


def answer(click: str) -> list[QDialog]:
    """Click a button of the modal about to open."""
    seen: list[QDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog)
        next(b for b in dialog.findChildren(QPushButton) if b.text() == click).click()

    QTimer.singleShot(0, act)
    return seen


def test_a_question_is_answered_by_verbs(hote):
    messages: Messages = WindowMessages(hote)
    for click, expected in (("Supprimer le contact", True), ("Renoncer", False)):
        seen = answer(click)
        assert messages.confirm("Supprimer ?", "Il sera retiré.", "Supprimer le contact", destructive=True) is expected
        words = {b.text() for b in seen[0].findChildren(QPushButton)}
        assert words == {"Renoncer", "Supprimer le contact"}


@pytest.mark.parametrize(("destructive", "default"), [(True, "Renoncer"), (False, "Clore la fiche")])
def test_enter_never_destroys(hote, destructive, default):
    seen = answer("Renoncer")
    WindowMessages(hote).confirm("Clore ?", "Plus rien à faire.", "Clore la fiche", destructive=destructive)
    assert [b.text() for b in seen[0].findChildren(QPushButton) if b.isDefault()] == [default]


def test_an_expected_failure_says_what_to_do(hote):
    seen = answer("Fermer")
    WindowMessages(hote).error(RefusedError("Le fichier est ouvert ailleurs.", "Fermez-le."))
    assert seen[0].accessibleDescription() == "Le fichier est ouvert ailleurs. Fermez-le."
    answer("Fermer")
    WindowMessages(hote).error(RefusedError("Le fichier est ouvert ailleurs."))


def refuse() -> None:
    raise RefusedError("Phrase connue.")


def fail(name: str) -> None:
    try:
        refuse()
    except RefusedError as inner:
        raise ValueError(f"{name} né le 3 janvier") from inner


def crash(name: str) -> BaseException:
    with pytest.raises(ValueError, match=name) as caught:
        fail(name)
    return caught.value


def test_a_report_holds_types_and_frames_and_no_data(hote):
    text = bugs.report(crash("Zoé Genêt"))
    assert "ValueError" in text
    assert "Phrase connue." in text
    assert "Genêt" not in text
    assert "test_ui_kit_messages.py" in text
    assert str(Path.home()) not in text


def test_the_report_is_copied(hote):
    seen = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        dialog.copy.click()
        seen.append((dialog.copy.text(), dialog.report.toPlainText()))
        dialog.accept()

    QTimer.singleShot(0, act)
    WindowMessages(hote).bug(crash("Zoé"))
    assert seen[0][0] == "Rapport copié"
    assert QGuiApplication.clipboard().text() == seen[0][1]


def test_a_line_shows_and_goes_away(hote, qtbot, monkeypatch):
    monkeypatch.setattr(toast, "SHOWN_MS", 1)
    messages = WindowMessages(hote)
    messages.toast("Contact enregistré.")
    line = hote.findChild(toast.Toast)
    assert line.isVisible()
    assert not line.button.isVisible()
    qtbot.waitUntil(lambda: not line.isVisible())


def test_something_can_be_undone_from_the_line(hote, qtbot):
    undone = []
    WindowMessages(hote).toast("Contact supprimé.", "Annuler", lambda: undone.append(1))
    line = hote.findChild(toast.Toast)
    assert line.button.isVisible()
    line.button.click()
    assert undone == [1]
    assert not line.isVisible()
    line._act()
    assert undone == [1, 1]


def test_the_line_stays_under_the_pointer_and_while_it_has_the_focus(hote, qtbot):
    line = toast.Toast(hote)
    line.show_text("Fiche envoyée.", "Annuler", lambda: None)
    line.enterEvent(QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert not line._timer.isActive()
    line.leaveEvent(QEvent(QEvent.Type.Leave))
    assert line._timer.isActive()
    qtbot.waitUntil(hote.isActiveWindow)
    line.button.setFocus()
    line._time_over()
    assert line.isVisible()
    line.button.clearFocus()
    line._time_over()
    assert not line.isVisible()


def test_the_line_fits_its_window(hote, qtbot):
    line = toast.Toast(hote)
    line.show_text("Un message assez long pour ne pas tenir sur une seule ligne dans une petite fenêtre. " * 2)
    hote.resize(400, 300)
    assert line.width() <= 400
    assert line.geometry().bottom() < 300
    assert not line.grab().isNull()


def test_files_are_asked_by_the_system(hote, monkeypatch, tmp_path):
    chosen = str(tmp_path / "liste.xlsx")
    for name, value in (
        ("getOpenFileName", (chosen, "")),
        ("getOpenFileNames", ([chosen], "")),
        ("getSaveFileName", (chosen, "")),
        ("getExistingDirectory", str(tmp_path)),
    ):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, value=value: value)
    messages = WindowMessages(hote)
    assert messages.open_file("Ouvrir", ("Tableurs (*.xlsx)",), tmp_path) == Path(chosen)
    assert messages.open_files("Ouvrir") == [Path(chosen)]
    assert messages.save_file("Enregistrer", Path(chosen)) == Path(chosen)
    assert messages.choose_folder("Dossier") == tmp_path
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: "")
    assert messages.open_file("Ouvrir") is None
    assert messages.save_file("Enregistrer", Path(chosen)) is None
    assert messages.choose_folder("Dossier") is None


def test_a_dialog_of_ours(hote, qtbot):
    dialog = BaseDialog(hote, "Noter l’accord")
    dialog.body.addWidget(QLineEdit())
    dialog.add_button("Fermer", reject=True)
    dialog.add_button("Noter l’accord", "primary", accept=True)
    answer("Noter l’accord")
    assert WindowMessages(hote).run(dialog)


def test_announcements_are_for_screen_readers(hote, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    a11y.announce(hote, "19 personnes")
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    a11y.announce(hote, "")
    a11y.announce(hote, "20 personnes")
    assert said == ["20 personnes"]


def test_the_desk_shows_each_kind_in_its_way(qtbot, messages):
    desk = ErrorDesk(lambda: messages)
    desk.expected(DatabaseError("La base ne répond pas."))
    desk.expected(CancelledError())
    assert [str(e) for e in messages.errors] == ["La base ne répond pas."]
    assert messages.toasts == [str(CancelledError())]
    desk.handle(RefusedError("Non."))
    desk.bug(ValueError())
    assert messages.bugs == [], "a failure raised in a slot is shown after the event"
    qtbot.waitUntil(lambda: len(messages.bugs) == 1)
    assert len(messages.errors) == 2


def test_one_failure_at_a_time(qtbot):
    class Busy(FakeMessages):
        def bug(self, error: BaseException) -> None:
            super().bug(error)
            desk._show(KeyError())

    busy = Busy()
    desk = ErrorDesk(lambda: busy)
    desk._show(ValueError())
    assert len(busy.bugs) == 1


def test_the_desk_is_the_last_resort_of_every_thread(qtbot, messages, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    passed = []
    desk = ErrorDesk(lambda: messages)
    desk.install()
    error = crash("Zoé")
    sys.excepthook(ValueError, error, error.__traceback__)
    thread = threading.Thread(target=lambda: {}["Zoé"])
    thread.start()
    thread.join()
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: passed.append(args[0]))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
    qtbot.waitUntil(lambda: len(messages.bugs) == 2)
    assert [type(e) for e in messages.bugs] == [ValueError, KeyError]
    desk.uninstall()
    assert sys.excepthook is sys.__excepthook__
