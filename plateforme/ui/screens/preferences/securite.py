"""Passphrase, session, lock."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from plateforme.domain.phrase import estimer
from plateforme.domain.texte import NBSP
from plateforme.errors import AppError, WrongPassphraseError
from plateforme.services.reglages import Valeurs
from plateforme.settings import VERROUILLAGE_MINUTES
from plateforme.typographie import typographie
from plateforme.ui.messages import Messages
from plateforme.ui.screens.demarrage.champs import ChampPhrase, Solidite
from plateforme.ui.screens.preferences.sections import ENREGISTRE, Section
from plateforme.ui.screens.preferences.viewmodel import PreferencesModel, Session
from plateforme.ui.theme import Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Card
from plateforme.ui.widgets.fields import Choice, FormField
from plateforme.ui.widgets.text import label

MINUTES = (5, 10, 15, 30, 60)
SAUVEGARDES = "Les sauvegardes faites avant gardent l’ancienne phrase de passe : détruisez-les si quelqu’un la connaît."


class SectionSecurite(Section):
    """What protects the base."""

    def __init__(self, model: PreferencesModel, messages: Messages) -> None:
        super().__init__("Sécurité", "La base est chiffrée. Ces réglages disent qui peut l’ouvrir sur cet ordinateur.")
        self._model, self._messages = model, messages
        self._verrouillage()
        self._session()
        self._phrase()
        self.corps.addStretch(1)
        model.session_lue.connect(self._montrer_session)
        model.session_echouee.connect(messages.error)
        model.phrase_changee.connect(self._changee)
        model.phrase_refusee.connect(self._refusee)
        model.occupe_change.connect(self._occuper)

    def charger(self, valeurs: Valeurs) -> None:
        """Show the delay."""
        minutes = valeurs[VERROUILLAGE_MINUTES]
        if minutes and minutes not in MINUTES:
            self.delai.set_options(self._delais({*MINUTES, minutes}))
        self.delai.set_value(minutes)

    def effacer(self) -> None:
        """Forget the passphrases typed."""
        for champ in (self.ancienne, self.nouvelle, self.encore):
            champ.effacer()

    # Lock

    def _verrouillage(self) -> None:
        carte = Card("Verrouillage")
        self.delai = Choice(self._delais(set(MINUTES)))
        self.delai.setMaximumWidth(260)
        carte.body.addWidget(FormField("Sans activité, verrouiller", self.delai))
        carte.body.addWidget(label("Ctrl+L verrouille tout de suite. Ce que vous tapiez est gardé.", role="small"))
        self.corps.addWidget(carte)
        self.delai.chosen.connect(self._garder_delai)

    @staticmethod
    def _delais(minutes: set[int]) -> list[tuple[int, str]]:
        return [*((m, f"après {m}{NBSP}minutes") for m in sorted(minutes)), (0, "jamais")]

    def _garder_delai(self) -> None:
        self._model.ecrire({VERROUILLAGE_MINUTES: self.delai.value()}, lambda: self._messages.toast(ENREGISTRE))

    # Session

    def _session(self) -> None:
        self.carte_session = Card("Ouvrir avec ma session")
        self.session = QCheckBox("Ouvrir la base sans taper la phrase de passe, quand ma session est ouverte")
        self.aide_session = label("", role="small", wrap=True)
        self.carte_session.body.addWidget(self.session)
        self.carte_session.body.addWidget(self.aide_session)
        self.corps.addWidget(self.carte_session)
        self.session.clicked.connect(lambda coche: self._model.permettre_session(active=coche))

    def _montrer_session(self, session: Session) -> None:
        self.session.setChecked(session.active)
        self.session.setEnabled(session.possible or session.active)
        self.aide_session.setText(
            typographie(
                "Une clé est gardée dans le trousseau de votre système, jamais la phrase de passe."
                if session.possible
                else "Le trousseau de votre système n’est pas disponible : la phrase de passe est toujours demandée."
            )
        )

    # Passphrase

    def _phrase(self) -> None:
        carte = Card("Changer la phrase de passe")
        self.ancienne, self.nouvelle, self.encore = ChampPhrase(), ChampPhrase(), ChampPhrase()
        self.champ_ancienne = FormField("Phrase actuelle", self.ancienne)
        self.champ_nouvelle = FormField("Nouvelle phrase", self.nouvelle)
        self.champ_encore = FormField("La nouvelle, une seconde fois", self.encore)
        self.solidite = Solidite()
        self.changer = button("Changer la phrase de passe", "primary")
        self.progression = label("", role="muted")
        for morceau in (self.champ_ancienne, self.champ_nouvelle, self.solidite, self.champ_encore):
            carte.body.addWidget(morceau)
        carte.body.addWidget(label(SAUVEGARDES, role="small", wrap=True))
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.M)
        rangee.addWidget(self.changer)
        rangee.addWidget(self.progression)
        rangee.addStretch(1)
        carte.body.addLayout(rangee)
        self.corps.addWidget(carte)
        self.ancienne.saisie.connect(lambda: self.champ_ancienne.set_error(""))
        self.nouvelle.saisie.connect(self._estimer)
        self.encore.saisie.connect(lambda: self.champ_encore.set_error(""))
        self.encore.validee.connect(self._changer)
        self.changer.clicked.connect(self._changer)

    def _estimer(self) -> None:
        self.champ_nouvelle.set_error("")
        phrase = self.nouvelle.phrase()
        self.solidite.montrer(estimer(phrase) if phrase else None)

    def _changer(self) -> None:
        if not self.ancienne.phrase():
            self.champ_ancienne.set_error("Tapez d’abord la phrase de passe actuelle.")
            self.ancienne.setFocus()
        elif self.nouvelle.phrase() != self.encore.phrase():
            self.champ_encore.set_error("Les deux phrases ne sont pas les mêmes. Retapez la seconde.")
            self.encore.selectionner()
        else:
            self._model.changer_phrase(self.ancienne.phrase(), self.nouvelle.phrase())

    def _occuper(self, occupe: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.progression.setText("Calcul de la nouvelle clé…" if occupe else "")
        for morceau in (self.changer, self.ancienne, self.nouvelle, self.encore):
            morceau.setEnabled(not occupe)

    def _changee(self) -> None:
        self.effacer()
        self.solidite.montrer(None)
        self._messages.toast("La phrase de passe est changée.")

    def _refusee(self, erreur: AppError) -> None:
        if isinstance(erreur, WrongPassphraseError):
            self.champ_ancienne.set_error("Ce n’est pas la phrase de passe actuelle. Rien n’a été changé.")
            self.ancienne.selectionner()
        else:
            self.champ_nouvelle.set_error(erreur.message)
            self.nouvelle.selectionner()
