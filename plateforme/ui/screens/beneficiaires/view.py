"""The table of the people: search, filters, columns, export; Enter opens a person."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet
from plateforme.domain.texte import minuscule, telephone
from plateforme.services.beneficiaires import LigneBeneficiaire
from plateforme.ui.env import UiEnv
from plateforme.ui.models.table import TableModel
from plateforme.ui.screens.beneficiaires import filtres
from plateforme.ui.screens.beneficiaires.colonnes import colonnes
from plateforme.ui.screens.beneficiaires.filtres import EN_RETARD, Filtre
from plateforme.ui.screens.beneficiaires.largeurs import Largeurs
from plateforme.ui.screens.beneficiaires.puces import MenuChip
from plateforme.ui.screens.beneficiaires.viewmodel import BeneficiairesModel
from plateforme.ui.screens.personne.creation import creer_personne
from plateforme.ui.screens.personne.entete import DITS, RACCOURCIS
from plateforme.ui.screens.personne.view import PersonneView
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import EmptyState
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.fields import SearchField
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label


class BeneficiairesView(QWidget):
    """The people of the campaign shown."""

    def __init__(self, env: UiEnv, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.model = BeneficiairesModel(env, self)
        self._liste = QWidget()
        column = QVBoxLayout(self._liste)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        column.setSpacing(Space.M)
        column.addLayout(self._title())
        column.addLayout(self._filters())
        column.addWidget(self._stack(), 1)
        self.personne = PersonneView(env)
        self.personne.closed.connect(lambda: env.navigate("beneficiaires"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self._liste)
        self.pages.addWidget(self.personne)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)
        self._a_rouvrir = 0
        self.model.rows_changed.connect(self._show_rows)
        self.model.filter_changed.connect(self._show_filter)
        for keys, slot in (("Ctrl+Shift+N", self.nouveau), ("Ctrl+F", self.search.setFocus)):
            shortcut = QShortcut(QKeySequence(keys), self._liste)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # What the window calls

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read again what ``changes`` concern."""
        self.model.refresh(changes)
        self.personne.refresh(changes)

    def activate(self, argument: object = None) -> None:
        """Show the table; with a number, that person's page; with ``"nouveau"``, the creation of a person."""
        if not self.model.charge:
            self.model.refresh()
        vise = argument if isinstance(argument, int) else self._a_rouvrir
        self._a_rouvrir = 0
        if vise:
            self.pages.setCurrentWidget(self.personne)
            self.personne.ouvrir(vise)
            return
        self.pages.setCurrentWidget(self._liste)
        if argument == "nouveau" and self.model.charge:
            self.nouveau()
        elif argument == "nouveau":
            self.model.rows_changed.connect(self._nouveau_ensuite, Qt.ConnectionType.SingleShotConnection)
        elif self.model.lignes and self.personne.model.beneficiaire_id:
            self.table.select_key(self.personne.model.beneficiaire_id)
            self._to_table()
        else:
            self.search.setFocus()

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys of the table and of a person's page."""
        return [
            ("Ctrl+F", "Chercher dans le tableau"),
            ("Ctrl+Shift+N", "Nouveau bénéficiaire"),
            *((keys, f"Page\u202f: {minuscule(DITS[nom])}") for keys, nom in RACCOURCIS),
            ("F2", "Page\u202f: modifier l’identité"),
            ("Esc", "Page\u202f: revenir au tableau"),
        ]

    def save_state(self) -> str:
        """Return the filter, the columns, the sort and the person shown, to keep in the base."""
        montree = self.personne.model.beneficiaire_id if self.pages.currentWidget() is self.personne else 0
        etat = {
            "table": self.table.save_state(),
            "colonnes_choisies": self._largeurs.chosen,
            "filtre": self.model.filtre.texte_json(),
            "personne": montree,
        }
        return json.dumps(etat)

    def restore_state(self, text: str) -> None:
        """Put back what :meth:`save_state` returned; what is not understood is ignored."""
        try:
            etat = dict(json.loads(text))
        except (ValueError, TypeError):
            return
        self.table.restore_state(str(etat.get("table", "")))
        self._largeurs.restored(chosen=bool(etat.get("colonnes_choisies")))
        self.model.set_filtre(filtres.lire(str(etat.get("filtre", ""))))
        montree = etat.get("personne")
        self._a_rouvrir = montree if isinstance(montree, int) else 0

    # Layout

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(label("Bénéficiaires", role="title"))
        self.count = label(role="muted")
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        self.clear_button = button("Effacer les filtres", "link")
        self.clear_button.clicked.connect(self._clear_filter)
        self.clear_button.hide()
        row.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.columns_button = button("Colonnes", "ghost", Icon.COLUMNS, tip="Choisir les colonnes affichées")
        self.columns_button.clicked.connect(self._columns_menu)
        self.export_button = button("Exporter la vue", "ghost", Icon.EXPORT, tip="Écrire ces lignes dans un tableur")
        self.export_button.clicked.connect(self._export)
        self.new_button = button(
            "Nouveau bénéficiaire", "primary", Icon.PERSON_ADD, tip="Nouveau bénéficiaire (Ctrl+Maj+N)"
        )
        self.new_button.clicked.connect(self.nouveau)
        for made in (self.columns_button, self.export_button, self.new_button):
            row.addWidget(made)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.search = SearchField("Chercher dans le tableau")
        self.search.setMinimumWidth(200)
        self.search.setToolTip("Chercher un nom, un prénom, un employeur, un CFA, une commune, un téléphone (Ctrl+F)")
        self.search.searched.connect(lambda t: self._filter(texte=t))
        self.search.leave_down.connect(self._to_table)
        self.search.returnPressed.connect(self._to_table)
        self.groups = ChipGroup("Filtrer par groupe ou retard", ((EN_RETARD, "En retard"), *filtres.GROUPES))
        self.groups.changed.connect(self._groups_chosen)
        self.accords = self._menu_chip("Accord", "accords", filtres.ACCORDS)
        self.risques = self._menu_chip("Risque", "risques", filtres.RISQUES)
        self.cfas = self._menu_chip("CFA", "cfas")
        row.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.groups, 5)
        for made in (self.accords, self.risques, self.cfas):
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _menu_chip(self, name: str, field: str, options: tuple[tuple[str, str], ...] = ()) -> MenuChip:
        chip = MenuChip(name, options)
        chip.changed.connect(lambda: self._filter(**{field: chip.values()}))
        return chip

    def _stack(self) -> QStackedWidget:
        self.table = Table("Bénéficiaires")
        self.table.set_model(TableModel(colonnes(), lambda ligne: ligne.id, self))
        self.table.table_model().sort(0)
        self._largeurs = Largeurs(self.table, "action", ("employeur", "cfa", "naissance", "dernier"))
        self.table.row_activated.connect(self._open)
        self.table.menu_wanted.connect(self._row_menu)
        self.table.table_model().filtered.connect(self._tell_count)
        self.none_found = EmptyState(
            Icon.SEARCH,
            "Aucun jeune ne correspond",
            "Changez les mots cherchés, ou effacez les filtres.",
            "Effacer les filtres",
            self._clear_filter,
        )
        self.table.set_empty(self.none_found)
        self.nobody = EmptyState(
            Icon.PEOPLE,
            "Aucun bénéficiaire pour l’instant",
            "Les jeunes arrivent du croisement de deux listes\u202f: les contrats signés et les jeunes suivis par la "
            "Mission Locale. Vous pouvez aussi en ajouter un à la main.",
            "Croiser les listes",
            lambda: self._env.navigate("croisement"),
        )
        self.stack = QStackedWidget()
        for page in (self.table, self.nobody):
            self.stack.addWidget(page)
        return self.stack

    # From the model

    def _show_rows(self) -> None:
        self.stack.setCurrentWidget(self.nobody if self.model.charge and not self.model.lignes else self.table)
        self.cfas.set_options(self.model.cfas())
        self.cfas.set_values(self.model.filtre.cfas)
        self.groups.set_counts(dict(self.model.nombres().items()))
        self.export_button.setEnabled(bool(self.model.lignes))
        self.table.table_model().set_rows(self.model.lignes)
        self._largeurs.widen("groupe", "risque")
        if not self.table.currentIndex().isValid():
            self.table.select_position(0)

    def _show_filter(self) -> None:
        filtre = self.model.filtre
        if self.search.text() != filtre.texte:
            self.search.setText(filtre.texte)
        self.groups.set_values((*filtre.groupes, *((EN_RETARD,) if filtre.en_retard else ())))
        self.accords.set_values(filtre.accords)
        self.risques.set_values(filtre.risques)
        self.cfas.set_values(filtre.cfas)
        self.clear_button.setVisible(not filtre.vide)
        self.table.table_model().set_predicate(None if filtre.vide else filtre.accepte)
        announce(self.table, self.count.text())

    def _tell_count(self) -> None:
        self.count.setText(self.model.resume(self.table.table_model().rowCount()) if self.model.charge else "")

    # From the user

    def nouveau(self) -> None:
        """Create a person by hand, then open her page."""
        creee = creer_personne(self._env, self.model.campagnes, self)
        if creee is not None:
            self._env.navigate("beneficiaires", creee)

    def _nouveau_ensuite(self) -> None:
        """Open the form once what it offers is known, outside the reply that brought it."""
        QTimer.singleShot(0, self, self.nouveau)

    def _filter(self, **champs: object) -> None:
        self.model.set_filtre(replace(self.model.filtre, **champs))

    def _groups_chosen(self) -> None:
        chosen = {str(v) for v in self.groups.values()}
        self._filter(en_retard=EN_RETARD in chosen, groupes=frozenset(chosen - {EN_RETARD}))

    def _clear_filter(self) -> None:
        self.model.set_filtre(Filtre())
        self.search.setFocus()

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.table.current_row() is None:
            self.table.select_position(0)

    def _open(self, ligne: LigneBeneficiaire) -> None:
        self._env.navigate("beneficiaires", ligne.id)

    def _row_menu(self, ligne: LigneBeneficiaire, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Ouvrir sa page", lambda: self._open(ligne))
        menu.addAction("Noter un contact", lambda: self._env.navigate("aujourdhui", ("contact", ligne.id)))
        if ligne.telephone:
            numero = telephone(ligne.telephone)
            menu.addAction(f"Copier le {numero}", lambda: QGuiApplication.clipboard().setText(numero))
        menu.popup(place)

    def _columns_menu(self) -> None:
        menu = QMenu(self)
        for rang, colonne in enumerate(self.table.table_model().columns):
            action = menu.addAction(colonne.title)
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(rang))
            action.setEnabled(colonne.key != "nom")
            action.toggled.connect(lambda shown, r=rang: self.table.setColumnHidden(r, not shown))
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _export(self) -> None:
        """Write the columns shown, in the order shown; the plan, which is drawn, is written in words."""
        header, model = self.table.horizontalHeader(), self.table.table_model()
        rangs = [header.logicalIndex(v) for v in range(header.count())]
        montrees = [model.columns[r] for r in rangs if not self.table.isColumnHidden(r)]
        lignes = [[c.spoken(x) if c.spoken else c.text(x) for c in montrees] for x in model.shown_rows()]
        self.model.export([c.title for c in montrees], lignes)


def factory(env: UiEnv) -> QWidget:
    """Build the screen."""
    return BeneficiairesView(env)
