"""Fields: what is typed, what is said, what is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from plateforme.domain.texte import NBSP
from plateforme.ui.widgets.calendar_popup import CalendarPopup
from plateforme.ui.widgets.date_field import INVALID, DateField
from plateforme.ui.widgets.fields import Choice, FormField, PhoneField, SearchField, TextArea

LUNDI = date(2011, 1, 3)


@pytest.fixture
def champ(qtbot) -> DateField:
    champ = DateField(lambda: LUNDI)
    qtbot.addWidget(champ)
    champ.show()
    return champ


def entrer(champ: DateField) -> None:
    champ.edit.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))


def sortir(champ: DateField, raison: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
    champ.edit.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, raison))


def test_a_date_is_typed_short_and_told_in_full(champ, qtbot):
    dits = []
    champ.changed.connect(lambda: dits.append(champ.value()))
    qtbot.keyClicks(champ.edit, "3/1/11")
    assert champ.value() == LUNDI
    sortir(champ)
    assert champ.edit.text() == f"lun.{NBSP}3 janv. 2011"
    assert dits[-1] == LUNDI
    entrer(champ)
    assert champ.edit.text() == "03/01/2011"
    assert champ.edit.selectedText() == "03/01/2011"


def test_an_impossible_date_is_told_under_the_field_and_keeps_what_was_typed(qtbot):
    champ = DateField(lambda: LUNDI)
    boite = FormField("Date de naissance", champ, help_text="Celle de la pièce d’identité.")
    qtbot.addWidget(boite)
    qtbot.keyClicks(champ.edit, "31/02/1992")
    assert boite.error() == "", "nothing is said while one is typing"
    sortir(champ)
    assert champ.value() is None
    assert boite.error() == INVALID
    assert champ.problem() == INVALID
    assert champ.edit.text() == "31/02/1992"
    assert champ.edit.accessibleDescription() == INVALID
    assert boite.remark.property("role") == "error"
    qtbot.keyClick(champ.edit, Qt.Key.Key_Backspace)
    assert boite.error() == ""
    assert boite.remark.text() == "Celle de la pièce d’identité."


def test_an_empty_date_is_allowed(champ, qtbot):
    champ.set_value(LUNDI)
    entrer(champ)
    champ.edit.selectAll()
    qtbot.keyClick(champ.edit, Qt.Key.Key_Delete)
    sortir(champ)
    assert champ.value() is None
    assert champ.problem() == ""


def test_enter_tells_what_is_wrong(champ, qtbot):
    problemes = []
    champ.problem_changed.connect(problemes.append)
    qtbot.keyClicks(champ.edit, "plus tard")
    qtbot.keyClick(champ.edit, Qt.Key.Key_Return)
    assert problemes[-1] == INVALID


def test_arrows_move_by_a_day(champ, qtbot):
    qtbot.keyClick(champ.edit, Qt.Key.Key_Up)
    assert champ.value() == LUNDI
    qtbot.keyClick(champ.edit, Qt.Key.Key_Up)
    assert champ.value() == date(2011, 1, 4)
    qtbot.keyClick(champ.edit, Qt.Key.Key_Down)
    assert champ.edit.text() == "03/01/2011"


def test_a_date_set_by_the_program_is_not_a_change(champ):
    dits = []
    champ.changed.connect(lambda: dits.append(1))
    champ.set_value(LUNDI)
    champ.set_value(None)
    assert dits == []
    assert champ.edit.text() == ""


def test_a_day_is_picked_in_the_calendar(champ, qtbot):
    champ.set_value(LUNDI)
    champ.picker.click()
    calendrier = champ.findChild(CalendarPopup)
    assert calendrier.calendar.selectedDate() == QDate(2011, 1, 3)
    calendrier.calendar.clicked.emit(QDate(2011, 2, 14))
    assert champ.value() == date(2011, 2, 14)


def test_opening_the_calendar_is_not_leaving_the_field(champ, qtbot):
    problemes = []
    qtbot.keyClicks(champ.edit, "31/2")
    champ.problem_changed.connect(problemes.append)
    sortir(champ, Qt.FocusReason.PopupFocusReason)
    assert problemes == []


@pytest.mark.parametrize(
    ("tape", "garde", "faux"),
    [
        ("0612345678", "06 12 34 56 78", False),
        ("06.12.34.56.78", "06 12 34 56 78", False),
        ("+33612345678", "06 12 34 56 78", False),
        ("+32 470 12 34 56", "+32 470 12 34 56", False),
        ("0032 470 12 34 56", "0032 470 12 34 56", False),
        ("", "", False),
        ("06 12 34", "06 12 34", True),
        ("1612345678", "1612345678", True),
        ("+33", "+33", True),
    ],
)
def test_phones(qtbot, tape, garde, faux):
    champ = PhoneField()
    qtbot.addWidget(champ)
    boite = FormField("Téléphone", champ)
    qtbot.addWidget(boite)
    qtbot.keyClicks(champ, tape)
    champ.editingFinished.emit()
    assert champ.number() == garde
    assert bool(boite.error()) == faux
    qtbot.keyClicks(champ, "0")
    assert boite.error() == ""


def test_a_phone_is_shown_by_pairs(qtbot):
    champ = PhoneField()
    qtbot.addWidget(champ)
    champ.set_number("0243000000")
    assert champ.text() == NBSP.join(("02", "43", "00", "00", "00"))


def test_a_form_field_names_its_control(qtbot):
    controle = QLineEdit()
    boite = FormField("Commune", controle, help_text="Celle du domicile.", required=True)
    qtbot.addWidget(boite)
    assert controle.accessibleName() == "Commune"
    assert controle.accessibleDescription() == "Celle du domicile."
    assert boite.title.text() == "Commune (obligatoire)"
    assert boite.title.buddy() is controle
    boite.set_error("La commune manque.")
    boite.set_error("La commune manque.")
    assert controle.property("invalid") == "true"
    assert controle.accessibleDescription() == "La commune manque."
    boite.set_error("")
    assert controle.property("invalid") == "false"
    assert boite.remark.text() == "Celle du domicile."


def test_a_search_is_told_after_the_last_key(qtbot):
    champ = SearchField("Chercher un nom")
    qtbot.addWidget(champ)
    with qtbot.waitSignal(champ.searched) as dit:
        qtbot.keyClicks(champ, "zoe")
    assert dit.args == ["zoe"]
    qtbot.keyClicks(champ, " m")
    with qtbot.waitSignal(champ.searched, timeout=100) as dit:
        qtbot.keyClick(champ, Qt.Key.Key_Return)
    assert dit.args == ["zoe m"]
    with qtbot.waitSignal(champ.searched, timeout=100) as dit:
        qtbot.keyClick(champ, Qt.Key.Key_Escape)
    assert dit.args == [""]
    with qtbot.waitSignal(champ.leave_down, timeout=100):
        qtbot.keyClick(champ, Qt.Key.Key_Down)


def test_escape_in_an_empty_search_is_for_the_window(qtbot):
    class Fenetre(QWidget):
        recu = 0

        def keyPressEvent(self, event):  # noqa: N802
            self.recu += 1

    fenetre = Fenetre()
    qtbot.addWidget(fenetre)
    champ = SearchField(parent=fenetre)
    qtbot.keyClick(champ, Qt.Key.Key_Escape)
    assert fenetre.recu == 1


def test_a_choice_keeps_its_value_when_the_list_changes(qtbot):
    choix = Choice([(1, "CFA du Bocage"), (2, "MFR de la Haie")], empty="Aucun")
    qtbot.addWidget(choix)
    assert choix.value() is None
    dits = []
    choix.chosen.connect(lambda: dits.append(choix.value()))
    choix.set_value(2)
    assert dits == []
    choix.set_options([(2, "MFR de la Haie"), (3, "CFA des Trois Moulins")])
    assert choix.value() == 2
    choix.set_options([(3, "CFA des Trois Moulins")])
    assert choix.value() is None
    qtbot.keyClick(choix, Qt.Key.Key_Down)
    assert dits == [3]
    vide = Choice()
    qtbot.addWidget(vide)
    vide.set_value(4)
    assert vide.value() is None


def test_tab_leaves_a_text_area(qtbot):
    zone = TextArea(3, "Ce qui a été dit")
    qtbot.addWidget(zone)
    zone.setPlainText("  Tout va bien.\n ")
    assert zone.text() == "Tout va bien."
    assert zone.tabChangesFocus()
