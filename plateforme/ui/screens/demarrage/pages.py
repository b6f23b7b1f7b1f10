"""The steps of the first run, one page each: a title, a sentence, a few fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from plateforme import paths
from plateforme.domain.emplacement import dossier_synchronise
from plateforme.domain.phrase import estimer
from plateforme.errors import InvalidInputError
from plateforme.services import premiere_ouverture
from plateforme.typographie import typographie
from plateforme.ui.messages import Messages
from plateforme.ui.screens.demarrage.champs import ChampPhrase, Solidite
from plateforme.ui.screens.demarrage.formulaires import (
    Formulaire,
    FormulaireCampagne,
    FormulaireChambre,
    FormulaireReferent,
    ligne,
)
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, ThemedPixmap
from plateforme.ui.widgets.fields import FormField
from plateforme.ui.widgets.text import label

LARGEUR = 560
"""Widest line of a step, in device-independent pixels."""
AVERTISSEMENT = (
    "Notez-la et gardez-la ailleurs que sur cet ordinateur. Sans elle, et sans les moyens de secours que vous "
    "préparerez, personne ne pourra rouvrir la base, pas même nous : elle ne se retrouve pas."
)


class Page(QWidget):
    """One step. ``valider`` tells what is wrong in place and returns False."""

    suite = Signal()
    """Enter was pressed in the last field."""
    etape = ""

    def __init__(self, titre: str, phrase: str) -> None:
        super().__init__()
        self.setAccessibleName(titre)
        self.corps = QVBoxLayout(self)
        self.corps.setContentsMargins(0, 0, 0, 0)
        self.corps.setSpacing(Space.M)
        self.titre = label(titre, role="title", wrap=True)
        self.phrase = label(typographie(phrase), role="muted", wrap=True)
        self.corps.addWidget(self.titre)
        self.corps.addWidget(self.phrase)
        self.corps.addSpacing(Space.S)

    def valider(self) -> bool:
        """Return True when the step may be left."""
        return True

    def premier_champ(self) -> QWidget | None:
        """Return what takes the focus when the step is shown."""
        return None


class PageBienvenue(Page):
    """What the application does, and the two ways to begin."""

    exemple = Signal()
    ouvrir = Signal()
    etape = "Bienvenue"

    def __init__(self) -> None:
        super().__init__(
            "Bienvenue",
            "Plateforme suit les jeunes en contrat d’apprentissage : les appels du mois, les difficultés, les fiches "
            "aux partenaires. Tout reste sur cet ordinateur, dans un fichier chiffré dont personne d’autre n’a la clé.",
        )
        for icone, texte in (
            (Icon.KEY, "Une phrase de passe à choisir"),
            (Icon.IDENTITY, "Votre chambre et vos coordonnées, imprimées sur les fiches"),
            (Icon.CAMPAIGN, "Votre première campagne"),
        ):
            self.corps.addLayout(_point(icone, texte))
        self.corps.addSpacing(Space.L)
        self.creer = button("Créer ma base", "primary", Icon.ADD)
        self.voir = button("Voir avec des données d’exemple", "", Icon.EYE)
        self.existante = button("Ouvrir une base existante…", "link")
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.S)
        for bouton in (self.creer, self.voir):
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        self.corps.addLayout(rangee)
        note = "208 personnes inventées, au lundi 3 janvier 2011. Rien ne s’y mélange avec vos données."
        self.corps.addWidget(label(note, role="small", wrap=True))
        self.corps.addSpacing(Space.S)
        self.corps.addWidget(self.existante, 0, Qt.AlignmentFlag.AlignLeft)
        self.corps.addStretch(1)
        self.creer.clicked.connect(self.suite)
        self.voir.clicked.connect(self.exemple)
        self.existante.clicked.connect(self.ouvrir)

    def premier_champ(self) -> QWidget | None:
        """Return the main button."""
        return self.creer


class PageEmplacement(Page):
    """Where the file goes."""

    etape = "Emplacement"

    def __init__(self, messages: Messages) -> None:
        super().__init__(
            "Où garder la base", "Un seul fichier, chiffré. Le dossier proposé convient à presque tout le monde."
        )
        self._messages = messages
        self._dossier = paths.data_dir()
        self.nom = ligne()
        self.nom.setText(premiere_ouverture.NOM_PROPOSE)
        self.champ_nom = FormField("Nom de la base", self.nom, required=True)
        self.dossier = ligne()
        self.dossier.setReadOnly(True)
        self.champ_dossier = FormField("Dossier", self.dossier)
        self.choisir = button("Choisir un autre dossier…", "", Icon.FOLDER)
        self.alerte = Banner("", "warning", Icon.WARNING)
        self.corps.addWidget(self.champ_nom)
        self.corps.addWidget(self.champ_dossier)
        self.corps.addWidget(self.choisir, 0, Qt.AlignmentFlag.AlignLeft)
        self.corps.addWidget(self.alerte)
        self.corps.addStretch(1)
        self.nom.textEdited.connect(lambda _t: self._nommer())
        self.nom.returnPressed.connect(self.suite)
        self.choisir.clicked.connect(self._choisir)
        self._montrer()

    def chemin(self) -> Path:
        """Return the file that will be created."""
        return self._dossier / premiere_ouverture.nom_de_fichier(self.nom.text())

    def valider(self) -> bool:
        """Refuse an empty name and a file that is there already."""
        self.champ_nom.set_error(self._erreur())
        if self.champ_nom.error():
            self.nom.setFocus()
        return not self.champ_nom.error()

    def premier_champ(self) -> QWidget | None:
        """Return the name."""
        return self.nom

    def placer(self, dossier: Path) -> None:
        """Choose a folder."""
        self._dossier = dossier
        self._montrer()

    def _erreur(self) -> str:
        chemin = self.chemin()
        if not premiere_ouverture.nom_de_fichier(self.nom.text()):
            return "Donnez un nom à la base, avec des lettres ou des chiffres."
        if chemin.exists() or paths.header_of(chemin).exists():
            return f"« {chemin.name} » existe déjà dans ce dossier. Choisissez un autre nom."
        return ""

    def _nommer(self) -> None:
        self.champ_nom.set_error("")
        self._montrer()

    def _choisir(self) -> None:
        choisi = self._messages.choose_folder("Dossier de la base", self._dossier)
        if choisi is not None:
            self.placer(choisi)

    def _montrer(self) -> None:
        self.dossier.setText(str(self._dossier))
        self.dossier.setCursorPosition(0)
        self.dossier.setToolTip(str(self._dossier))
        nom = premiere_ouverture.nom_de_fichier(self.nom.text())
        self.champ_nom.set_help(f"Le fichier s’appellera {nom}." if nom else "")
        service = dossier_synchronise(self._dossier)
        self.alerte.set_text(
            typographie(
                f"Ce dossier semble copié par {service}. Une copie faite pendant une écriture peut abîmer la base : "
                "choisissez plutôt un dossier qui reste sur cet ordinateur."
            )
            if service
            else ""
        )


class PagePhrase(Page):
    """The passphrase, twice."""

    etape = "Phrase de passe"

    def __init__(self) -> None:
        super().__init__(
            "Votre phrase de passe", "Quatre ou cinq mots sans rapport se retiennent mieux qu’un mot compliqué."
        )
        self.phrase_1, self.phrase_2 = ChampPhrase(), ChampPhrase()
        self.champ_1 = FormField("Phrase de passe", self.phrase_1)
        self.champ_2 = FormField("La même, une seconde fois", self.phrase_2)
        self.solidite = Solidite()
        self.session = QCheckBox("Ouvrir aussi avec ma session, sans la taper")
        aide = "Quiconque ouvre votre session sur cet ordinateur pourra alors ouvrir la base."
        self.session.setAccessibleDescription(aide)
        self.aide_session = label(aide, role="small", wrap=True)
        self.corps.addWidget(self.champ_1)
        self.corps.addWidget(self.solidite)
        self.corps.addWidget(self.champ_2)
        self.corps.addWidget(Banner(typographie(AVERTISSEMENT), "warning", Icon.WARNING))
        option = QVBoxLayout()
        option.setSpacing(0)
        option.addWidget(self.session)
        self.aide_session.setContentsMargins(Space.XL + Space.XS, 0, 0, 0)
        option.addWidget(self.aide_session)
        self.corps.addLayout(option)
        self.corps.addStretch(1)
        self.montrer_session(possible=False)
        self.phrase_1.saisie.connect(self._estimer)
        self.phrase_2.saisie.connect(lambda: self.champ_2.set_error(""))
        self.phrase_1.validee.connect(self.phrase_2.setFocus)
        self.phrase_2.validee.connect(self.suite)

    def montrer_session(self, *, possible: bool) -> None:
        """Offer the session only when this machine can keep a secret."""
        for morceau in (self.session, self.aide_session):
            morceau.setVisible(possible)

    def secret(self) -> str:
        """Return the phrase typed."""
        return self.phrase_1.phrase()

    def effacer(self) -> None:
        """Empty both fields."""
        self.phrase_1.effacer()
        self.phrase_2.effacer()

    def valider(self) -> bool:
        """Refuse a phrase that would not protect, and two that differ."""
        try:
            premiere_ouverture.exiger_phrase_solide(self.secret())
        except InvalidInputError as e:
            self.champ_1.set_error(e.message)
            self.phrase_1.selectionner()
            return False
        if self.secret() != self.phrase_2.phrase():
            self.champ_2.set_error("Les deux phrases ne sont pas les mêmes. Retapez la seconde.")
            self.phrase_2.selectionner()
            return False
        return True

    def premier_champ(self) -> QWidget | None:
        """Return the first field."""
        return self.phrase_1

    def _estimer(self) -> None:
        self.champ_1.set_error("")
        phrase = self.secret()
        self.solidite.montrer(estimer(phrase) if phrase else None)


class _PageFormulaire(Page):
    """A step that is one form."""

    def __init__(self, titre: str, phrase: str, formulaire: Formulaire) -> None:
        super().__init__(titre, phrase)
        self._formulaire = formulaire
        self.corps.addWidget(formulaire)
        self.corps.addStretch(1)

    def valider(self) -> bool:
        """Tell the errors of the form."""
        return self._formulaire.valider()


class PageChambre(_PageFormulaire):
    """The chamber and its department."""

    etape = "Chambre"

    def __init__(self) -> None:
        self.formulaire = FormulaireChambre()
        super().__init__("Votre chambre", "Elle figure en tête des fiches et des rapports.", self.formulaire)

    def premier_champ(self) -> QWidget | None:
        """Return the name."""
        return self.formulaire.findChild(QWidget, "chambre_nom")


class PageReferent(_PageFormulaire):
    """Who uses the application."""

    etape = "Vous"

    def __init__(self) -> None:
        self.formulaire = FormulaireReferent()
        super().__init__("Vous", "Les partenaires vous répondent à ces coordonnées.", self.formulaire)

    def premier_champ(self) -> QWidget | None:
        """Return the name."""
        return self.formulaire.findChild(QWidget, "referent_nom")


class PageCampagne(_PageFormulaire):
    """The first campaign, or later."""

    etape = "Campagne"

    def __init__(self, today: Callable[[], date]) -> None:
        self.formulaire = FormulaireCampagne(today)
        self.formulaire.charger(premiere_ouverture.campagne_proposee(today()))
        super().__init__(
            "Votre première campagne",
            "Les jeunes dont le contrat commence dans cette période y sont repérés. Tout se corrige ensuite.",
            self.formulaire,
        )
        self.plus_tard = QCheckBox("Je la créerai plus tard")
        self.corps.insertWidget(self.corps.count() - 1, self.plus_tard)
        self.plus_tard.toggled.connect(lambda coche: self.formulaire.setEnabled(not coche))

    def valider(self) -> bool:
        """Tell the errors of the form, unless it is for later."""
        return self.plus_tard.isChecked() or super().valider()

    def premier_champ(self) -> QWidget | None:
        """Return the name."""
        return self.formulaire.nom


def _point(icone: Icon, texte: str) -> QHBoxLayout:
    rangee = QHBoxLayout()
    rangee.setSpacing(Space.M)
    rangee.addWidget(ThemedPixmap(icone, "accent"))
    rangee.addWidget(label(texte, wrap=True), 1)
    return rangee
