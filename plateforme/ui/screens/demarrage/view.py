"""The start of the application: first run, unlock, lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from plateforme import paths
from plateforme.errors import AppError
from plateforme.security.vault import Vault
from plateforme.services.coffre import BaseOuverte
from plateforme.services.premiere_ouverture import Demande
from plateforme.ui.messages import Messages
from plateforme.ui.screens.demarrage.assistant import Assistant
from plateforme.ui.screens.demarrage.deverrouillage import Deverrouillage
from plateforme.ui.screens.demarrage.viewmodel import DemarrageModel
from plateforme.ui.tasks import TaskRunner

FILTRES = (f"Bases Plateforme (*{paths.SUFFIXE})", "Tous les fichiers (*)")


class DemarrageView(QWidget):
    """Unlocks ``chemin``; without one, or once it is gone, walks through the first run."""

    ouverte = Signal(object)
    """The :class:`BaseOuverte`; whoever receives it owns it."""

    def __init__(
        self,
        *,
        chemin: Path | None,
        tasks: TaskRunner,
        messages: Messages,
        vault: Vault,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._chemin, self._messages = chemin, messages
        self.model = DemarrageModel(tasks, vault, self)
        self.assistant = Assistant(messages, today)
        self.deverrouillage = Deverrouillage()
        self.pile = QStackedWidget()
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(self.pile)
        for page in (self.assistant, self.deverrouillage):
            self.pile.addWidget(page)
        self._bind()
        self.model.chercher_trousseau()
        if chemin is not None and chemin.exists():
            self.deverrouiller(chemin)
        else:
            self.pile.setCurrentWidget(self.assistant)

    def deverrouiller(self, chemin: Path) -> None:
        """Show the unlock screen of a base."""
        self._chemin = chemin
        self.deverrouillage.montrer_session(possible=False)
        self.deverrouillage.montrer(chemin)
        self.pile.setCurrentWidget(self.deverrouillage)
        self.model.chercher_session(chemin)
        self.deverrouillage.placer_curseur()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where one types."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._placer_curseur)

    def _placer_curseur(self) -> None:
        page = self.pile.currentWidget()
        (self.assistant if page is self.assistant else self.deverrouillage).placer_curseur()

    def _bind(self) -> None:
        model, assistant, cle = self.model, self.assistant, self.deverrouillage
        assistant.demande_prete.connect(self._creer)
        assistant.exemple.connect(model.exemple)
        assistant.ouvrir.connect(self._choisir)
        cle.phrase_donnee.connect(self._ouvrir)
        cle.session_demandee.connect(self._par_session)
        cle.autre_base.connect(self._choisir)
        cle.nouvelle_base.connect(self._nouvelle)
        model.ouverte.connect(self._arrivee)
        model.refusee.connect(self._refusee)
        model.occupe_change.connect(assistant.occuper)
        model.occupe_change.connect(cle.occuper)
        model.attente_change.connect(cle.attendre)
        model.session_change.connect(lambda possible: cle.montrer_session(possible=possible))
        model.trousseau_change.connect(lambda possible: assistant.phrase.montrer_session(possible=possible))

    def _creer(self, demande: Demande, phrase: str, session: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.model.creer(demande, phrase, session=session)

    def _ouvrir(self, phrase: str) -> None:
        if self._chemin is not None:
            self.model.ouvrir(self._chemin, phrase)

    def _par_session(self) -> None:
        if self._chemin is not None:
            self.model.ouvrir_par_session(self._chemin)

    def _choisir(self) -> None:
        depart = self._chemin.parent if self._chemin else paths.data_dir()
        choisie = self._messages.open_file("Ouvrir une base", FILTRES, depart)
        if choisie is not None:
            self.deverrouiller(choisie)

    def _nouvelle(self) -> None:
        self.deverrouillage.effacer()
        self.pile.setCurrentWidget(self.assistant)
        self.assistant.aller(0)

    def _arrivee(self, base: BaseOuverte, remarque: str) -> None:
        self.deverrouillage.effacer()
        self.assistant.effacer()
        if remarque:
            self._messages.toast(remarque)
        self.ouverte.emit(base)

    def _refusee(self, erreur: AppError) -> None:
        if self.pile.currentWidget() is self.deverrouillage:
            self.deverrouillage.refuser(erreur)
        else:
            self._messages.error(erreur)
