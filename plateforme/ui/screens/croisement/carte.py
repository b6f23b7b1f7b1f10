"""The card of a pair: two rows side by side, the differences marked, the reasons in words."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel

from plateforme.domain.campagne import groupe_par_parite
from plateforme.domain.liste import PersonneListe
from plateforme.domain.texte import NNBSP, date_courte, fold, telephone
from plateforme.services.paires_campagne import PaireCampagne, Sort
from plateforme.typographie import typographie
from plateforme.ui.screens.croisement.differences import marquer
from plateforme.ui.theme import Icon, Space, appearance, colors
from plateforme.ui.theme.tokens import RADIUS_CARD
from plateforme.ui.widgets.card import Banner, Card
from plateforme.ui.widgets.text import label

NAISSANCE = "Né(e) le"
QUESTION = typographie("Est-ce la même personne ?")
DATE_SEULE = "C’est la même personne. Sa date de naissance est à vérifier."
DEJA = typographie("{}, déjà dans la base, lui ressemble. Si c’est la même personne, choisissez « Déjà dans la base ».")


def champs(ligne: PersonneListe) -> list[tuple[str, str]]:
    """Return what a card shows of a row, in the order of the card."""
    return [
        ("Nom de naissance", ligne.nom),
        ("Nom d’usage", ligne.nom_usage),
        ("Prénom", ligne.prenoms),
        (NAISSANCE, date_courte(ligne.naissance) if ligne.naissance else ""),
        ("Sexe", ligne.sexe.libelle if ligne.sexe else ""),
        ("Commune", f"{ligne.code_postal} {ligne.commune}".strip()),
        ("Téléphone", " · ".join(telephone(t) for t in ligne.telephones)),
        ("Courriel", ligne.courriel),
    ]


def consequence(paire: PaireCampagne) -> str:
    """Say what the birth dates of a pair mean for the group, empty when they agree; never which group it is."""
    a, b = paire.chambre.naissance, paire.ml.naissance
    if a is None or b is None:
        return "Il manque une date de naissance. La personne sera en attente jusqu’à sa vérification."
    if a == b:
        if paire.naissance_sure:
            return ""
        return "Un 1er janvier cache souvent une date inconnue. Vérifiez-la avant l’affectation."
    if groupe_par_parite(a) is groupe_par_parite(b):
        return "Les deux dates diffèrent, mais le groupe serait le même avec l’une ou l’autre."
    return "Les deux dates diffèrent, et le groupe en dépend. Dites laquelle est la bonne."


def differences(paire: PaireCampagne) -> list[str]:
    """Return the names of the fields that both rows fill differently."""
    cotes = zip(champs(paire.chambre), champs(paire.ml), strict=True)
    return [titre for (titre, a), (_, b) in cotes if a and b and fold(a) != fold(b)]


class CartePaire(Card):
    """Reached by Tab; the keys of the verdicts are handled by its parent."""

    def __init__(self) -> None:
        super().__init__()
        self._paire: PaireCampagne | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(Space.L)
        self._grille.setVerticalSpacing(Space.XS + 2)
        self._grille.setColumnMinimumWidth(0, 130)
        self._grille.setColumnStretch(1, 1)
        self._grille.setColumnStretch(2, 1)
        self._titres = [label("", role="section"), label("", role="section")]
        for colonne, titre in enumerate(self._titres, start=1):
            self._grille.addWidget(titre, 0, colonne)
        self._lignes = [self._ligne(rang) for rang in range(1, len(champs(PersonneListe(0))) + 1)]
        self.body.addLayout(self._grille)
        self.motif = label("", role="muted", wrap=True)
        self.body.addWidget(self.motif)
        self.base = Banner("", "info", Icon.PERSON)
        self.body.addWidget(self.base)
        self.parite = Banner("", "warning", Icon.WARNING)
        self.body.addWidget(self.parite)
        appearance().changed.connect(self._repeindre)

    def montrer(self, paire: PaireCampagne) -> None:
        """Show a pair."""
        self._paire = paire
        self.set_title(DATE_SEULE if paire.sort is Sort.NOUVELLE else QUESTION)
        self._titres[0].setText(f"Chambre, ligne {paire.chambre.ligne}")
        self._titres[1].setText(f"Mission Locale, ligne {paire.ml.ligne}")
        self._repeindre()
        self.motif.setText(f"Pourquoi{NNBSP}: {paire.paire.motif}.")
        self.base.set_text(DEJA.format(paire.ressemble) if paire.ressemble else "")
        self.parite.set_text(consequence(paire))
        qui = " et ".join(f"{p.nom_complet}, ligne {p.ligne}" for p in (paire.chambre, paire.ml))
        differents = ", ".join(differences(paire)) or "rien"
        self.setAccessibleName(qui)
        self.setAccessibleDescription(f"Diffère : {differents}. {self.motif.text()} {consequence(paire)}".strip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the focus ring over the card."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors().focus), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)

    def _ligne(self, rang: int) -> tuple[QLabel, QLabel, QLabel]:
        nom, gauche, droite = label("", role="muted"), label("", wrap=True), label("", wrap=True)
        for cote in (gauche, droite):
            cote.setTextFormat(Qt.TextFormat.RichText)
        for colonne, etiquette in enumerate((nom, gauche, droite)):
            self._grille.addWidget(etiquette, rang, colonne, Qt.AlignmentFlag.AlignTop)
        return nom, gauche, droite

    def _repeindre(self) -> None:
        paire = self._paire
        if paire is None:
            return
        autres = differences(paire)
        cotes = zip(self._lignes, champs(paire.chambre), champs(paire.ml), strict=True)
        for (nom, gauche, droite), (titre, a), (_, b) in cotes:
            for etiquette in (nom, gauche, droite):
                etiquette.setVisible(bool(a or b))
            nom.setText(titre)
            differe = titre in autres
            marques = marquer(a, b, par_nombre=titre == NAISSANCE) if differe else (escape(a), escape(b))
            for etiquette, texte, marque in ((gauche, a, marques[0]), (droite, b, marques[1])):
                etiquette.setText(marque or "–")
                etiquette.setAccessibleName(f"{titre} : {texte or 'absent'}{', différent' if differe else ''}")
