"""The contact form: the outcome first, then only what it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal

from plateforme.domain.appel import FicheAppel
from plateforme.domain.contact import RAPPELES, proposer_rappel
from plateforme.domain.texte import NNBSP, minuscule
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    FormeAccord,
    Gravite,
    IssueContact,
    MotifRefus,
    Risque,
    Theme,
)
from plateforme.errors import InvalidInputError
from plateforme.ui.screens.aujourdhui import mots
from plateforme.ui.screens.aujourdhui.champs import CADRES, Champs, entrer, raccourci
from plateforme.ui.screens.aujourdhui.saisie import KEYS_ISSUE, Cadre, Chronometre, Formulaire
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.fields import FormField

_TIC_MS = 5_000


class FormulaireContact(Champs):
    """Keys: one letter per outcome while the outcomes have the focus, Alt and the letter from anywhere in the form."""

    submitted = Signal()
    changed = Signal()
    """Something typed or chosen by the user."""
    left = Signal()
    """Escape: back to the list."""

    def __init__(self, maintenant: Callable[[], datetime]) -> None:
        super().__init__(lambda: maintenant().date())
        self.setAccessibleName("Noter l’appel")
        self._maintenant = maintenant
        self._fiche: FicheAppel | None = None
        self._rappel_libre = False
        self.chrono = Chronometre(maintenant)
        self._connect()
        self._tic = QTimer(self, interval=_TIC_MS)
        self._tic.timeout.connect(self.show_time)
        self._tic.start()
        self.set_form(Formulaire())

    # Connections

    def _connect(self) -> None:
        self.issue.changed.connect(self._issue_chosen)
        self.accord.changed.connect(self._unfold)
        self.themes.changed.connect(self._unfold)
        self.ouvrir.toggled.connect(self._unfold)
        self.rappel.changed.connect(self._rappel_typed)
        self.minutes.valueChanged.connect(self._minutes_typed)
        for groupe in (self.cadre, self.accord, self.forme, self.themes, self.gravite, self.risque):
            groupe.changed.connect(self.changed)
        for coche in (self.representant, self.ouvrir):
            coche.clicked.connect(self.changed)
        self.motif.chosen.connect(self.changed)
        self.texte.textChanged.connect(self.changed)
        self.convenu.textEdited.connect(self.changed)
        self.details.changed.connect(self._unfold)
        self.details.changed.connect(self.changed)
        self.enregistrer.clicked.connect(self.submitted)
        for touches in ("Ctrl+Return", "Ctrl+Enter"):
            raccourci(touches, self, self.submitted.emit)
        raccourci("Esc", self, self.left.emit)
        for lettre in KEYS_ISSUE.values():
            raccourci(f"Alt+{lettre}", self, lambda k=lettre: self.issue.press_key(k))

    # What it shows

    def set_fiche(self, fiche: FicheAppel) -> None:
        """Take what is known of the person: agreement, age, group. What is typed stays."""
        self._fiche = fiche
        self.cadre.set_options(CADRES if fiche.temoin else CADRES[:1])
        nom = fiche.personne.prenoms or "Cette personne"
        if fiche.temoin:
            alerte = f"{nom} est dans le groupe témoin{NNBSP}: la plateforme ne l’appelle pas."
        elif fiche.accord_ferme:
            alerte = f"{nom} ne souhaite plus être contacté{NNBSP}: pas d’appel, sauf à sa demande."
        else:
            alerte = ""
        self.alerte.set_text(alerte)
        self._unfold()

    def set_form(self, form: Formulaire) -> None:
        """Show what a form holds, without the ``changed`` signal."""
        bloques = self.blockSignals(True)  # noqa: FBT003 - Qt
        self._rappel_libre = form.rappel_le is not None
        self.issue.set_values([form.issue] if form.issue else [])
        self.cadre.set_values([form.cadre] if form.cadre else [])
        self.accord.set_values([form.accord] if form.accord else [])
        self.forme.set_values([form.forme])
        self.representant.setChecked(form.representant)
        self.motif.set_value(form.motif)
        self.texte.setPlainText(form.texte)
        self.themes.set_values(form.themes)
        self.ouvrir.setChecked(form.ouvrir)
        self.gravite.set_values([form.gravite])
        self.risque.set_values([form.risque] if form.risque else [])
        self.convenu.setText(form.convenu)
        self.rappel.set_value(form.rappel_le)
        self.details.set_form(form)
        self.chrono.remettre(form.minutes)
        self.clear_errors()
        self.show_time()
        self._unfold()
        self.defilement.verticalScrollBar().setValue(0)
        self.blockSignals(bloques)

    def form(self) -> Formulaire:
        """Return what is typed and chosen."""
        canal, avec, jour, heure, masse = self.details.values()
        return Formulaire(
            issue=cast("IssueContact | None", self.issue.value()),
            texte=self.texte.text(),
            convenu=self.convenu.text().strip(),
            themes=cast("tuple[Theme, ...]", self.themes.values()),
            ouvrir=self.ouvrir.isChecked(),
            gravite=cast(Gravite, self.gravite.value()),
            risque=cast("Risque | None", self.risque.value()),
            rappel_le=self.rappel.value(),
            accord=cast("Accord | None", self.accord.value()),
            forme=cast(FormeAccord, self.forme.value()),
            representant=self.representant.isChecked(),
            motif=cast("MotifRefus | None", self.motif.value()),
            cadre=cast("Cadre | None", self.cadre.value()),
            canal=canal,
            avec=avec,
            jour=jour,
            heure=heure,
            minutes=self.chrono.minutes(),
            masse=masse,
        )

    def open(self) -> None:
        """Give the focus to the outcome and start counting the minutes."""
        self.chrono.lancer()
        self.show_time()
        entrer(self.issue)

    def show_time(self) -> None:
        """Show the minutes counted, unless they are being corrected."""
        if self.minutes.hasFocus():
            return
        bloques = self.minutes.blockSignals(True)  # noqa: FBT003 - Qt
        self.minutes.setValue(self.chrono.minutes())
        self.minutes.blockSignals(bloques)

    def show_error(self, erreur: InvalidInputError) -> bool:
        """Tell the error under its field and go there; False when the form has no such field."""
        self.clear_errors()
        champ = self._champs().get(erreur.champ)
        if champ is None:
            return False
        champ.show()
        champ.set_error(str(erreur))
        champ.control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(champ.control, ChipGroup):
            entrer(champ.control)
        self.defilement.ensureWidgetVisible(champ)
        return True

    def clear_errors(self) -> None:
        """Put the helps back."""
        for champ in self._champs().values():
            champ.set_error("")

    def _champs(self) -> dict[str, FormField]:
        return {
            "issue": self.champ_issue,
            "cadre": self.champ_cadre,
            "motif": self.champ_motif,
            "rappel_le": self.champ_rappel,
            "accord_forme": self.champ_accord,
            "accord_representant": self.champ_accord,
            "quand": self.details.champ_jour,
        }

    # What the user does

    def _issue_chosen(self) -> None:
        self.chrono.lancer()
        self.clear_errors()
        issue = cast("IssueContact | None", self.issue.value())
        if issue is not None and not self._rappel_libre:
            self.rappel.set_value(proposer_rappel(issue, self._maintenant().date()))
        self._unfold()
        cible = {IssueContact.A_RAPPELER: self.rappel, IssueContact.REFUS: self.motif}.get(
            issue or IssueContact.MESSAGE
        )
        if issue is IssueContact.JOINT:
            cible = self.texte if self.bloc_accord.isHidden() else None
            if cible is None:
                entrer(self.accord)
        if cible is not None:
            cible.setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, cible, lambda: self.defilement.ensureWidgetVisible(cible))
        self.changed.emit()

    def _rappel_typed(self) -> None:
        self._rappel_libre = self.rappel.value() is not None
        self._tell_next()
        self.changed.emit()

    def _minutes_typed(self, minutes: int) -> None:
        self.chrono.corriger(minutes)
        self.changed.emit()

    def _unfold(self) -> None:
        """Show only what the outcome needs."""
        issue, fiche = cast("IssueContact | None", self.issue.value()), self._fiche
        joint = issue is IssueContact.JOINT
        refuse = self.accord.value() is Accord.REFUSE
        oui = self.accord.value() is Accord.OUI
        avec_jeune = self.details.values()[1] is AvecQui.JEUNE
        demande = fiche is not None and (fiche.accord_a_demander or fiche.accord_ferme)
        self.champ_cadre.setVisible(fiche is not None and (fiche.temoin or fiche.accord_ferme))
        self.bloc_accord.setVisible(joint and demande and avec_jeune)
        self.forme.setVisible(oui)
        self.representant.setVisible(oui and fiche is not None and fiche.mineur)
        retrait = issue is IssueContact.REFUS and fiche is not None and not (fiche.temoin or fiche.accord_ferme)
        self.champ_motif.setVisible(retrait or (joint and demande and refuse))
        self.champ_texte.setVisible(issue is not None)
        for champ in (self.champ_themes, self.champ_risque, self.champ_convenu):
            champ.setVisible(joint)
        self.bloc_ouvrir.setVisible(joint and bool(self.themes.values()))
        self.gravite.setVisible(self.ouvrir.isChecked())
        self.champ_rappel.setVisible(joint or issue in RAPPELES)
        self.champ_rappel.title.setText("Rappeler plus tôt (facultatif)" if joint else "Rappeler")
        self.details.setVisible(issue is not None)
        self.invite.setVisible(issue is None)
        self._tell_next()

    def _tell_next(self) -> None:
        """Say what comes after this contact."""
        fiche, issue = self._fiche, self.issue.value()
        texte = ""
        if fiche is not None and issue is IssueContact.JOINT and self.rappel.value() is None:
            suite = mots.prochaine(fiche.apres_joint, fiche.jour)
            texte = f"Ensuite{NNBSP}: {minuscule(suite)}" if suite else ""
        self.suite.setText(texte)
        self.suite.setVisible(bool(texte))
