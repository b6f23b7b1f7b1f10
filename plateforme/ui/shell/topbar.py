"""The top bar: back and forward, the campaign, the search, a new contact."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from plateforme.domain.campagne import Campagne
from plateforme.ui.shell.shortcuts import key_words
from plateforme.ui.theme import ICON, Icon, Space, colors, icon, scaled
from plateforme.ui.widgets.buttons import button, icon_button
from plateforme.ui.widgets.fields import Choice

SEARCH_WORDS = "Rechercher une personne, un partenaire, une fiche"
ALL_CAMPAIGNS = "Toutes les campagnes"


class TopBar(QFrame):
    """Commands that are always at hand."""

    campaign_chosen = Signal(int)
    """The id of a campaign, 0 for all."""
    search_wanted = Signal()
    contact_wanted = Signal()
    help_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, Space.S, Space.L, Space.S)
        row.setSpacing(Space.XS)
        self.back = icon_button(Icon.BACK, "Écran précédent", tip="Écran précédent (Alt+←)")
        self.forward = icon_button(Icon.FORWARD, "Écran suivant", tip="Écran suivant (Alt+→)")
        self.campaign = Choice()
        self.campaign.setAccessibleName("Campagne affichée")
        self.campaign.setToolTip("Campagne affichée")
        self.campaign.setProperty("kind", "quiet")
        self.campaign.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.search = SearchButton()
        self.help = icon_button(Icon.QUESTION, "Raccourcis clavier", tip="Raccourcis clavier (F1)")
        self.contact = button("Nouveau contact", "tonal", Icon.CALL, tip="Nouveau contact (Ctrl+N)")
        for widget in (self.back, self.forward):
            row.addWidget(widget)
        row.addSpacing(Space.XS)
        row.addWidget(self.campaign)
        row.addSpacing(Space.S)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(self.help)
        row.addSpacing(Space.XS)
        row.addWidget(self.contact)
        self._bind()

    def set_campaigns(self, campaigns: Sequence[Campagne], current: int) -> None:
        """List the campaigns, the latest first, and choose the current one."""
        self.campaign.set_options([(0, ALL_CAMPAIGNS), *((c.id, f"Campagne {c.nom}") for c in campaigns)])
        self.campaign.set_value(current)

    def _bind(self) -> None:
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.forward.clicked.connect(lambda: self.step_wanted.emit(1))
        self.campaign.chosen.connect(self._campaign_chosen)
        self.search.clicked.connect(self.search_wanted)
        self.help.clicked.connect(self.help_wanted)
        self.contact.clicked.connect(self.contact_wanted)

    def _campaign_chosen(self) -> None:
        value = self.campaign.value()
        self.campaign_chosen.emit(value if isinstance(value, int) else 0)


class SearchButton(QPushButton):
    """Looks like the field it opens, and shows the key that opens it."""

    def __init__(self) -> None:
        super().__init__("Rechercher…")
        self.setProperty("kind", "search")
        self.setIcon(icon(Icon.SEARCH))
        self.setIconSize(QSize(scaled(ICON) + 6, scaled(ICON)))
        self.setAutoDefault(False)
        self.setAccessibleName(SEARCH_WORDS)
        self.setToolTip(f"{SEARCH_WORDS} (Ctrl+K)")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(scaled(150))
        self.setMaximumWidth(scaled(420))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then its key when there is room."""
        super().paintEvent(event)
        keys, metrics = key_words("Ctrl+K"), self.fontMetrics()
        width = metrics.horizontalAdvance(keys)
        if self.width() < width + metrics.horizontalAdvance(self.text()) + 80:
            return
        painter = QPainter(self)
        painter.setPen(QColor(colors().text_muted))
        room = self.rect().adjusted(0, 0, -Space.M, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
