"""Choosing who receives a fiche: the partners proposed with their reasons, or another one; then the contact there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from plateforme.domain.partenaire import Structure
from plateforme.domain.proposition import Nature, Proposition
from plateforme.services.liaison_lecture import Destinations
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.card import Banner, ThemedPixmap
from plateforme.ui.widgets.fields import Choice, FormField
from plateforme.ui.widgets.text import label

SHOWN = 3
"""Partners shown with their reasons; the others are in the list below them."""


class DestinataireField(QWidget):
    """One partner and one contact. The first proposed is chosen to begin with."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Destinataire")
        self._destinations: Destinations | None = None
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._toggled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.S)
        self.advice = Banner("", "warning", Icon.INFO)
        outer.addWidget(self.advice)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(Space.S)
        outer.addLayout(self._cards)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.other = Choice(empty="Un autre partenaire…")
        self.other.chosen.connect(self._other_chosen)
        self.other_field = FormField("Autre partenaire", self.other)
        self.contact = Choice(empty="La structure, sans personne en particulier")
        self.contact.chosen.connect(self.changed)
        self.contact_field = FormField("À l’attention de", self.contact)
        row.addWidget(self.other_field, 1)
        row.addWidget(self.contact_field, 1)
        outer.addLayout(row)

    def set_destinations(self, found: Destinations, chosen: int | None = None, contact: int | None = None) -> None:
        """Show who can receive; ``chosen`` and ``contact`` when a draft already says."""
        self._destinations = found
        self._forget()
        partners = [p for p in found.propositions if p.structure is not None]
        words = [p.raisons[0] for p in found.propositions if p.nature is not Nature.PARTENAIRE]
        self.advice.set_text(" ".join(words))
        for proposed in partners[:SHOWN]:
            if proposed.structure is not None:
                self._cards.addWidget(_card(proposed.structure, proposed, self._group))
        rest = [p.structure for p in partners[SHOWN:] if p.structure]
        self.other.set_options([(s.id, s.nom) for s in (*rest, *found.autres)])
        self.other_field.setVisible(bool(rest or found.autres))
        first = None if words else next((p.structure.id for p in partners if p.structure), None)
        self.choose(chosen or first, contact)

    def structure_id(self) -> int | None:
        """Return the partner chosen, None when there is none."""
        checked = self._group.checkedId()
        if checked > 0:
            return checked
        value = self.other.value()
        return value if isinstance(value, int) else None

    def contact_id(self) -> int | None:
        """Return the contact chosen, None for the structure itself."""
        value = self.contact.value()
        return value if isinstance(value, int) else None

    def choose(self, structure_id: int | None, contact: int | None = None) -> None:
        """Choose a partner and a contact (the proposed one without ``contact``)."""
        radio = self._group.button(structure_id) if structure_id else None
        self._uncheck()
        if radio is not None:
            radio.setChecked(True)
        else:
            self.other.set_value(structure_id)
        self._fill_contacts(contact)
        self.changed.emit()

    def radio(self, structure_id: int) -> QRadioButton:
        """Return the button of a partner proposed. Raises KeyError."""
        found = self._group.button(structure_id)
        if not isinstance(found, QRadioButton):
            raise KeyError(structure_id)
        return found

    def _toggled(self, _structure_id: int, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if checked and self._destinations is not None:
            self.other.set_value(None)
            self._fill_contacts()
            self.changed.emit()

    def _other_chosen(self) -> None:
        if self.other.value() is not None:
            self._uncheck()
        self._fill_contacts()
        self.changed.emit()

    def _uncheck(self) -> None:
        self._group.setExclusive(False)
        for made in self._group.buttons():
            made.setChecked(False)
        self._group.setExclusive(True)

    def _fill_contacts(self, contact: int | None = None) -> None:
        found, structure_id = self._destinations, self.structure_id()
        people = found.contacts(structure_id) if found and structure_id else ()
        self.contact.set_options([(i.id, f"{i.nom}, {i.fonction}" if i.fonction else i.nom) for i in people])
        self.contact.set_value(contact or self._proposed_contact(structure_id))
        self.contact_field.setVisible(bool(people))

    def _proposed_contact(self, structure_id: int | None) -> int | None:
        found = self._destinations
        if found is None or structure_id is None:
            return None
        for proposed in found.propositions:
            if proposed.structure and proposed.structure.id == structure_id and proposed.interlocuteur:
                return proposed.interlocuteur.id
        return next((i.id for i in found.contacts(structure_id) if i.designe), None)

    def _forget(self) -> None:
        for made in self._group.buttons():
            self._group.removeButton(made)
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _card(structure: Structure, proposed: Proposition, group: QButtonGroup) -> QWidget:
    """Return a partner with its reasons, and what makes one hesitate."""
    card = QFrame()
    card.setProperty("surface", "quiet")
    column = QVBoxLayout(card)
    column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
    column.setSpacing(Space.XS)
    radio = QRadioButton(structure.nom)
    radio.setToolTip(structure.nom)
    radio.setAccessibleDescription(" ; ".join((*proposed.raisons, *proposed.reserves)))
    group.addButton(radio, structure.id)
    column.addWidget(radio)
    for words, shape, tone in ((proposed.raisons, Icon.CHECK, "success"), (proposed.reserves, Icon.WARNING, "warning")):
        if not words:
            continue
        row = QHBoxLayout()
        row.setContentsMargins(Space.XL, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(ThemedPixmap(shape, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(" · ".join(words), role="small", wrap=True), 1)
        column.addLayout(row)
    return card
