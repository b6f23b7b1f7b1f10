"""Who handles what: each theme, its partners and where, and the holes in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plateforme.domain.partenaire import THEMES_DU_REFERENT, themes_de
from plateforme.domain.proposition import Trou
from plateforme.domain.texte import cle_tri, pluriel
from plateforme.domain.vocabulaire import Theme, TypeStructure
from plateforme.services.partenaires import Carte
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.badge import Badge, Tone
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import ThemedPixmap
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import label

NAMED = 3
"""Communes named for a theme; the others are counted, and named in the tooltip."""


class GrilleThemes(QWidget):
    """A line per theme. ``chosen`` gives the partner whose name is activated."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._grid_host = QWidget()
        self._grid_host.setProperty("surface", "card")
        self._grid = QGridLayout(self._grid_host)
        self._grid.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Qui traite quoi")
        scroll.setWidget(self._grid_host)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, Space.M, 0, 0)
        outer.setSpacing(Space.S)
        self.summary = label(role="muted", wrap=True)
        outer.addWidget(self.summary)
        outer.addWidget(scroll, 1)

    def set_directory(self, cards: tuple[Carte, ...], holes: tuple[Trou, ...]) -> None:
        """Show the active partners and the holes."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        without = sum(1 for t in holes if not t.commune)
        words = f"{pluriel(without, 'thème')} sans partenaire" if without else "Chaque thème a un partenaire"
        local = len({t.commune for t in holes if t.commune})
        places = pluriel(local, "commune de jeunes suivis mal couverte", "communes de jeunes suivis mal couvertes")
        self.summary.setText(f"{words}, {places}." if local else f"{words}.")
        for column, title in enumerate(("Thème", "Qui le traite, et où", "Il manque")):
            self._grid.addWidget(label(title, role="muted"), 0, column)
        for row, theme in enumerate(Theme, start=1):
            self._add(row, theme, cards, [t for t in holes if t.theme is theme])
        self._grid.setRowStretch(len(Theme) + 1, 1)

    def _add(self, row: int, theme: Theme, cards: tuple[Carte, ...], holes: list[Trou]) -> None:
        top = Qt.AlignmentFlag.AlignTop
        name = label(theme.libelle, role="strong")
        name.setContentsMargins(0, Space.XS, 0, 0)
        self._grid.addWidget(name, row, 0, top)
        self._grid.addWidget(self._partners(theme, cards), row, 1)
        words, everything = _missing(holes)
        if words:
            self._grid.addWidget(_hole(words, everything), row, 2, top)

    def _partners(self, theme: Theme, cards: tuple[Carte, ...]) -> QWidget:
        host = _Flow()
        if theme in THEMES_DU_REFERENT:
            host.add(Badge("Vous-même", Tone.INFO, Icon.PERSON))
        for card in cards:
            structure = card.structure
            if structure.type is TypeStructure.EMPLOYEUR or theme not in themes_de(structure):
                continue
            where = structure.territoire or "tout le département"
            link = button(f"{structure.nom} · {where}", "link", tip="Ouvrir la carte")
            link.clicked.connect(lambda _checked=False, i=structure.id: self.chosen.emit(i))
            host.add(link)
        return host


class _Flow(QWidget):
    """Widgets on lines that wrap; its height follows its width inside a grid."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, Space.XS)

    def add(self, widget: QWidget) -> None:
        """Append a widget."""
        self._flow.addWidget(widget)

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - Qt's signature
        """Ask for the height the lines take."""
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))


def _hole(words: str, everything: str) -> QWidget:
    host = QWidget()
    line = QHBoxLayout(host)
    line.setContentsMargins(0, Space.XS, 0, 0)
    line.setSpacing(Space.S)
    line.addWidget(ThemedPixmap(Icon.WARNING, "warning", 16), 0, Qt.AlignmentFlag.AlignTop)
    text = label(words, wrap=True)
    text.setToolTip(everything)
    text.setAccessibleDescription(everything)
    line.addWidget(text, 1)
    return host


def _missing(holes: list[Trou]) -> tuple[str, str]:
    """Return what is missing for a theme in a few words, and the whole of it for the tooltip."""
    if any(not t.commune for t in holes):
        return "Personne", ""
    worst = sorted(holes, key=lambda t: (-t.jeunes, cle_tri(t.commune)))
    named = [f"{t.commune} ({pluriel(t.jeunes, 'jeune')})" for t in worst]
    if not named:
        return "", ""
    if len(named) <= NAMED:
        return f"Personne à {', '.join(named)}", ""
    rest = pluriel(len(named) - NAMED, "autre commune", "autres communes")
    return f"Personne à {', '.join(named[:NAMED])} et {rest}", "\n".join(named)
