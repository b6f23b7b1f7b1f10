"""Forms declared as lists of fields: each reads and writes the field of the same name of a frozen record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from plateforme.domain.vocabulaire import Code
from plateforme.ui.theme import Space
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice, FormField, PhoneField, TextArea
from plateforme.ui.widgets.text import label


class Genre(Enum):
    """Kinds of field."""

    TEXTE = auto()
    LONG = auto()
    DATE = auto()
    TELEPHONE = auto()
    CHOIX = auto()
    OUI_NON = auto()
    """Yes, no or not known: True, False, None."""
    CASE = auto()
    """A box: True or False."""


@dataclass(frozen=True)
class Champ:
    """One field. ``nom`` is that of the record's field; ``large`` takes the whole width."""

    nom: str
    titre: str
    genre: Genre = Genre.TEXTE
    aide: str = ""
    options: tuple[tuple[Any, str], ...] = ()
    vide: str | None = "–"
    """Words of « nothing chosen » in a list; None when something must be chosen."""
    requis: bool = False
    large: bool = False


@dataclass(frozen=True)
class Section:
    """Fields under a title."""

    titre: str
    champs: tuple[Champ, ...]


def codes(enum: type[Code]) -> tuple[tuple[Code, str], ...]:
    """Return the options of a closed vocabulary."""
    return tuple((code, code.libelle) for code in enum)


OUI_NON: tuple[tuple[bool, str], ...] = ((True, "Oui"), (False, "Non"))


class Formulaire(QWidget):
    """Sections of fields on two columns. Errors show under the fields left or sent; remarks replace the help."""

    changed = Signal()

    def __init__(
        self,
        sections: Sequence[Section],
        today: Callable[[], date],
        verifier: Callable[[Formulaire], tuple[Mapping[str, str], Mapping[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._verifier = today, verifier
        self._champs = {champ.nom: champ for section in sections for champ in section.champs}
        self._vus: set[str] = set()
        self._chargement = False
        self.fields: dict[str, FormField] = {}
        self._sections: dict[str, QWidget] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.L)
        for section in sections:
            made = self._section(section)
            self._sections[section.titre] = made
            outer.addWidget(made)
        outer.addStretch(1)

    # Values

    def charger(self, fiche: object) -> None:
        """Show a record; nothing is marked wrong yet."""
        self._chargement = True
        for nom in self._champs:
            self.ecrire(nom, getattr(fiche, nom))
        self._chargement = False
        self._vus.clear()
        self.verifier()

    def valeurs(self) -> dict[str, Any]:
        """Return the value of every field; a date that cannot be read is None (see :meth:`illisibles`)."""
        return {nom: self.lire(nom) for nom in self._champs}

    def lire(self, nom: str) -> Any:
        """Return the value of one field."""
        control = self.fields[nom].control
        match control:
            case PhoneField():
                return control.number()
            case QLineEdit():
                return control.text().strip()
            case TextArea():
                return control.text()
            case DateField() | Choice():
                return control.value()
            case QCheckBox():
                return control.isChecked()
            case _:
                raise TypeError(nom)

    def ecrire(self, nom: str, valeur: Any) -> None:
        """Show the value of one field."""
        control = self.fields[nom].control
        match control:
            case PhoneField():
                control.set_number(valeur)
            case QLineEdit():
                control.setText(valeur)
            case TextArea():
                control.setPlainText(valeur)
            case DateField():
                control.set_value(None if valeur == date.min else valeur)
            case Choice():
                control.set_value(valeur)
            case QCheckBox():
                control.setChecked(bool(valeur))
            case _:
                raise TypeError(nom)

    def illisibles(self) -> dict[str, str]:
        """Return what was typed as a date and is none, by field."""
        dates = ((nom, field.control) for nom, field in self.fields.items())
        return {nom: c.problem() for nom, c in dates if isinstance(c, DateField) and c.problem()}

    # Checks

    def verifier(self, *, tout: bool = False) -> bool:
        """Show what is wrong in the fields left (in all with ``tout``). Return True when nothing is wrong anywhere."""
        if tout:
            self._vus.update(self._champs)
        erreurs, remarques = self._verifier(self)
        toutes = {**erreurs, **self.illisibles()}
        for nom, field in self.fields.items():
            field.set_error(toutes.get(nom, "") if nom in self._vus else "")
            field.set_help(remarques.get(nom) or self._champs[nom].aide)
        return not toutes

    def montrer(self, nom: str, message: str) -> bool:
        """Show an error under a field and go there; False when the form has no such field."""
        field = self.fields.get(nom)
        if field is None:
            return False
        self._vus.add(nom)
        field.set_error(message)
        field.control.setFocus()
        return True

    def aller_a_l_erreur(self) -> None:
        """Give the focus to the first field in error."""
        for field in self.fields.values():
            if field.error():
                field.control.setFocus()
                return

    # Layout

    def montrer_section(self, titre: str, *, montree: bool) -> None:
        """Show or hide a section."""
        self._sections[titre].setVisible(montree)

    def _section(self, section: Section) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.M)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row, column = 0, 0
        if section.titre:
            grid.addWidget(label(section.titre, role="section"), 0, 0, 1, 2)
            row = 1
        for champ in section.champs:
            field = self._field(champ)
            if champ.large and column:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, 2 if champ.large else 1, Qt.AlignmentFlag.AlignTop)
            row, column = (row + 1, 0) if champ.large or column else (row, 1)
        return made

    def _field(self, champ: Champ) -> FormField:
        control = self._control(champ)
        field = FormField(champ.titre, control, help_text=champ.aide, required=champ.requis)
        if champ.genre is Genre.CASE:
            field.title.hide()
        self.fields[champ.nom] = field
        return field

    def _control(self, champ: Champ) -> QWidget:
        match champ.genre:
            case Genre.LONG:
                area = TextArea(3)
                area.setFixedHeight(area.minimumHeight())
                area.textChanged.connect(lambda: self._touched(champ.nom))
                return area
            case Genre.DATE:
                day = DateField(self._today)
                day.changed.connect(lambda: self._touched(champ.nom))
                day.edit.editingFinished.connect(lambda: self._left(champ.nom))
                return day
            case Genre.CHOIX | Genre.OUI_NON:
                choice = Choice(champ.options or OUI_NON, empty=champ.vide)
                choice.chosen.connect(lambda: self._chosen(champ.nom))
                return choice
            case Genre.CASE:
                box = QCheckBox(champ.titre)
                box.toggled.connect(lambda _on: self._chosen(champ.nom))
                return box
            case Genre.TEXTE | Genre.TELEPHONE:
                edit = PhoneField() if champ.genre is Genre.TELEPHONE else QLineEdit()
                edit.textEdited.connect(lambda _t: self._touched(champ.nom))
                edit.editingFinished.connect(lambda: self._left(champ.nom))
                return edit

    def _touched(self, nom: str) -> None:
        """Something is being typed: an error shown goes away as soon as it is repaired."""
        if self._chargement:
            return
        self.changed.emit()
        if nom in self._vus or self.fields[nom].error():
            self.verifier()

    def _left(self, nom: str) -> None:
        if self._chargement:
            return
        self._vus.add(nom)
        self.verifier()

    def _chosen(self, nom: str) -> None:
        if not self._chargement:
            self._left(nom)
            self.changed.emit()
