"""Writing a partner's card: the structure, its themes, its contacts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from plateforme.domain.partenaire import DELAI_MAX, THEMES_PAR_TYPE, Interlocuteur, Structure
from plateforme.domain.texte import jours
from plateforme.domain.vocabulaire import Theme, TypeStructure
from plateforme.errors import AppError, InvalidInputError
from plateforme.services.partenaires import Carte
from plateforme.typographie import typographie
from plateforme.ui.env import UiEnv
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button, icon_button
from plateforme.ui.widgets.card import Banner, Card
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice, FormField, PhoneField
from plateforme.ui.widgets.text import label


@dataclass
class _Line:
    """The fields of one contact."""

    host: QWidget
    start: Interlocuteur
    nom: QLineEdit
    fonction: QLineEdit
    telephone: PhoneField
    courriel: QLineEdit
    designe: QRadioButton
    fields: dict[str, FormField]

    def value(self) -> Interlocuteur:
        """Return the contact as it is written."""
        return replace(
            self.start,
            nom=self.nom.text(),
            fonction=self.fonction.text(),
            telephone=self.telephone.number(),
            courriel=self.courriel.text(),
            designe=self.designe.isChecked(),
        )

    @property
    def empty(self) -> bool:
        """True for a line nobody filled in."""
        return not any(w.text().strip() for w in (self.nom, self.fonction, self.telephone, self.courriel))


class EditeurPartenaire(QWidget):
    """The form. ``submitted`` gives the card before (None: a new one), the structure and the contacts."""

    submitted = Signal(object, object, object)
    left = Signal()

    def __init__(self, env: UiEnv) -> None:
        super().__init__()
        self._env = env
        self._before: Carte | None = None
        self._lines: list[_Line] = []
        self.fields: dict[str, FormField] = {}
        self.title = label(role="title")
        self.nom, self.territoire = QLineEdit(), QLineEdit()
        self.adresse, self.code_postal, self.commune = QLineEdit(), QLineEdit(), QLineEdit()
        self.type = Choice([(t, t.libelle) for t in TypeStructure])
        self.telephone, self.courriel = PhoneField(), QLineEdit()
        self.delai = Choice([(n, jours(n)) for n in range(1, DELAI_MAX + 1)])
        self.charte = DateField(env.ctx.today)
        self.themes = ChipGroup("Thèmes traités", [(t, t.libelle) for t in Theme])
        self.alert = Banner("", "danger", Icon.WARNING)
        self.add_line = button("Ajouter une personne", shape=Icon.PERSON_ADD)
        self.cancel = button("Renoncer", tip="Échap")
        self.save = button("Enregistrer le partenaire", "primary", Icon.SAVE, tip="Ctrl+Entrée")
        self._people = QVBoxLayout()
        self._people.setSpacing(Space.M)
        self._build()
        self._connect()

    def start(self, card: Carte | None) -> None:
        """Begin a new card, or correct one."""
        self._before = card
        s = card.structure if card else Structure()
        self.title.setText(f"Modifier {s.nom}" if card else "Nouveau partenaire")
        for edit, value in (
            (self.nom, s.nom),
            (self.territoire, s.territoire),
            (self.adresse, s.adresse),
            (self.code_postal, s.code_postal),
            (self.commune, s.commune),
            (self.courriel, s.courriel),
        ):
            edit.setText(value)
        self.telephone.set_number(s.telephone)
        self.type.set_value(s.type if card else TypeStructure.MISSION_LOCALE)
        self.delai.set_value(s.delai_jours)
        self.charte.set_value(s.charte_le)
        self.themes.set_values(s.themes if card else THEMES_PAR_TYPE[TypeStructure.MISSION_LOCALE])
        self._forget_lines()
        for person in card.presents if card else (Interlocuteur(designe=True),):
            self._add_person(person)
        self._forget_errors()
        self.nom.setFocus()

    def structure(self) -> Structure:
        """Return the structure as it is written."""
        start = self._before.structure if self._before else Structure()
        return replace(
            start,
            nom=self.nom.text(),
            type=cast(TypeStructure, self.type.value()),
            territoire=self.territoire.text(),
            adresse=self.adresse.text(),
            code_postal=self.code_postal.text(),
            commune=self.commune.text(),
            telephone=self.telephone.number(),
            courriel=self.courriel.text(),
            themes=cast("tuple[Theme, ...]", self.themes.values()),
            charte_le=self.charte.value(),
            delai_jours=cast(int, self.delai.value()),
        )

    def refuse(self, error: AppError) -> None:
        """Say what was refused, under its field when there is one."""
        words = typographie(str(error))
        champ = error.champ if isinstance(error, InvalidInputError) else ""
        field = self.fields.get(champ) or self._line_field(champ)
        if field is None:
            self.alert.set_text(words)
            return
        field.set_error(words)
        field.control.setFocus()

    # Building

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, Space.M, 2)
        column.setSpacing(Space.M)
        column.addLayout(self._structure_grid())
        column.addWidget(FormField("Thèmes traités", self.themes))
        people = Card("Interlocuteurs")
        note = "Le référent désigné reçoit les fiches : une seule personne par partenaire."
        people.body.addWidget(label(typographie(note), role="small", wrap=True))
        people.body.addLayout(self._people)
        people.body.addWidget(self.add_line, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(people)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.S)
        outer.addWidget(self.title)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.alert)
        outer.addLayout(buttons)

    def _structure_grid(self) -> QGridLayout:
        """Twelve shares of width; each row fills them."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.M)
        place = "Communes, codes postaux ou départements ; vide : tout le département"
        rows = (
            (("nom", "Nom", self.nom, 8, ""), ("type", "Type", self.type, 4, "")),
            (
                ("adresse", "Adresse", self.adresse, 6, ""),
                ("code_postal", "Code postal", self.code_postal, 2, ""),
                ("commune", "Commune", self.commune, 4, ""),
            ),
            (("territoire", "Territoire", self.territoire, 12, place),),
            (
                ("telephone", "Téléphone", self.telephone, 3, ""),
                ("courriel", "Courriel", self.courriel, 4, ""),
                ("delai_jours", "Délai de réponse", self.delai, 2, ""),
                ("charte_le", "Charte signée le", self.charte, 3, ""),
            ),
        )
        for row, cells in enumerate(rows):
            column = 0
            for champ, title, control, span, note in cells:
                field = FormField(title, control, help_text=typographie(note), required=champ == "nom")
                self.fields[champ] = field
                grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
                column += span
        for column in range(12):
            grid.setColumnStretch(column, 1)
        return grid

    def _connect(self) -> None:
        self.type.chosen.connect(self._type_chosen)
        self.add_line.clicked.connect(self._add_blank)
        self.cancel.clicked.connect(self.left)
        self.save.clicked.connect(self._submit)
        for keys, action in (("Ctrl+Return", self._submit), ("Ctrl+Enter", self._submit), ("Esc", self.left.emit)):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(action)

    # Contacts

    def _add_person(self, person: Interlocuteur) -> _Line:
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        line = _Line(
            host,
            person,
            QLineEdit(person.nom),
            QLineEdit(person.fonction),
            PhoneField(),
            QLineEdit(person.courriel),
            QRadioButton("Désigné"),
            {},
        )
        line.telephone.set_number(person.telephone)
        line.designe.setAutoExclusive(False)
        line.designe.setChecked(person.designe)
        line.designe.setToolTip("Reçoit les fiches")
        line.designe.toggled.connect(lambda on, kept=line: self._only(kept) if on else None)
        for champ, title, control, share in (
            ("nom", "Nom", line.nom, 3),
            ("fonction", "Fonction", line.fonction, 3),
            ("telephone", "Téléphone", line.telephone, 2),
            ("courriel", "Courriel", line.courriel, 3),
        ):
            line.fields[champ] = FormField(title, control)
            row.addWidget(line.fields[champ], share, Qt.AlignmentFlag.AlignTop)
        remove = icon_button(Icon.CLOSE, "Retirer cette personne")
        remove.clicked.connect(lambda: self._remove(line))
        row.addWidget(line.designe, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignVCenter)
        self._lines.append(line)
        self._people.addWidget(host)
        return line

    def _add_blank(self) -> None:
        self._add_person(Interlocuteur()).nom.setFocus()

    def _only(self, kept: _Line) -> None:
        for line in self._lines:
            if line is not kept:
                line.designe.setChecked(False)

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        line.host.hide()
        line.host.deleteLater()
        self.add_line.setFocus()

    def _forget_lines(self) -> None:
        while self._lines:
            line = self._lines.pop()
            line.host.hide()
            line.host.deleteLater()

    def _line_field(self, champ: str) -> FormField | None:
        """Return the field of « interlocuteurs.RANK.FIELD »; the rank counts the lines that are filled in."""
        parts = champ.split(".")
        if len(parts) != 3:
            return None
        return [line for line in self._lines if not line.empty][int(parts[1])].fields.get(parts[2])

    # Acts

    def _type_chosen(self) -> None:
        """Propose the themes of the type, for a new card."""
        if self._before is None:
            self.themes.set_values(THEMES_PAR_TYPE.get(cast(TypeStructure, self.type.value()), ()))

    def _forget_errors(self) -> None:
        self.alert.set_text("")
        for field in (*self.fields.values(), *(f for line in self._lines for f in line.fields.values())):
            field.set_error("")

    def _submit(self) -> None:
        self._forget_errors()
        if self.charte.problem():
            self.fields["charte_le"].set_error(self.charte.problem())
            self.charte.setFocus()
            return
        people = tuple(line.value() for line in self._lines if not line.empty)
        self.submitted.emit(self._before, self.structure(), people)
