"""The header of a person's page: who she is, where she stands, how to reach her, what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import minuscule, telephone
from plateforme.domain.vocabulaire import Groupe
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne import mots
from plateforme.ui.screens.personne.actions import Actions
from plateforme.ui.theme import Icon, Space, icon
from plateforme.ui.widgets.badge import Badge, Tone, look
from plateforme.ui.widgets.buttons import button, icon_button
from plateforme.ui.widgets.card import Banner, Card
from plateforme.ui.widgets.dots import Dots
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import label

RACCOURCIS = (
    ("Alt+C", "Contact"),
    ("Alt+D", "Difficulté"),
    ("Alt+F", "Fiche"),
    ("Alt+R", "Rupture"),
)
_FORMES = {"Contact": Icon.CALL, "Difficulté": Icon.DIFFICULTY, "Fiche": Icon.FICHE, "Rupture": Icon.RUPTURE}
DITS = {
    "Contact": "Noter un contact",
    "Difficulté": "Ouvrir une difficulté",
    "Fiche": "Préparer une fiche de liaison",
    "Rupture": "Enregistrer ou corriger la rupture du contrat",
}
"""What each of the four actions does, in full."""
ETROIT = 860
"""Width under which the actions are words without icons, in device-independent pixels."""


class Entete(Card):
    """Name, age, group, month, risk, telephones by pairs, the four actions, the danger sign."""

    def __init__(self, env: UiEnv, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._env = env
        self.setAccessibleName("Identité et actions")
        self.body.addLayout(self._identite(actions))
        self.sous_titre = label(role="muted")
        self.voix = label(role="muted")
        dessous = QHBoxLayout()
        dessous.addWidget(self.sous_titre, 1)
        dessous.addWidget(self.voix)
        self.body.addLayout(dessous)
        self.body.addLayout(self._joindre(actions))

    def montrer(self, page: PersonnePage) -> None:
        """Show a person."""
        p, inclusion = page.beneficiaire, page.inclusion
        self.nom.setText(p.nom_complet)
        self.age.setText(mots.age(page))
        self.groupe.setToolTip("")
        if inclusion is None:
            self.groupe.set("Sans campagne")
        elif (badge := inclusion.groupe_affiche) is not None:
            self.groupe.set(
                f"Groupe {minuscule(badge.libelle)}" if badge is not Groupe.HORS_EVALUATION else badge.libelle,
                *look(badge),
            )
        else:
            self.groupe.set("Groupe en attente", Tone.WARNING, Icon.CLOCK)
            self.groupe.setToolTip(inclusion.motif_attente)
        self.accord.set("")
        if inclusion and inclusion.groupe_affiche not in {None, Groupe.TEMOIN}:
            self.accord.set(f"Accord\u202f: {minuscule(inclusion.accord.libelle)}", *mots.ACCORDS[inclusion.accord])
        risque = page.risque
        self.risque.set(mots.risque(risque), *look(risque)) if risque else self.risque.set("")
        self.mois.setText(mots.mois(page))
        self.points.set_plan(page.plan)
        self.points.setVisible(bool(page.plan))
        court = mots.contrat_court(page)
        self.sous_titre.setText(" · ".join(t for t in (court, p.commune) if t))
        self.sous_titre.setToolTip(self.sous_titre.text())
        self._telephones(page)
        self._ranger()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the badges under a name that leaves them no room, and drop the icons of the actions when narrow."""
        super().resizeEvent(event)
        self._ranger()

    def _ranger(self) -> None:
        badges = self._badges.layout()
        largeur = sum(w.sizeHint().width() + Space.S for w in self._widgets_badges if not w.isHidden())
        serre = badges is not None and self._qui.sizeHint().width() + largeur + self.danger.width() > self.width() - 60
        sens = QBoxLayout.Direction.TopToBottom if serre else QBoxLayout.Direction.LeftToRight
        self._sens.setDirection(sens)
        for nom, forme in _FORMES.items():
            bouton = self.boutons[nom]
            encre = "accent_text" if nom == "Contact" else "text_muted"
            bouton.setIcon(QIcon() if self.width() < ETROIT else icon(forme, encre))

    def _identite(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.nom = label(role="display", selectable=True)
        self.age = label(role="muted")
        self.danger = button("Danger", "ghost", Icon.DANGER, tip="Qui appeler quand une personne est en danger")
        self.danger.setIcon(icon(Icon.DANGER, "danger"))
        self.danger.clicked.connect(actions.danger)
        self._qui = QWidget()
        qui = QHBoxLayout(self._qui)
        qui.setContentsMargins(0, 0, 0, 0)
        qui.setSpacing(Space.S)
        qui.addWidget(self.nom)
        qui.addWidget(self.age)
        qui.addStretch(1)
        self._sens = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sens.setSpacing(Space.S)
        self._sens.addWidget(self._qui)
        self._sens.addWidget(self._situation(), 1)
        row.addLayout(self._sens, 1)
        row.addWidget(self.danger, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _situation(self) -> QWidget:
        """Group, agreement, risk, plan: words that wrap."""
        self.groupe, self.accord, self.risque = Badge(), Badge(), Badge()
        self.points = Dots()
        self.mois = label(role="muted")
        self._badges = QWidget()
        flow = FlowLayout(self._badges, Space.S)
        avance = QWidget()
        points = QHBoxLayout(avance)
        points.setContentsMargins(Space.XS, 0, 0, 0)
        points.setSpacing(Space.S)
        points.addWidget(self.points, 0, Qt.AlignmentFlag.AlignVCenter)
        points.addWidget(self.mois)
        avance.setMinimumHeight(Badge("X").sizeHint().height())
        self._widgets_badges = (self.groupe, self.accord, self.risque, avance)
        for widget in self._widgets_badges:
            flow.addWidget(widget)
        return self._badges

    def _joindre(self, actions: Actions) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self._numeros = QHBoxLayout()
        self._numeros.setSpacing(Space.XS)
        row.addLayout(self._numeros)
        row.addStretch(1)
        self.boutons: dict[str, QPushButton] = {}
        faits: tuple[Callable[[], object], ...] = (
            actions.contact,
            actions.difficulte,
            actions.fiche,
            actions.rupture,
        )
        for (keys, nom), fait in zip(RACCOURCIS, faits, strict=True):
            made = button(nom, "primary" if nom == "Contact" else "", _FORMES[nom], tip=f"{DITS[nom]} ({keys})")
            made.clicked.connect(lambda _checked=False, f=fait: f())
            made.setAccessibleDescription(DITS[nom])
            made.setShortcut(QKeySequence(keys))
            self.boutons[nom] = made
            row.addWidget(made)
        return row

    def _telephones(self, page: PersonnePage) -> None:
        while (item := self._numeros.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        p = page.beneficiaire
        numeros = [telephone(n) for n in (p.telephone, p.telephone_2) if n]
        for numero in numeros:
            self._numeros.addWidget(label(numero, role="phone", selectable=True))
            copier = icon_button(Icon.COPY, f"Copier le {numero}")
            copier.clicked.connect(lambda _c=False, n=numero: self._copier(n))
            self._numeros.addWidget(copier)
        if not numeros:
            self._numeros.addWidget(label("Aucun téléphone", role="muted"))
        self.voix.setText(mots.voix(p) if numeros else "")

    def _copier(self, numero: str) -> None:
        QGuiApplication.clipboard().setText(numero)
        self._env.messages.toast(f"Copié\u202f: {numero}")


class Alertes(QWidget):
    """What must not be missed about a person, each with the action that settles it."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.attente = Banner("", "warning", Icon.CLOCK)
        self.attente.add_action("Vérifier la date de naissance", actions.naissance)
        self.accord = Banner("", "warning", Icon.AGREEMENT)
        self.accord.add_action("Noter la réponse", self._noter_accord)
        self.mineur = Banner("", "warning", Icon.PERSON)
        self.mineur.add_action("Ajouter le représentant", actions.identite)
        self.recherche = Banner("", "info", Icon.EMPLOYER)
        self.recherche.add_action("Nouveau contrat", lambda: actions.contrat(None))
        self.clos = Banner("", "info", Icon.INFO)
        self.clos.add_action("Rouvrir le suivi", self._rouvrir)
        for banner in (self.attente, self.accord, self.mineur, self.recherche, self.clos):
            column.addWidget(banner)

    def montrer(self, page: PersonnePage) -> None:
        """Show what concerns a person."""
        inclusion = page.inclusion
        attend = inclusion is not None and inclusion.groupe is None and not inclusion.hors_evaluation_le
        verifiee = page.beneficiaire.naissance_verifiee_le is not None
        self.attente.set_text(
            f"Pas encore de groupe\u202f: {inclusion.motif_attente}." if inclusion and attend and not verifiee else ""
        )
        self.accord.set_text("L’accord pour le suivi n’est pas encore recueilli." if page.accord_a_recueillir else "")
        self.mineur.set_text(
            f"{mots.mineur(page).capitalize()}\u202f: le représentant légal n’est pas renseigné."
            if page.representant_manquant
            else ""
        )
        self.recherche.set_text(mots.recherche(page))
        clos = inclusion and inclusion.suivi_clos_le
        self.clos.set_text(f"Suivi clos {dict(mots.accord(inclusion))['Suivi clos']}." if inclusion and clos else "")
        self.setVisible(any(not b.isHidden() for b in self.findChildren(Banner)))

    def _noter_accord(self) -> None:
        if (page := self._actions.page) and page.inclusion:
            self._actions.accord(page.inclusion)

    def _rouvrir(self) -> None:
        if (page := self._actions.page) and page.inclusion:
            self._actions.rouvrir_suivi(page.inclusion)
