"""The sections of the preferences that are settings: chamber, référent, appearance, documents, about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateforme import paths
from plateforme.domain.emplacement import dossier_synchronise
from plateforme.services import a_propos
from plateforme.services.reglages import Valeurs
from plateforme.settings import APPARENCE, DOSSIER_DOCUMENTS
from plateforme.typographie import typographie
from plateforme.ui.messages import Messages
from plateforme.ui.screens.demarrage.formulaires import FormulaireChambre, FormulaireReferent, ligne
from plateforme.ui.screens.preferences.viewmodel import PreferencesModel
from plateforme.ui.theme import Icon, Mode, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, KeyValue
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.fields import FormField
from plateforme.ui.widgets.text import label

ENREGISTRE = "Préférences enregistrées."


class Section(QWidget):
    """One page of the preferences: a title, a sentence, cards."""

    def __init__(self, titre: str, phrase: str = "") -> None:
        super().__init__()
        self.setAccessibleName(titre)
        self.corps = QVBoxLayout(self)
        self.corps.setContentsMargins(0, 0, 0, Space.XL)
        self.corps.setSpacing(Space.L)
        tete = QVBoxLayout()
        tete.setSpacing(Space.XS)
        tete.addWidget(label(titre, role="title"))
        if phrase:
            tete.addWidget(label(typographie(phrase), role="muted", wrap=True))
        self.corps.addLayout(tete)

    def charger(self, valeurs: Valeurs) -> None:
        """Show the stored settings."""

    def occupee(self) -> bool:
        """Return True when something typed is not stored yet."""
        return False


class SectionFormulaire(Section):
    """A form and its button. What is being typed is never overwritten by a change made elsewhere."""

    def __init__(
        self,
        titre: str,
        phrase: str,
        formulaire: FormulaireChambre | FormulaireReferent,
        model: PreferencesModel,
        messages: Messages,
    ) -> None:
        super().__init__(titre, phrase)
        self.formulaire = formulaire
        self._model, self._messages = model, messages
        self._lues: Valeurs | None = None
        carte = Card()
        carte.body.addWidget(formulaire)
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.S)
        self.enregistrer = button("Enregistrer", "primary")
        self.annuler = button("Annuler les modifications", "ghost")
        rangee.addWidget(self.enregistrer)
        rangee.addWidget(self.annuler)
        rangee.addStretch(1)
        carte.body.addSpacing(Space.S)
        carte.body.addLayout(rangee)
        self.corps.addWidget(carte)
        self.corps.addStretch(1)
        self.enregistrer.clicked.connect(self._enregistrer)
        self.annuler.clicked.connect(self._annuler)
        formulaire.modifie.connect(lambda: self._modifiee(oui=True))
        self._modifiee(oui=False)

    def charger(self, valeurs: Valeurs) -> None:
        """Show the stored settings, unless something is being typed."""
        self._lues = valeurs
        if not self.occupee():
            self.formulaire.charger(valeurs)

    def occupee(self) -> bool:
        """Return True while the form differs from what is stored."""
        return self.enregistrer.isEnabled()

    def _enregistrer(self) -> None:
        if self.formulaire.valider():
            self._model.ecrire(self.formulaire.valeurs(), self._faite)

    def _faite(self) -> None:
        self._modifiee(oui=False)
        self._messages.toast(ENREGISTRE)

    def _annuler(self) -> None:
        self._modifiee(oui=False)
        if self._lues is not None:
            self.formulaire.charger(self._lues)
            self.formulaire.oublier_erreurs()

    def _modifiee(self, *, oui: bool) -> None:
        for bouton in (self.enregistrer, self.annuler):
            bouton.setEnabled(oui)


class SectionApparence(Section):
    """Light, dark, or as the system; in force at once."""

    def __init__(self, model: PreferencesModel) -> None:
        super().__init__("Apparence", "Le changement se voit tout de suite.")
        self._model = model
        self.modes = ChipGroup(
            "Apparence",
            ((Mode.SYSTEME, "Comme le système"), (Mode.CLAIR, "Claire"), (Mode.SOMBRE, "Sombre")),
            exclusive=True,
            optional=False,
            shapes={Mode.SYSTEME: Icon.DESKTOP, Mode.CLAIR: Icon.LIGHT_MODE, Mode.SOMBRE: Icon.DARK_MODE},
        )
        carte = Card("Couleurs")
        carte.body.addWidget(self.modes)
        carte.body.addWidget(
            label("La taille du texte est celle que vous avez choisie dans votre système.", role="small", wrap=True)
        )
        self.corps.addWidget(carte)
        self.corps.addStretch(1)
        self.modes.changed.connect(lambda: model.ecrire({APPARENCE: str(self.modes.value())}))

    def charger(self, valeurs: Valeurs) -> None:
        """Check the appearance in force."""
        mode = valeurs[APPARENCE]
        self.modes.set_values([Mode(mode) if mode in set(Mode) else Mode.SYSTEME])


class SectionDocuments(Section):
    """Where PDFs and exports are proposed."""

    def __init__(self, model: PreferencesModel, messages: Messages) -> None:
        super().__init__("Documents", "Vos PDF et vos exports y sont proposés ; vous choisissez à chaque fois.")
        self._model, self._messages = model, messages
        self._dossier = ""
        self.chemin = ligne()
        self.chemin.setReadOnly(True)
        self.choisir = button("Choisir un dossier…", "", Icon.FOLDER)
        self.revenir = button("Revenir à « Documents »", "ghost")
        self.alerte = Banner("", "warning", Icon.WARNING)
        carte = Card()
        carte.body.addWidget(FormField("Dossier proposé", self.chemin))
        rangee = QHBoxLayout()
        rangee.addWidget(self.choisir)
        rangee.addWidget(self.revenir)
        rangee.addStretch(1)
        carte.body.addLayout(rangee)
        carte.body.addWidget(self.alerte)
        self.corps.addWidget(carte)
        self.corps.addStretch(1)
        self.choisir.clicked.connect(self._choisir)
        self.revenir.clicked.connect(lambda: self._garder(""))

    def charger(self, valeurs: Valeurs) -> None:
        """Show the folder."""
        self._dossier = valeurs[DOSSIER_DOCUMENTS]
        dossier = self._dossier or str(paths.documents_dir())
        self.chemin.setText(dossier)
        self.chemin.setToolTip(dossier)
        self.chemin.setCursorPosition(0)
        self.revenir.setVisible(bool(self._dossier))
        service = dossier_synchronise(Path(dossier))
        self.alerte.set_text(
            typographie(f"Ce dossier semble copié par {service} : les fiches enregistrées là le seraient aussi.")
            if service
            else ""
        )

    def _choisir(self) -> None:
        choisi = self._messages.choose_folder("Dossier des documents", Path(self.chemin.text()))
        if choisi is not None:
            self._garder(str(choisi))

    def _garder(self, dossier: str) -> None:
        self._model.ecrire({DOSSIER_DOCUMENTS: dossier}, lambda: self._messages.toast(ENREGISTRE))


class SectionAPropos(Section):
    """Version and licences."""

    def __init__(self) -> None:
        super().__init__("À propos")
        lu = a_propos.lire()
        version = Card("Plateforme")
        version.body.addWidget(
            KeyValue(
                (
                    ("Version", lu.version),
                    ("Python", lu.python),
                    ("Système", lu.systeme),
                    ("Licence", "MIT"),
                )
            )
        )
        self.corps.addWidget(version)
        carte = Card("Bibliothèques")
        grille = QGridLayout()
        grille.setHorizontalSpacing(Space.XL)
        grille.setVerticalSpacing(Space.XS + 2)
        for rang, b in enumerate(lu.bibliotheques):
            for colonne, (texte, role) in enumerate(((b.nom, ""), (b.version, "muted"), (b.licence, "muted"))):
                mot = label(texte, role=role, wrap=colonne == 2, selectable=True)
                grille.addWidget(mot, rang, colonne, Qt.AlignmentFlag.AlignTop)
        grille.setColumnStretch(2, 1)
        carte.body.addLayout(grille)
        carte.body.addWidget(
            label("Police des documents : Lato, licence OFL. Icônes : Phosphor, licence MIT.", role="small", wrap=True)
        )
        self.corps.addWidget(carte)
        self.corps.addStretch(1)
