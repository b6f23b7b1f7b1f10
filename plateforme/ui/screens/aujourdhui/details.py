"""How, with whom and when: folded away for the call made now, which is nearly always the case."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from plateforme.domain.texte import date_proche, minuscule
from plateforme.domain.vocabulaire import AvecQui, Canal, Masse
from plateforme.ui.screens.aujourdhui.saisie import Formulaire
from plateforme.ui.theme import Icon, Space, icon
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice, FormField

_HEURE = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?|(\d{2}))?")


def lire_heure(texte: str) -> time | None:
    """Return the hour typed as 14:05, 14h05, 14 h 05, 14h, 14 or 1405; None when it is none of these."""
    trouve = _HEURE.fullmatch(texte.strip().lower())
    if trouve is None:
        return None
    heures, minutes = int(trouve[1]), int(trouve[2] or trouve[3] or 0)
    return time(heures, minutes) if heures < 24 and minutes < 60 else None


class Details(QWidget):
    """A button that sums them up and unfolds them."""

    changed = Signal()

    def __init__(self, aujourd_hui: Callable[[], date]) -> None:
        super().__init__()
        self._aujourd_hui = aujourd_hui
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(Space.S)
        self.bouton = button("", "link", Icon.DOWN, tip="Changer le canal, la personne jointe, le jour ou l’heure")
        self.bouton.setCheckable(True)
        self.bouton.toggled.connect(lambda ouvert: self._fold(checked=ouvert))
        self.canal = Choice([(c, c.libelle) for c in Canal])
        self.avec = Choice([(a, a.libelle) for a in AvecQui])
        self.jour = DateField(aujourd_hui)
        self.heure = QLineEdit()
        self.heure.setPlaceholderText("maintenant")
        self.masse = Choice([(m, m.libelle) for m in Masse])
        self.champ_jour = FormField("Jour", self.jour)
        self.champ_heure = FormField("Heure", self.heure)
        self.corps = QWidget()
        grille = QGridLayout(self.corps)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setSpacing(Space.S)
        grille.addWidget(FormField("Canal", self.canal), 0, 0)
        grille.addWidget(FormField("Avec", self.avec), 0, 1)
        grille.addWidget(self.champ_jour, 1, 0)
        grille.addWidget(self.champ_heure, 1, 1)
        grille.addWidget(FormField("Compté en", self.masse), 2, 0, 1, 2)
        colonne.addWidget(self.bouton)
        colonne.addWidget(self.corps)
        self.corps.hide()
        for choix in (self.canal, self.avec, self.masse):
            choix.chosen.connect(self._tell)
        self.jour.changed.connect(self._tell)
        self.heure.textEdited.connect(self._tell)
        self._sum_up()

    def values(self) -> tuple[Canal, AvecQui, date | None, time | None, Masse]:
        """Return channel, interlocutor, day and hour (None: now), mass."""
        return (
            cast(Canal, self.canal.value()),
            cast(AvecQui, self.avec.value()),
            self.jour.value(),
            lire_heure(self.heure.text()),
            cast(Masse, self.masse.value()),
        )

    def set_form(self, form: Formulaire) -> None:
        """Show what a form holds; unfolded only when it is not a call made now to the young person."""
        self.canal.set_value(form.canal)
        self.avec.set_value(form.avec)
        self.jour.set_value(form.jour)
        self.heure.setText(f"{form.heure:%H:%M}" if form.heure else "")
        self.masse.set_value(form.masse)
        self.bouton.setChecked(form.jour is not None or form.heure is not None)
        self._sum_up()

    def _tell(self) -> None:
        self._sum_up()
        self.changed.emit()

    def _fold(self, *, checked: bool) -> None:
        self.corps.setVisible(checked)
        self.bouton.setIcon(icon(Icon.UP if checked else Icon.DOWN, "accent"))

    def _sum_up(self) -> None:
        canal, avec, jour, heure, _masse = self.values()
        quand = date_proche(jour, self._aujourd_hui()) if jour else "maintenant"
        precise = f", {heure.hour}\u00a0h\u00a0{heure.minute:02d}" if heure else ""
        qui = avec.libelle if avec is AvecQui.CFA else minuscule(avec.libelle)
        self.bouton.setText(f"{canal.libelle}, avec{_ARTICLES[avec]}{qui}, {quand}{precise}")


_ARTICLES = {
    AvecQui.JEUNE: " le ",
    AvecQui.EMPLOYEUR: " l’",
    AvecQui.MAITRE: " le ",
    AvecQui.CFA: " le ",
    AvecQui.FAMILLE: " la ",
    AvecQui.PARTENAIRE: " le ",
}
