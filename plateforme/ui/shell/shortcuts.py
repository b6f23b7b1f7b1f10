"""The page of keyboard shortcuts (F1 or ?)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from plateforme.ui.navigation import SCREENS
from plateforme.ui.theme import Space
from plateforme.ui.widgets.card import Card
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import label

Group = tuple[str, Sequence[tuple[str, str]]]

EVERYWHERE: tuple[Group, ...] = (
    (
        "Partout",
        (
            ("Ctrl+K", "Tout rechercher"),
            ("Ctrl+N", "Nouveau contact"),
            ("Alt+Left", "Écran précédent"),
            ("Alt+Right", "Écran suivant"),
            ("Ctrl+L", "Verrouiller"),
            ("F1", "Cette page (ou ?)"),
            ("Tab", "Passer au champ suivant"),
            ("Esc", "Fermer, vider la recherche"),
        ),
    ),
    ("Écrans", tuple((s.shortcut, s.title) for s in SCREENS)),
    (
        "Dans un tableau",
        (
            ("Up", "Ligne précédente"),
            ("Down", "Ligne suivante"),
            ("Return", "Ouvrir la ligne"),
            ("Home", "Première ligne"),
            ("End", "Dernière ligne"),
            ("", "Tapez le début d’un nom pour y aller"),
        ),
    ),
    (
        "Dans une date",
        (
            ("Up", "Un jour plus tard"),
            ("Down", "Un jour plus tôt"),
            ("", "3/1, 030111, 3 janv., demain et +7 sont compris"),
        ),
    ),
)


_AZERTY = {
    "1": Qt.Key.Key_Ampersand,
    "2": Qt.Key.Key_Eacute,
    "3": Qt.Key.Key_QuoteDbl,
    "4": Qt.Key.Key_Apostrophe,
    "5": Qt.Key.Key_ParenLeft,
    "6": Qt.Key.Key_Minus,
    "7": Qt.Key.Key_Egrave,
}
"""What the keys of digits give on a French keyboard without Shift."""


def key_sequences(portable: str) -> list[QKeySequence]:
    """Return the sequences that must trigger a shortcut: « Ctrl+1 » also without Shift on a French keyboard."""
    sequences = [QKeySequence(portable)]
    modifier, _, key = portable.rpartition("+")
    if modifier == "Ctrl" and key in _AZERTY:
        sequences.append(QKeySequence(Qt.Modifier.CTRL | _AZERTY[key]))
    return sequences


def key_words(portable: str) -> str:
    """Return a shortcut as the keyboard shows it: « Ctrl + K », « Alt + ← », « Entrée »."""
    if not portable:
        return ""
    names = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Entrée", "Esc": "Échap"}
    names |= {"Home": "Début", "End": "Fin", "Enter": "Entrée", "Shift": "Maj"}
    parts = QKeySequence(portable).toString(QKeySequence.SequenceFormat.PortableText).split("+")
    return " + ".join(names.get(part, part) for part in parts)


class ShortcutsPage(QScrollArea):
    """Every shortcut, those of the window then those of the screens opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName("Raccourcis clavier")
        self._sheet = QWidget()
        outer = QVBoxLayout(self._sheet)
        outer.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        outer.setSpacing(Space.L)
        outer.addWidget(label("Raccourcis clavier", role="title"))
        self._cards = QWidget()
        self._flow = FlowLayout(self._cards, Space.L)
        outer.addWidget(self._cards)
        outer.addStretch(1)
        self.setWidget(self._sheet)
        self.set_screens(())

    def set_screens(self, groups: Iterable[Group]) -> None:
        """Add the shortcuts of screens to those of the window."""
        self._flow.clear()
        for title, keys in (*EVERYWHERE, *groups):
            self._flow.addWidget(_group(title, keys))


def _group(title: str, keys: Sequence[tuple[str, str]]) -> Card:
    card = Card(title)
    card.setFixedWidth(340)
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    for row, (keys_, words) in enumerate(keys):
        if keys_:
            cap = label(key_words(keys_), role="key")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(words, wrap=True), row, 1 if keys_ else 0, 1, 1 if keys_ else 2)
    grid.setColumnStretch(1, 1)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    return card
