"""Hands for the tests of forms: type in a field, choose, press a button of a dialog, as a user does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from plateforme.ui.screens.personne.dialogue import DialogueEcriture
from plateforme.ui.screens.personne.formulaire import Formulaire
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice


def taper(formulaire: Formulaire, nom: str, valeur: Any) -> None:
    """Type a text or a date, choose a value, check a box."""
    control = formulaire.fields[nom].control
    match control:
        case Choice():
            control.set_value(valeur)
            control.chosen.emit()
        case QCheckBox():
            if control.isChecked() is not valeur:
                control.click()
        case DateField():
            _retaper(control.edit, valeur)
        case QLineEdit() | QPlainTextEdit():
            _retaper(control, valeur)
        case _:
            raise TypeError(nom)


def _retaper(control: QWidget, texte: str) -> None:
    control.setFocus()
    if isinstance(control, QLineEdit | QPlainTextEdit):
        control.selectAll()
    QTest.keyClick(control, Qt.Key.Key_Delete)
    frapper(control, texte)
    if isinstance(control, QLineEdit):
        control.editingFinished.emit()


def frapper(control: QWidget, texte: str) -> None:
    """Type a text, accents included (QTest knows no key for them)."""
    for lettre in texte:
        for genre in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            touche = QKeyEvent(genre, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, lettre)
            QApplication.sendEvent(control, touche)


def remplir(taches: TaskRunner, *, valider: bool = True, **champs: Any) -> Callable[[QDialog], bool]:
    """Return the answer to a dialog: fill fields, save, wait; True when it accepted."""

    def repondre(dialogue: QDialog) -> bool:
        assert isinstance(dialogue, DialogueEcriture)
        dialogue.show()
        for nom, valeur in champs.items():
            taper(dialogue.formulaire, nom, valeur)
        if valider:
            dialogue.valider.click()
            assert taches.wait_idle()
        return dialogue.result() == QDialog.DialogCode.Accepted

    return repondre


def erreurs(dialogue: DialogueEcriture) -> dict[str, str]:
    """Return the errors shown under the fields."""
    return {nom: field.error() for nom, field in dialogue.formulaire.fields.items() if field.error()}


def bouton(parent: QWidget, nom: str) -> QPushButton:
    """Return the button of that name that ``parent`` shows."""
    QApplication.processEvents()
    for made in parent.findChildren(QPushButton):
        if nom in {made.accessibleName(), made.text()} and made.isVisibleTo(parent):
            return made
    raise AssertionError(nom)


def choix(control: QWidget) -> list[str]:
    """Return the words a list offers."""
    assert isinstance(control, QComboBox)
    return [control.itemText(i) for i in range(control.count())]
