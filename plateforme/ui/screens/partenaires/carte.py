"""The card of a partner: what it does, where, who receives the fiches there, what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plateforme.domain.partenaire import Interlocuteur, Structure, themes_de
from plateforme.domain.texte import date_moyenne, jours, pluriel, telephone
from plateforme.services.partenaires import Carte
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.badge import Badge, Tone
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, KeyValue
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import label


class CartePane(QWidget):
    """Shows a card; ``edit_wanted`` and ``archive_wanted`` are its two acts."""

    edit_wanted = Signal()
    archive_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        self.name = label(role="title", wrap=True, selectable=True)
        self.remarks = Banner("", "warning", Icon.WARNING)
        self.facts = KeyValue()
        facts = Card("Structure")
        facts.body.addWidget(self.facts)
        self.people = Card("Interlocuteurs")
        column.addWidget(self.name)
        column.addLayout(self._head())
        column.addLayout(self._acts())
        for widget in (self.remarks, self._themes_card(), facts, self.people):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Carte du partenaire")
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        self.kind = label(role="muted")
        self.archived = Badge()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.kind)
        head.addWidget(self.archived)
        head.addStretch(1)
        return head

    def _acts(self) -> QHBoxLayout:
        self.edit = button("Modifier", "primary", Icon.EDIT, tip="Ctrl+E")
        self.archive = button("Archiver", shape=Icon.FOLDER)
        self.edit.clicked.connect(self.edit_wanted)
        self.archive.clicked.connect(self.archive_wanted)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.edit)
        acts.addWidget(self.archive)
        acts.addStretch(1)
        return acts

    def _themes_card(self) -> Card:
        card = Card("Thèmes traités")
        self._themes = QWidget()
        self._themes_flow = FlowLayout(self._themes, Space.S)
        self.no_theme = label("Sans thème, ce partenaire n’est jamais proposé.", role="muted", wrap=True)
        card.body.addWidget(self._themes)
        card.body.addWidget(self.no_theme)
        return card

    def show_card(self, card: Carte) -> None:
        """Show a card."""
        structure = card.structure
        gone = structure.archivee_le
        self.name.setText(structure.nom)
        self.kind.setText(structure.type.libelle)
        self.archived.set(f"Archivé le {date_moyenne(gone)}" if gone else "", Tone.NEUTRAL, Icon.FOLDER)
        self.archive.setText("Restaurer" if gone else "Archiver")
        self.remarks.set_text("" if gone else "\n".join(card.remarques))
        self._show_themes(structure)
        self.facts.set_rows(_facts(card))
        self._show_people(card.presents)

    def _show_themes(self, structure: Structure) -> None:
        self._themes_flow.clear()
        themes = themes_de(structure)
        for theme in themes:
            self._themes_flow.addWidget(Badge(theme.libelle, Tone.INFO, Icon.CHECK))
        self._themes.setVisible(bool(themes))
        self.no_theme.setVisible(not themes)

    def _show_people(self, people: tuple[Interlocuteur, ...]) -> None:
        body = self.people.body
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for person in people:
            body.addWidget(_person(person))
        if not people:
            body.addWidget(label("Personne n’est noté ici. Ajoutez qui reçoit les fiches.", role="muted", wrap=True))
        body.addStretch(1)


def _facts(card: Carte) -> list[tuple[str, str]]:
    s = card.structure
    town = f"{s.code_postal} {s.commune}".strip()
    charter = f"signée le {date_moyenne(s.charte_le)}" if s.charte_le else "non signée"
    sent = f"{pluriel(card.total, 'fiche')}, dont {card.attendues} en attente de réponse" if card.total else "aucune"
    return [
        ("Territoire", s.territoire or "tout le département"),
        ("Adresse", ", ".join(part for part in (s.adresse, town) if part)),
        ("Téléphone", telephone(s.telephone)),
        ("Courriel", s.courriel),
        ("Délai de réponse", jours(s.delai_jours)),
        ("Charte", charter),
        ("Fiches", sent),
    ]


def _person(person: Interlocuteur) -> QWidget:
    row = QWidget()
    row.setAccessibleName(person.nom)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, Space.S)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(Space.S)
    head.addWidget(label(person.nom, role="strong", selectable=True))
    if person.designe:
        head.addWidget(Badge("Référent désigné", Tone.SUCCESS, Icon.CHECK))
    head.addStretch(1)
    column.addLayout(head)
    for words in (person.fonction, " · ".join(w for w in (telephone(person.telephone), person.courriel) if w)):
        if words:
            column.addWidget(label(words, role="muted", wrap=True, selectable=True))
    return row
