"""The widgets of the contact form and their places; what they do is in :mod:`formulaire`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from plateforme.domain.contact import MINUTES_MAX
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import FormeAccord, Gravite, IssueContact, MotifRefus, Risque
from plateforme.ui.screens.aujourdhui import mots
from plateforme.ui.screens.aujourdhui.details import Details
from plateforme.ui.screens.aujourdhui.saisie import KEYS_ACCORD, KEYS_ISSUE, KEYS_RISQUE, KEYS_THEME, Cadre
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, ThemedPixmap
from plateforme.ui.widgets.chips import Chip, ChipGroup
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice, FormField, TextArea
from plateforme.ui.widgets.text import label

CADRES = [
    (Cadre.DROIT_COMMUN, "À sa demande (droit commun)"),
    (Cadre.ECART, "Suivi de la plateforme (écart au protocole)"),
]
_COURTS = {
    IssueContact.MESSAGE: "Message",
    IssueContact.FAUX_NUMERO: "Faux numéro",
    IssueContact.REFUS: "Plus d’appel",
}
"""Words of the outcomes that fit on a chip; the tooltip says the whole."""


class Champs(Card):
    """Every field of the form, built and placed, from the outcome to the button that saves."""

    def __init__(self, aujourd_hui: Callable[[], date]) -> None:
        super().__init__()
        self._build_outcome()
        self._build_reached()
        self._build_end(aujourd_hui)
        self._label()
        self._arrange()

    def _build_outcome(self) -> None:
        self.alerte = Banner("", "warning", Icon.WARNING)
        self.cadre = ChipGroup("Pourquoi ce contact", exclusive=True)
        self.issue = ChipGroup(
            "Issue de l’appel",
            [(i, _COURTS.get(i, i.libelle)) for i in KEYS_ISSUE],
            exclusive=True,
            optional=False,
            keys="".join(KEYS_ISSUE.values()),
            shapes={i: mots.SHAPES_ISSUE[i] for i in KEYS_ISSUE},
        )
        for issue, touche in KEYS_ISSUE.items():
            aide = f"{issue.libelle} (touche {touche}, ou Alt+{touche} depuis le formulaire)"
            self.issue.chip(issue).setToolTip(aide)
        self.accord = ChipGroup(
            "Accord pour être suivi",
            [(a, a.libelle) for a in KEYS_ACCORD],
            exclusive=True,
            keys="".join(KEYS_ACCORD.values()),
        )
        self.forme = ChipGroup(
            "Forme de l’accord", [(f, f.libelle) for f in FormeAccord], exclusive=True, optional=False
        )
        self.representant = QCheckBox("Le représentant légal est d’accord aussi")
        self.motif = Choice([(m, m.libelle) for m in MotifRefus], empty="Choisir une raison")

    def _build_reached(self) -> None:
        self.texte = TextArea(3, "Ce qui s’est dit, en quelques mots")
        self.texte.setFixedHeight(self.texte.minimumHeight())
        self.themes = ChipGroup(
            "Thèmes abordés",
            [(t, mots.COURTS_THEME.get(t, t.libelle)) for t in KEYS_THEME],
            keys="".join(KEYS_THEME.values()),
        )
        for theme, touche in KEYS_THEME.items():
            self.themes.chip(theme).setToolTip(f"{theme.libelle} (touche {touche} parmi les thèmes)")
        self.ouvrir = QCheckBox("Ouvrir une difficulté")
        self.gravite = ChipGroup(
            "Gravité de la difficulté", [(g, g.libelle) for g in Gravite], exclusive=True, optional=False
        )
        self.risque = ChipGroup(
            "Risque de rupture",
            [(r, "Inévitable" if r is Risque.INEVITABLE else r.libelle) for r in KEYS_RISQUE],
            exclusive=True,
            keys="".join(KEYS_RISQUE.values()),
        )
        self.convenu = QLineEdit()
        self.convenu.setPlaceholderText("Ce qui a été convenu")

    def _build_end(self, aujourd_hui: Callable[[], date]) -> None:
        self.rappel = DateField(aujourd_hui)
        self.details = Details(aujourd_hui)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, MINUTES_MAX - 1)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.minutes.setSuffix(f"{NBSP}min")
        self.minutes.setAccessibleName("Durée de l’appel, en minutes")
        self.minutes.setToolTip("Comptées pendant l’appel. Corrigez si besoin.")
        self.enregistrer = button("Enregistrer et suivant", "primary", Icon.CHECK, tip="Ctrl+Entrée")
        self.suite = label(role="small", wrap=True)
        invite = f"Dites comment l’appel s’est passé{NNBSP}: une touche suffit."
        self.invite = label(invite, role="muted", wrap=True)

    def _label(self) -> None:
        self.champ_motif = FormField("Raison", self.motif)
        self.champ_texte = FormField("Notes", self.texte)
        self.champ_convenu = FormField("Ce qui a été convenu", self.convenu)
        self.champ_rappel = FormField("Rappeler", self.rappel)
        self.champ_issue = FormField("Issue de l’appel", self.issue)
        self.champ_themes = FormField("Thèmes abordés", self.themes)
        self.champ_risque = FormField("Risque de rupture", self.risque)
        self.champ_accord = FormField("Accord pour être suivi", self.accord)
        self.champ_cadre = FormField("Pourquoi ce contact", self.cadre)
        for champ in (self.champ_issue, self.champ_texte, self.champ_convenu):
            champ.title.hide()
        self.bloc_accord = _bloc(self.champ_accord, self.forme, self.representant)
        self.bloc_ouvrir = _bloc(self.ouvrir, self.gravite)

    def _arrange(self) -> None:
        dedans = QWidget()
        self.colonne = colonne = QVBoxLayout(dedans)
        colonne.setContentsMargins(0, 0, Space.XS, 0)
        colonne.setSpacing(Space.M)
        for widget in (
            self.alerte,
            self.champ_cadre,
            self.champ_issue,
            self.bloc_accord,
            self.champ_motif,
            self.champ_texte,
            self.champ_themes,
            self.bloc_ouvrir,
            self.champ_risque,
            self.champ_convenu,
            self.champ_rappel,
            self.details,
            self.invite,
        ):
            colonne.addWidget(widget)
        colonne.addStretch(1)
        self.defilement = QScrollArea()
        self.defilement.setWidgetResizable(True)
        self.defilement.setMinimumHeight(60)
        self.defilement.setFrameShape(QFrame.Shape.NoFrame)
        self.defilement.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.defilement.setWidget(dedans)
        dedans.setAutoFillBackground(False)
        self.body.addWidget(self.defilement, 1)
        self.body.addWidget(self.suite)
        pied = QHBoxLayout()
        pied.setSpacing(Space.S)
        pied.addWidget(ThemedPixmap(Icon.CLOCK, "text_muted", 18))
        pied.addWidget(self.minutes)
        pied.addStretch(1)
        pied.addWidget(self.enregistrer)
        self.body.addLayout(pied)

    def accueillir(self, widget: QWidget) -> None:
        """Show ``widget`` after the fields, where there is no room beside the form."""
        self.colonne.insertWidget(self.colonne.count() - 1, widget)
        widget.show()


def raccourci(touches: str, parent: QWidget, action: Callable[[], object]) -> None:
    """Run ``action`` on these keys while the focus is in ``parent``.

    The slot is connected apart: the constructor that takes one ignores the context.
    """
    fait = QShortcut(QKeySequence(touches), parent, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    fait.activated.connect(action)


def entrer(groupe: ChipGroup) -> None:
    """Give the focus to the chip of a group that the Tab key reaches."""
    chips = groupe.findChildren(Chip)
    entree = next((c for c in chips if c.focusPolicy() is Qt.FocusPolicy.StrongFocus), None)
    if entree is not None:
        entree.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _bloc(*widgets: QWidget) -> QFrame:
    """Return a quiet surface around fields that belong together."""
    bloc = QFrame()
    bloc.setProperty("surface", "quiet")
    colonne = QVBoxLayout(bloc)
    colonne.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
    colonne.setSpacing(Space.S)
    for widget in widgets:
        colonne.addWidget(widget)
    return bloc
