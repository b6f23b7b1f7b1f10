"""The first run: where one is at the left, the step at the right, Retour and Continuer under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from plateforme.services.premiere_ouverture import Demande
from plateforme.ui.messages import Messages
from plateforme.ui.screens.demarrage.enseigne import Enseigne
from plateforme.ui.screens.demarrage.pages import (
    LARGEUR,
    Page,
    PageBienvenue,
    PageCampagne,
    PageChambre,
    PageEmplacement,
    PagePhrase,
    PageReferent,
)
from plateforme.ui.theme import Icon, Space, set_property
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import ThemedPixmap
from plateforme.ui.widgets.text import label


class Assistant(QWidget):
    """Six pages. ``demande_prete`` carries the request, the passphrase and whether to open with the session."""

    demande_prete = Signal(object, str, bool)
    exemple = Signal()
    ouvrir = Signal()

    def __init__(self, messages: Messages, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bienvenue = PageBienvenue()
        self.emplacement = PageEmplacement(messages)
        self.phrase = PagePhrase()
        self.chambre = PageChambre()
        self.referent = PageReferent()
        self.campagne = PageCampagne(today)
        self.pages: tuple[Page, ...] = (
            self.bienvenue,
            self.emplacement,
            self.phrase,
            self.chambre,
            self.referent,
            self.campagne,
        )
        self.etapes = _Etapes([p.etape for p in self.pages])
        self.pile = QStackedWidget()
        self.retour = button("Retour", "ghost", Icon.BACK)
        self.continuer = button("Continuer", "primary")
        self.attente = label("", role="muted")
        self.progres = QProgressBar()
        self.progres.setRange(0, 0)
        self.progres.setMaximumWidth(120)
        self.progres.setAccessibleName("En cours")
        self.progres.hide()
        self._lay_out()
        self.retour.clicked.connect(lambda: self.aller(self.rang() - 1))
        self.continuer.clicked.connect(self.avancer)
        self.bienvenue.exemple.connect(self.exemple)
        self.bienvenue.ouvrir.connect(self.ouvrir)
        for page in self.pages:
            page.suite.connect(self.avancer)
        self.aller(0)

    def rang(self) -> int:
        """Return the rank of the page shown, 0 for the welcome."""
        return self.pile.currentIndex()

    def aller(self, rang: int) -> None:
        """Show a page."""
        self.pile.setCurrentIndex(max(0, rang))
        page = self.pages[self.rang()]
        self.etapes.montrer(self.rang())
        for bouton in (self.retour, self.continuer):
            bouton.setVisible(self.rang() > 0)
        self.continuer.setText("Créer la base" if page is self.campagne else "Continuer")
        announce(self, f"Étape {self.rang()} sur {len(self.pages) - 1}, {page.etape}" if self.rang() else page.etape)
        self.placer_curseur()

    def placer_curseur(self) -> None:
        """Put the cursor in the first field of the page."""
        premier = self.pages[self.rang()].premier_champ()
        if premier is not None:
            premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def avancer(self) -> None:
        """Leave the page when it is right; the last one asks for the base."""
        page = self.pages[self.rang()]
        if not self.isEnabled() or not page.valider():
            return
        if page is not self.campagne:
            self.aller(self.rang() + 1)
            return
        if not self.phrase.secret():
            self.aller(self.pages.index(self.phrase))
            return
        session = self.phrase.session.isVisibleTo(self.phrase) and self.phrase.session.isChecked()
        self.demande_prete.emit(self._demande(), self.phrase.secret(), session)

    def occuper(self, quoi: str) -> None:
        """Tell what is being done and let nothing be changed meanwhile."""
        self.attente.setText(quoi)
        self.progres.setVisible(bool(quoi))
        self.setEnabled(not quoi)
        if not quoi and self.isVisible():
            self.placer_curseur()

    def effacer(self) -> None:
        """Forget the passphrase."""
        self.phrase.effacer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Alt+Left or Escape."""
        retour = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if (retour or event.key() == Qt.Key.Key_Escape) and self.rang() > 0:
            self.aller(self.rang() - 1)
        else:
            super().keyPressEvent(event)

    def _demande(self) -> Demande:
        plus_tard = self.campagne.plus_tard.isChecked()
        return Demande(
            self.emplacement.chemin(),
            {**self.chambre.formulaire.valeurs(), **self.referent.formulaire.valeurs()},
            None if plus_tard else self.campagne.formulaire.campagne(),
        )

    def _lay_out(self) -> None:
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(0)
        rangee.addWidget(self.etapes)
        colonne = QVBoxLayout()
        colonne.setContentsMargins(Space.XXL + Space.L, Space.XXL, Space.XXL, Space.L)
        colonne.setSpacing(Space.L)
        for page in self.pages:
            self.pile.addWidget(_defilant(page))
        pied = QHBoxLayout()
        pied.setSpacing(Space.M)
        pied.addWidget(self.retour)
        pied.addStretch(1)
        pied.addWidget(self.progres)
        pied.addWidget(self.attente)
        pied.addWidget(self.continuer)
        bas = QWidget()
        bas.setMaximumWidth(LARGEUR)
        bas.setLayout(pied)
        pied.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(self.pile, 1)
        colonne.addWidget(bas)
        rangee.addLayout(colonne, 1)


class _Etapes(QFrame):
    """The list of the steps: done, current, to come, told by the icon and the weight as well as the colour."""

    def __init__(self, noms: list[str]) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self.setFixedWidth(236)
        self.setAccessibleName("Étapes")
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(Space.XL, Space.XXL, Space.L, Space.XL)
        colonne.setSpacing(Space.M)
        colonne.addWidget(Enseigne())
        colonne.addSpacing(Space.XL)
        self._lignes: list[tuple[ThemedPixmap, QLabel]] = []
        for nom in noms[1:]:
            rangee = QHBoxLayout()
            rangee.setSpacing(Space.S)
            icone, mot = ThemedPixmap(Icon.STEP_TODO, "text_muted", 18), label(nom, role="muted")
            rangee.addWidget(icone)
            rangee.addWidget(mot, 1)
            self._lignes.append((icone, mot))
            colonne.addLayout(rangee)
        colonne.addStretch(1)
        hors_ligne = label("Hors ligne, sur cet ordinateur", role="small", wrap=True)
        colonne.addWidget(hors_ligne)

    def montrer(self, rang: int) -> None:
        """Mark the steps before ``rang`` as done."""
        for i, (icone, mot) in enumerate(self._lignes, 1):
            fait, courant = i < rang, i == rang
            icone.set(
                Icon.CHECK_CIRCLE if fait else Icon.STEP_CURRENT if courant else Icon.STEP_TODO,
                "accent" if fait or courant else "text_muted",
            )
            set_property(mot, "role", "strong" if courant else "muted")
            mot.setAccessibleName(f"{mot.text()}, {'fait' if fait else 'en cours' if courant else 'à venir'}")


def _defilant(page: Page) -> QScrollArea:
    """Let a page scroll when the text is large or the window small."""
    zone = QScrollArea()
    zone.setWidgetResizable(True)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setMaximumWidth(LARGEUR)
    zone.setWidget(page)
    return zone
