"""Unlocking a base: its name, the passphrase, or the session. The lock shows the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from plateforme.domain.texte import NBSP, NNBSP, pluriel
from plateforme.errors import AppError, WrongPassphraseError
from plateforme.services import demo, premiere_ouverture
from plateforme.ui.screens.demarrage.champs import ChampPhrase
from plateforme.ui.screens.demarrage.enseigne import Enseigne
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner
from plateforme.ui.widgets.fields import FormField
from plateforme.ui.widgets.text import label

LARGEUR = 420


class Deverrouillage(QWidget):
    """The card in the middle. What is typed leaves by :attr:`phrase_donnee` and the field is emptied once it opened."""

    phrase_donnee = Signal(str)
    session_demandee = Signal()
    autre_base = Signal()
    nouvelle_base = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attente = 0
        self.nom = label("", role="title", wrap=True)
        self.dossier = label("", role="small")
        self.phrase = ChampPhrase()
        self.champ = FormField("Phrase de passe", self.phrase)
        self.ouvrir = button("Ouvrir", "primary", Icon.UNLOCK)
        self.session = button("Ouvrir avec ma session", "", Icon.KEY)
        self.autre = button("Choisir une autre base…", "link")
        self.creer = button("Créer une base…", "link")
        self.probleme = Banner("", "danger", Icon.WARNING)
        self.rappel = Banner("", "info", Icon.INFO)
        self.progres = QProgressBar()
        self.progres.setRange(0, 0)
        self.progres.setAccessibleName("Ouverture en cours")
        self._lay_out()
        self.montrer_session(possible=False)
        self._bind()

    def montrer(self, chemin: Path) -> None:
        """Show the base to open."""
        self.nom.setText(chemin.stem)
        dossier = str(chemin.parent)
        place = LARGEUR - 2 * Space.XL
        self.dossier.setText(self.dossier.fontMetrics().elidedText(dossier, Qt.TextElideMode.ElideMiddle, place))
        self.dossier.setToolTip(dossier)
        self.dossier.setAccessibleName(f"Dossier {dossier}")
        exemple = premiere_ouverture.est_exemple(chemin)
        self.rappel.set_text(
            f"Base d’exemple{NNBSP}: sa phrase de passe est «{NBSP}{demo.PHRASE}{NBSP}»." if exemple else ""
        )
        self.champ.set_error("")
        self.probleme.set_text("")
        self.effacer()
        if exemple:
            self.phrase.edit.setText(demo.PHRASE)

    def montrer_session(self, *, possible: bool) -> None:
        """Offer the session when the base has its slot and this machine a keyring."""
        self.session.setVisible(possible)

    def refuser(self, erreur: AppError) -> None:
        """Tell a wrong phrase under the field, anything else above it."""
        if isinstance(erreur, WrongPassphraseError):
            self.champ.set_error(str(erreur))
            self.phrase.selectionner()
        else:
            self.probleme.set_text(str(erreur))

    def attendre(self, secondes: int) -> None:
        """Close the way for so many seconds; 0 opens it again."""
        self._attente = secondes
        self._permettre()
        delai = pluriel(secondes, "seconde")
        self.ouvrir.setText(f"Nouvel essai dans {delai}" if secondes else "Ouvrir")

    def occuper(self, quoi: str) -> None:
        """Show that the key is being computed, or that it is over."""
        self.progres.setVisible(bool(quoi))
        for morceau in (self.phrase, self.session, self.autre, self.creer):
            morceau.setEnabled(not quoi)
        self._occupe = bool(quoi)
        if quoi:
            self.probleme.set_text("")
            self.champ.set_error("")
        self._permettre()

    def effacer(self) -> None:
        """Forget what is typed."""
        self.phrase.effacer()

    def placer_curseur(self) -> None:
        """Put the cursor in the field."""
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _permettre(self) -> None:
        self.ouvrir.setEnabled(not self._occupe and not self._attente and bool(self.phrase.phrase()))

    def _donner(self) -> None:
        if self.ouvrir.isEnabled():
            self.phrase_donnee.emit(self.phrase.phrase())

    def _bind(self) -> None:
        self._occupe = False
        self.phrase.saisie.connect(self._saisie)
        self.phrase.validee.connect(self._donner)
        self.ouvrir.clicked.connect(self._donner)
        self.session.clicked.connect(self.session_demandee)
        self.autre.clicked.connect(self.autre_base)
        self.creer.clicked.connect(self.nouvelle_base)
        self.occuper("")

    def _saisie(self) -> None:
        self.champ.set_error("")
        self._permettre()

    def _lay_out(self) -> None:
        self.setProperty("surface", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dehors = QVBoxLayout(self)
        dehors.setSpacing(Space.L)
        dehors.addStretch(2)
        dehors.addWidget(Enseigne(), 0, Qt.AlignmentFlag.AlignHCenter)
        carte = QFrame()
        carte.setProperty("surface", "card")
        carte.setFixedWidth(LARGEUR)
        colonne = QVBoxLayout(carte)
        colonne.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        colonne.setSpacing(Space.M)
        titre = QVBoxLayout()
        titre.setSpacing(Space.XS)
        titre.addWidget(self.nom)
        titre.addWidget(self.dossier)
        colonne.addLayout(titre)
        for morceau in (self.rappel, self.probleme, self.champ):
            colonne.addWidget(morceau)
        colonne.addWidget(self.progres)
        colonne.addWidget(self.ouvrir)
        colonne.addWidget(self.session)
        milieu = QHBoxLayout()
        milieu.addStretch(1)
        milieu.addWidget(carte)
        milieu.addStretch(1)
        dehors.addLayout(milieu)
        pied = QHBoxLayout()
        pied.setSpacing(Space.L)
        pied.addStretch(1)
        pied.addWidget(self.autre)
        pied.addWidget(self.creer)
        pied.addStretch(1)
        dehors.addLayout(pied)
        dehors.addStretch(3)
