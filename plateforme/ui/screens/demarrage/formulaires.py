"""The forms of the first run and the preferences: chamber, référent, campaign. Errors are told under the field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from plateforme.domain.campagne import Campagne
from plateforme.domain.departements import nom_departement
from plateforme.domain.saisie import courriel_lisible
from plateforme.domain.vocabulaire import Methode
from plateforme.services.reglages import Valeurs
from plateforme.settings import (
    CHAMBRE_ADRESSE,
    CHAMBRE_COURRIEL,
    CHAMBRE_NOM,
    CHAMBRE_TELEPHONE,
    CRIP_TELEPHONE,
    DEPARTEMENT,
    REFERENT_COURRIEL,
    REFERENT_FONCTION,
    REFERENT_NOM,
    REFERENT_TELEPHONE,
    Reglage,
)
from plateforme.typographie import typographie
from plateforme.ui.theme import Space
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import FormField, PhoneField
from plateforme.ui.widgets.text import label

COURRIEL_INVALIDE = "Cette adresse ne semble pas complète. Écrivez par exemple nom@exemple.fr."
DEPARTEMENT_INCONNU = "Ce numéro n’est pas celui d’un département. Écrivez par exemple 53, 2A ou 974."
Controle = Callable[[], str]


def ligne(*, court: bool = False) -> QLineEdit:
    """Return a field of one line; ``court`` for a few characters."""
    edit = QLineEdit()
    if court:
        edit.setMaximumWidth(120)
    return edit


class Formulaire(QWidget):
    """Fields under each other. ``valider`` tells every error and puts the cursor on the first."""

    modifie = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colonne = QVBoxLayout(self)
        self.colonne.setContentsMargins(0, 0, 0, 0)
        self.colonne.setSpacing(Space.M)
        self._controles: list[tuple[FormField, Controle]] = []

    def ajouter(self, champ: FormField, controle: Controle | None = None) -> FormField:
        """Add a field on its own line; ``controle`` returns what is wrong, empty when nothing is."""
        self.colonne.addWidget(champ)
        self.suivre(champ, controle)
        return champ

    def cote_a_cote(self, *champs: FormField) -> None:
        """Put fields on one line."""
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.L)
        for champ in champs:
            rangee.addWidget(champ, 1, Qt.AlignmentFlag.AlignTop)
        self.colonne.addLayout(rangee)

    def suivre(self, champ: FormField, controle: Controle | None = None) -> None:
        """Watch a field: an error told goes away as soon as it is typed again."""
        controles = champ.control
        if isinstance(controles, QLineEdit):
            controles.textEdited.connect(lambda _t: self._touche(champ))
        elif isinstance(controles, DateField):
            controles.changed.connect(lambda: self._touche(champ))
        if controle is not None:
            self._controles.append((champ, controle))

    def valider(self) -> bool:
        """Tell what is wrong under each field; False when something is."""
        fautifs = [champ for champ, controle in self._controles if self._dire(champ, controle())]
        if fautifs:
            fautifs[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
        return not fautifs

    def oublier_erreurs(self) -> None:
        """Forget what was told."""
        for champ, _ in self._controles:
            champ.set_error("")

    @staticmethod
    def _dire(champ: FormField, erreur: str) -> bool:
        champ.set_error(erreur)
        return bool(erreur)

    def _touche(self, champ: FormField) -> None:
        champ.set_error("")
        self.modifie.emit()


def obligatoire(edit: QLineEdit, message: str) -> Controle:
    """Return the check of a field that must be filled."""
    return lambda: "" if edit.text().strip() else message


def courriel(edit: QLineEdit) -> Controle:
    """Return the check of an address, which may be empty."""
    return lambda: "" if not edit.text().strip() or courriel_lisible(edit.text()) else COURRIEL_INVALIDE


class _FormulaireReglages(Formulaire):
    """Fields that are settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._champs: dict[Reglage[Any], QLineEdit] = {}

    def champ(self, reglage: Reglage[Any]) -> QLineEdit:
        """Return the field of a setting."""
        return self._champs[reglage]

    def charger(self, valeurs: Valeurs) -> None:
        """Show the stored settings."""
        for reglage, edit in self._champs.items():
            if isinstance(edit, PhoneField):
                edit.set_number(valeurs[reglage])
            else:
                edit.setText(valeurs[reglage])

    def valeurs(self) -> dict[Reglage[Any], str]:
        """Return what is typed, by setting."""
        return {
            reglage: edit.number() if isinstance(edit, PhoneField) else edit.text().strip()
            for reglage, edit in self._champs.items()
        }

    def reglage(
        self, reglage: Reglage[Any], edit: QLineEdit, controle: Controle | None = None, *, required: bool = False
    ) -> FormField:
        """Return the field of a setting, watched but not placed."""
        self._champs[reglage] = edit
        edit.setObjectName(reglage.cle)
        edit.setText(str(reglage.default))
        fait = FormField(reglage.libelle, edit, help_text=reglage.aide, required=required)
        self.suivre(fait, edit.problem if isinstance(edit, PhoneField) else controle)
        return fait


class FormulaireChambre(_FormulaireReglages):
    """The chamber and its department. ``crip`` adds the telephone of the department's cell for minors in danger."""

    def __init__(self, *, crip: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nom, adresse, mel = ligne(), ligne(), ligne()
        self.departement = ligne(court=True)
        manque = obligatoire(
            nom, "Écrivez le nom de la chambre : il figure sur chaque document.".replace(" :", "\u202f:")
        )
        self.colonne.addWidget(self.reglage(CHAMBRE_NOM, nom, manque, required=True))
        self._numero = self.reglage(DEPARTEMENT, self.departement, self._departement)
        self.colonne.addWidget(self._numero)
        self.colonne.addWidget(self.reglage(CHAMBRE_ADRESSE, adresse))
        telephone = self.reglage(CHAMBRE_TELEPHONE, PhoneField())
        self.cote_a_cote(telephone, self.reglage(CHAMBRE_COURRIEL, mel, courriel(mel)))
        if crip:
            self.colonne.addWidget(self.reglage(CRIP_TELEPHONE, PhoneField()))
        self.departement.textChanged.connect(self._nommer)

    def _departement(self) -> str:
        numero = self.departement.text().strip()
        return "" if not numero or nom_departement(numero) else DEPARTEMENT_INCONNU

    def _nommer(self, numero: str) -> None:
        self._numero.set_help(nom_departement(numero) or DEPARTEMENT.aide)


class FormulaireReferent(_FormulaireReglages):
    """Who signs the fiches and the contacts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        nom, mel = ligne(), ligne()
        manque = obligatoire(nom, typographie("Écrivez votre nom : il signe les fiches et les contacts."))
        self.colonne.addWidget(self.reglage(REFERENT_NOM, nom, manque, required=True))
        self.colonne.addWidget(self.reglage(REFERENT_FONCTION, ligne()))
        telephone = self.reglage(REFERENT_TELEPHONE, PhoneField())
        self.cote_a_cote(telephone, self.reglage(REFERENT_COURRIEL, mel, courriel(mel)))


class FormulaireCampagne(Formulaire):
    """A campaign: its name, its window, its way of assigning, how many young people are planned."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._campagne = Campagne()
        self.nom = ligne()
        self.debut, self.fin = DateField(today), DateField(today)
        self.prevu = ligne(court=True)
        self.prevu.setPlaceholderText("0")
        self.champ_nom = self.ajouter(
            FormField("Nom", self.nom, help_text="Par exemple 2010/2011.", required=True),
            obligatoire(self.nom, "Donnez un nom à la campagne, par exemple 2010/2011."),
        )
        debut = FormField("Contrats commencés du", self.debut)
        fin = self.champ_fin = FormField("au", self.fin)
        self.cote_a_cote(debut, fin)
        self.suivre(debut, lambda: self.debut.problem() or ("" if self.debut.value() else "Donnez la première date."))
        self.suivre(fin, self._fin)
        self._methodes()
        self.ajouter(FormField("Jeunes prévus dans le groupe test", self.prevu), self._prevu)

    def _methodes(self) -> None:
        self.methodes: dict[Methode, QRadioButton] = {}
        self.groupe = QButtonGroup(self)
        bloc = QVBoxLayout()
        bloc.setSpacing(Space.XS)
        bloc.addWidget(label("Affectation au groupe test ou témoin", role="field"))
        for methode, aide in (
            (Methode.PARITE, "jour pair : groupe test, jour impair : groupe témoin"),
            (Methode.TIRAGE, "une fois la liste arrêtée, avec une graine notée au registre"),
        ):
            bouton = QRadioButton(typographie(f"{methode.libelle} ({aide})"))
            bouton.setAccessibleName(methode.libelle)
            bouton.setAccessibleDescription(aide)
            bouton.toggled.connect(lambda _c: self.modifie.emit())
            self.methodes[methode] = bouton
            self.groupe.addButton(bouton)
            bloc.addWidget(bouton)
        self.colonne.addLayout(bloc)

    def charger(self, campagne: Campagne) -> None:
        """Show a campaign."""
        self._campagne = campagne
        self.nom.setText(campagne.nom)
        self.debut.set_value(campagne.fenetre_debut)
        self.fin.set_value(campagne.fenetre_fin)
        self.methodes[campagne.methode].setChecked(True)
        self.prevu.setText(str(campagne.effectif_prevu or ""))

    def campagne(self) -> Campagne:
        """Return the campaign as typed; call :meth:`valider` first."""
        return replace(
            self._campagne,
            nom=self.nom.text().strip(),
            fenetre_debut=self.debut.value() or self._campagne.fenetre_debut,
            fenetre_fin=self.fin.value() or self._campagne.fenetre_fin,
            methode=next(m for m, bouton in self.methodes.items() if bouton.isChecked()),
            effectif_prevu=int(self.prevu.text().strip() or 0),
        )

    def _fin(self) -> str:
        debut, fin = self.debut.value(), self.fin.value()
        if self.fin.problem():
            return self.fin.problem()
        if fin is None:
            return "Donnez la dernière date."
        return "La dernière date est avant la première." if debut and fin <= debut else ""

    def _prevu(self) -> str:
        texte = self.prevu.text().strip()
        return "" if not texte or (texte.isdigit() and len(texte) <= 5) else "Écrivez un nombre de jeunes, ou rien."
