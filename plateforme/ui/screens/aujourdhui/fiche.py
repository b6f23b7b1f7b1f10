"""The call sheet: who, where to call, the voicemail rule, and what is known already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plateforme.domain.appel import FicheAppel
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.texte import NNBSP, date_proche, minuscule, telephone
from plateforme.domain.vocabulaire import Risque
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.messages import Messages
from plateforme.ui.screens.aujourdhui import mots
from plateforme.ui.theme import Icon, Space, icon
from plateforme.ui.theme.tokens import CONTROL_HEIGHT
from plateforme.ui.widgets.badge import Badge, Tone, look
from plateforme.ui.widgets.buttons import button, icon_button
from plateforme.ui.widgets.card import Card, KeyValue
from plateforme.ui.widgets.dots import Dots
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import SectionTitle, label
from plateforme.ui.widgets.timeline import Timeline, TimelineItem

PAGE, DANGER = "Sa page", "Danger"


class EnTete(Card):
    """Who is called: name, numbers in large, the voicemail rule, why now."""

    def __init__(self, messages: Messages, ouvrir: Callable[[], object]) -> None:
        super().__init__()
        self._messages = messages
        self._crip = ""
        self._plan, self._compact = False, False
        self.setAccessibleName("Personne à appeler")
        self.nom = label(role="title")
        self.age = label(role="muted")
        self.groupe, self.risque = Badge(), Badge()
        self.page = button(PAGE, "ghost", Icon.PERSON, tip="Toute sa situation, ses contrats, ses documents")
        self.page.setAccessibleName(PAGE)
        self.page.clicked.connect(lambda _coche=False: ouvrir())
        self.danger = button(DANGER, "ghost", Icon.DANGER, tip="Les numéros à appeler quand une personne est en danger")
        self.danger.setAccessibleName(DANGER)
        self.danger.setIcon(icon(Icon.DANGER, "danger"))
        self.danger.clicked.connect(self._show_danger)
        qui = QWidget()
        flot = FlowLayout(qui, Space.S)
        for widget in (self.nom, self.age, self.groupe, self.risque):
            flot.addWidget(_a_hauteur(widget, self.nom))
        tete = _ligne(qui)
        tete.setStretch(0, 1)
        tete.addWidget(self.page)
        tete.addWidget(self.danger)
        self.numeros = QWidget()
        self._numeros = FlowLayout(self.numeros, Space.M)
        self.raison = label(role="strong", wrap=True)
        self.dots = Dots()
        pourquoi = _ligne(self.raison, self.dots)
        pourquoi.setStretch(0, 1)
        self.body.addLayout(tete)
        self.body.addWidget(self.numeros)
        self.body.addLayout(pourquoi)

    def set_compact(self, *, compact: bool) -> None:
        """Keep the icons of the buttons only, and no dots, where there is little room."""
        self.page.setText("" if compact else PAGE)
        self.danger.setText("" if compact else DANGER)
        self._compact = compact
        self.dots.setVisible(self._plan and not compact)

    def set_fiche(self, fiche: FicheAppel) -> None:
        """Show a person."""
        self._crip = fiche.crip
        self.nom.setText(fiche.personne.nom_complet)
        self.age.setText(mots.age_dit(fiche))
        inclusion = fiche.dossier.inclusion
        self.groupe.set_code(inclusion.groupe_affiche if inclusion else None)
        self._set_risque(fiche.dossier.risque)
        self._set_numeros(fiche)
        self.raison.setText(mots.capitale(fiche.action.raison))
        self.dots.set_plan(fiche.plan)
        self._plan = bool(fiche.plan)
        self.dots.setVisible(self._plan and not self._compact)

    def _set_risque(self, risque: Risque | None) -> None:
        if risque is None:
            self.risque.set("")
        else:
            self.risque.set(f"Risque{NNBSP}: {risque.libelle.lower()}", *look(risque))

    def _set_numeros(self, fiche: FicheAppel) -> None:
        self._numeros.clear()
        numeros = mots.telephones(fiche.personne)
        repere = label("0", role="phone")
        for numero in numeros:
            self._numeros.addWidget(self._numero(numero))
        if not numeros:
            self._numeros.addWidget(label("Pas de téléphone noté", role="phone"))
        interdit = fiche.personne.message_vocal is False
        shape = Icon.NO_ANSWER if interdit else Icon.VOICEMAIL
        regle = Badge(mots.regle_vocale(fiche.personne), Tone.WARNING if interdit else Tone.NEUTRAL, shape)
        self._numeros.addWidget(_a_hauteur(regle, repere))
        if canal := fiche.personne.canal_prefere:
            prefere = Badge(f"Préfère{NNBSP}: {minuscule(canal.libelle)}", Tone.INFO, Icon.MESSAGE)
            self._numeros.addWidget(_a_hauteur(prefere, repere))

    def _numero(self, numero: str) -> QWidget:
        ligne = QWidget()
        boite = QHBoxLayout(ligne)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(Space.XS)
        texte = label(numero, role="phone", selectable=True)
        texte.setAccessibleName(f"Téléphone {numero}")
        copier = icon_button(Icon.COPY, f"Copier le numéro {numero}", tip="Copier le numéro")
        copier.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        copier.clicked.connect(lambda: self._copy(numero))
        boite.addWidget(texte)
        boite.addWidget(copier)
        ligne.setMinimumHeight(_hauteur(texte))
        return ligne

    def _copy(self, numero: str) -> None:
        QGuiApplication.clipboard().setText(numero)
        self._messages.toast("Numéro copié.")

    def _show_danger(self) -> None:
        self._messages.run(DangerDialog(self.window(), self._crip))


class DangerDialog(BaseDialog):
    """The numbers to call when somebody is in danger: no agreement is needed to call them (domaine.md 7)."""

    def __init__(self, parent: QWidget, crip: str) -> None:
        super().__init__(parent, "Une personne en danger")
        texte = "Appelez sans attendre. Aucun accord n’est nécessaire pour signaler un danger."
        self.body.addWidget(label(texte, wrap=True))
        numeros = [
            ("119", "Enfance en danger, jour et nuit"),
            ("15", "Urgence médicale, risque suicidaire"),
            ("17", "Police, gendarmerie"),
            ("112", "Toutes les urgences"),
            (telephone(crip), "Cellule départementale de recueil (CRIP)"),
        ]
        for numero, quoi in numeros:
            chiffres = label(numero or "à renseigner", role="phone" if numero else "muted", selectable=True)
            chiffres.setMinimumWidth(150)
            ligne = _ligne(chiffres)
            ligne.addWidget(label(quoi, wrap=True), 1)
            self.body.addLayout(ligne)
        fermer = self.add_button("Fermer", "primary", accept=True)
        fermer.setDefault(True)
        fermer.setFocus()


LARGEUR = 272
"""Least width of the column of what is known, in device-independent pixels."""


class Contexte(QScrollArea):
    """What is known already: employer, CFA, guardian, last contacts, open difficulties, answers awaited."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Ce que l’on sait déjà")
        self.setMinimumWidth(LARGEUR)
        self.corps = QWidget()
        colonne = QVBoxLayout(self.corps)
        colonne.setContentsMargins(Space.XS, 0, Space.XS, 0)
        colonne.setSpacing(Space.S)
        self.fil = Timeline("Derniers contacts")
        self.rien = label("Aucun contact noté pour l’instant.", role="muted", wrap=True)
        self.titre_difficultes = SectionTitle("Difficultés ouvertes")
        self.difficultes = QVBoxLayout()
        self.difficultes.setSpacing(Space.XS)
        self.titre_attentes = SectionTitle("Réponses attendues")
        self.attentes = label(role="", wrap=True)
        self.identite = KeyValue()
        colonne.addWidget(self.identite)
        colonne.addSpacing(Space.S)
        colonne.addWidget(SectionTitle("Derniers contacts"))
        colonne.addWidget(self.rien)
        colonne.addWidget(self.fil)
        colonne.addWidget(self.titre_difficultes)
        colonne.addLayout(self.difficultes)
        colonne.addSpacing(Space.S)
        colonne.addWidget(self.titre_attentes)
        colonne.addWidget(self.attentes)
        colonne.addStretch(1)
        self.rendre()

    def rendre(self) -> None:
        """Take the contents back in the column."""
        self.setWidget(self.corps)
        self.corps.setAutoFillBackground(False)
        self.corps.show()

    def set_fiche(self, fiche: FicheAppel) -> None:
        """Show a person."""
        self.identite.set_rows(mots.identite(fiche))
        self.fil.set_items(
            [
                TimelineItem(
                    when=mots.quand_contact(c, fiche.jour),
                    title=mots.titre_contact(c),
                    text=mots.texte_contact(c),
                    icon=mots.SHAPES_CANAL.get(c.canal, mots.SHAPES_ISSUE[c.issue]),
                    tone=mots.TONES_ISSUE.get(c.issue, Tone.NEUTRAL),
                )
                for c in fiche.derniers
            ]
        )
        self.fil.setVisible(bool(fiche.derniers))
        self.rien.setVisible(not fiche.derniers)
        self.titre_difficultes.setVisible(bool(fiche.difficultes))
        while (item := self.difficultes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for difficulte in fiche.difficultes:
            self.difficultes.addWidget(_Difficulte(difficulte, fiche))
        self.titre_attentes.setVisible(bool(fiche.attentes))
        self.attentes.setVisible(bool(fiche.attentes))
        self.attentes.setText("\n".join(fiche.attentes))


class _Difficulte(QWidget):
    """One open difficulty: theme, seriousness, since when, in what words."""

    def __init__(self, difficulte: Difficulte, fiche: FicheAppel) -> None:
        super().__init__()
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(QMargins(0, Space.XS, 0, Space.XS))
        colonne.setSpacing(2)
        depuis = f"ouverte {date_proche(difficulte.ouverte_le, fiche.jour)}"
        tete = _ligne(label(difficulte.theme.libelle, role="strong"), Badge.of(difficulte.gravite))
        tete.addStretch(1)
        colonne.addLayout(tete)
        details = f"{mots.capitale(depuis)}. {difficulte.description}".strip()
        colonne.addWidget(label(details, role="muted", wrap=True))


def _hauteur(repere: QWidget) -> int:
    """Return the height of a line of text in the type of ``repere``, with room for a button beside it."""
    repere.ensurePolished()
    return max(repere.sizeHint().height(), CONTROL_HEIGHT - Space.XS)


def _a_hauteur(widget: QWidget, repere: QWidget) -> QWidget:
    """Return the widget centred in the height of a line of the type of ``repere``; hidden with it."""
    boite = QWidget()
    ligne = QHBoxLayout(boite)
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    boite.setMinimumHeight(_hauteur(repere))
    return boite


def _ligne(*widgets: QWidget) -> QHBoxLayout:
    ligne = QHBoxLayout()
    ligne.setContentsMargins(0, 0, 0, 0)
    ligne.setSpacing(Space.S)
    for widget in widgets:
        ligne.addWidget(widget)
    return ligne
