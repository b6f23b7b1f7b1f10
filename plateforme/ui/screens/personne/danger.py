"""Whom to call when someone is in danger. No agreement is needed, and it is not a fiche (domaine.md 7)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import telephone
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.theme import Space
from plateforme.ui.widgets.text import label

NUMEROS: tuple[tuple[str, str], ...] = (
    ("15", "SAMU\u202f: urgence médicale, idées suicidaires"),
    ("17", "Police, gendarmerie\u202f: danger immédiat"),
    ("112", "Toutes les urgences, d’un téléphone portable"),
    ("119", "Enfance en danger\u202f: conseil et signalement, jour et nuit, pour un mineur"),
)


class DialogueDanger(BaseDialog):
    """The numbers, large; the department's cell when it is set."""

    def __init__(self, page: PersonnePage, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Une personne en danger", width=580)
        self.body.addWidget(
            label(
                "Appelez d’abord. L’accord du jeune n’est pas nécessaire pour protéger, et rien ne part de "
                "l’application.",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for rang, (numero, quoi) in enumerate((*NUMEROS, self._crip(page))):
            dit = label(numero, role="phone", selectable=True)
            dit.setAccessibleName(f"{numero}, {quoi}")
            grid.addWidget(dit, rang, 0)
            grid.addWidget(label(quoi, wrap=True), rang, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.setAccessibleDescription(", ".join(numero for numero, _quoi in NUMEROS))
        fermer = self.add_button("Fermer", "primary", accept=True)
        fermer.setDefault(True)
        fermer.setFocus()
        if (layout := self.layout()) is not None:
            self.resize(self.minimumWidth(), layout.totalHeightForWidth(self.minimumWidth()))

    @staticmethod
    def _crip(page: PersonnePage) -> tuple[str, str]:
        quoi = "CRIP du département\u202f: information préoccupante sur un mineur"
        if page.crip:
            return telephone(page.crip), quoi
        return "CRIP", "Son numéro n’est pas réglé\u202f: ajoutez-le dans Préférences."
