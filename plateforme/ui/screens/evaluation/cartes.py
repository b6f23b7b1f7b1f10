"""One group's figures, each with its fraction and its definition."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateforme.domain import lecture
from plateforme.domain.indicateurs import Indicateurs, IndicateursGroupe
from plateforme.domain.texte import NBSP, NNBSP, entier, pluriel, pourcentage
from plateforme.domain.vocabulaire import Accord, Groupe
from plateforme.ui.theme import Space
from plateforme.ui.widgets.badge import Badge
from plateforme.ui.widgets.card import Card, KeyValue
from plateforme.ui.widgets.text import label

_ACCORDS = {
    Accord.OUI: ("oui", "oui"),
    Accord.REFUSE: ("refusé", "refusés"),
    Accord.RETIRE: ("retiré", "retirés"),
    Accord.EN_ATTENTE: ("en attente", "en attente"),
}


class CarteGroupe(Card):
    """Assigned, gross rate with its interval, net rate, agreements."""

    def __init__(self, groupe: Groupe, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._groupe = groupe
        self.effectif = label(role="strong")
        self.taux = label(role="display")
        self.part = label(role="muted", wrap=True)
        self.details = KeyValue()
        haut = QHBoxLayout()
        haut.setSpacing(Space.S)
        haut.addWidget(Badge.of(groupe))
        haut.addWidget(self.effectif, 1)
        self.body.addLayout(haut)
        chiffre = QHBoxLayout()
        chiffre.setSpacing(Space.M)
        chiffre.addWidget(self.taux, 0, Qt.AlignmentFlag.AlignVCenter)
        chiffre.addWidget(self.part, 1)
        self.body.addLayout(chiffre)
        self.body.addWidget(self.details)
        self.body.addStretch(1)

    def montrer(self, ind: Indicateurs, groupe: IndicateursGroupe) -> None:
        """Show the figures of this card's group."""
        self.effectif.setText(f"{pluriel(groupe.effectif, 'jeune')} {_affectes(groupe.effectif)}")
        taux = groupe.taux_brut
        self.taux.setText(pourcentage(taux) if taux is not None else "–")
        self.part.setText(partie(groupe))
        self.details.set_rows(self._details(ind, groupe))
        self.setAccessibleName(f"Groupe {self._groupe.libelle.lower()}{NBSP}: {self.effectif.text()}")

    def _details(self, ind: Indicateurs, groupe: IndicateursGroupe) -> list[tuple[str, str]]:
        delai = "/".join(str(n) for n in ind.net_jours)
        rangs = [(f"Nettes à {delai}{NBSP}jours", nettes(groupe))]
        if self._groupe is Groupe.TEMOIN:
            return [*rangs, ("Accord", "sans objet, aucun appel")]
        return [*rangs, ("Accord", accords(groupe)), ("Suivis", lecture.fraction(groupe.suivis, groupe.effectif))]


def partie(groupe: IndicateursGroupe) -> str:
    """Return the fraction of the gross rate and its interval, in words."""
    bornes = lecture.intervalle_brut(groupe)
    if bornes is None:
        return "Pas de taux : personne dans ce groupe.".replace(" :", f"{NBSP}:")
    combien = lecture.fraction(groupe.ruptures_brutes, groupe.denominateur)
    verbe = "a" if groupe.ruptures_brutes < 2 else "ont"
    entre = f"entre {pourcentage(bornes.bas)} et {pourcentage(bornes.haut)}, à 95{NNBSP}% de confiance"
    return f"{combien} {verbe} rompu {'son' if verbe == 'a' else 'leur'} premier contrat\n{entre}"


def nettes(groupe: IndicateursGroupe) -> str:
    """Return the net ruptures, those still waiting, and the rate between its bounds."""
    if not groupe.denominateur:
        return "–"
    combien = lecture.fraction(groupe.ruptures_nettes, groupe.denominateur)
    attente = f", plus {entier(groupe.nettes_en_attente)} en attente" if groupe.nettes_en_attente else ""
    return f"{combien}{attente}{NNBSP}: {lecture.taux_net(groupe)}"


def accords(groupe: IndicateursGroupe) -> str:
    """Return the agreements by state, without the states nobody is in."""
    mots = [f"{n}{NBSP}{_ACCORDS[a][n > 1]}" for a, n in groupe.accord.items() if n]
    return ", ".join(mots) or "–"


def _affectes(nombre: int) -> str:
    return "affectés" if nombre > 1 else "affecté"
