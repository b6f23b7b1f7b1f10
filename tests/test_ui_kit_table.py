"""The table of every list: order, filter, selection over refreshes, keyboard, state."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QLabel, QMenu, QStyleOptionViewItem, QToolTip

from plateforme.domain.suivi import Etat
from plateforme.domain.texte import date_courte
from plateforme.domain.vocabulaire import Groupe
from plateforme.ui.models.table import Column, Role, TableModel
from plateforme.ui.widgets import table as table_module
from plateforme.ui.widgets.delegates import tooltip
from plateforme.ui.widgets.table import Table


@dataclass(frozen=True)
class Ligne:
    id: int
    nom: str
    ne_le: date | None = None
    contacts: int = 0
    groupe: Groupe | None = None
    plan: tuple[Etat, ...] = ()


LIGNES = (
    Ligne(1, "Zinnia", date(1993, 5, 12), 2, Groupe.TEST, (Etat.FAIT, Etat.A_VENIR)),
    Ligne(2, "Étienne-Aubépine", date(1992, 1, 3), 10, Groupe.TEMOIN),
    Ligne(3, "Esparcette", None, 0, None),
    Ligne(4, "Fougère", date(1991, 12, 24), 1300, Groupe.HORS_EVALUATION),
    Ligne(5, "Łubin", date(1994, 8, 1), 3, Groupe.TEST),
)

COLONNES = (
    Column[Ligne]("nom", "Nom", lambda r: r.nom, width=90),
    Column[Ligne]("ne_le", "Né(e) le", lambda r: r.ne_le, display=date_courte),
    Column[Ligne]("contacts", "Contacts", lambda r: r.contacts, align_right=True, searched=False),
    Column[Ligne]("groupe", "Groupe", lambda r: r.groupe, display=lambda g: g.libelle, sort=len),
    Column[Ligne]("plan", "Suivi", lambda r: r.plan, display=lambda _p: "", spoken=lambda r: f"{len(r.plan)} mois"),
    Column[Ligne]("id", "Numéro", lambda r: r.id, hidden=True, tooltip=lambda r: f"Ligne {r.id}", searched=False),
)


@pytest.fixture
def modele() -> TableModel[Ligne]:
    modele = TableModel(COLONNES, key=lambda r: r.id)
    modele.set_rows(LIGNES)
    return modele


@pytest.fixture
def tableau(modele, qtbot) -> Table:
    tableau = Table("Bénéficiaires")
    qtbot.addWidget(tableau)
    tableau.set_model(modele)
    tableau.resize(700, 300)
    tableau.show()
    return tableau


def noms(modele) -> list[str]:
    return [r.nom for r in modele.shown_rows()]


def rang(cle: str) -> int:
    return next(i for i, c in enumerate(COLONNES) if c.key == cle)


def test_accented_letters_sort_with_their_letter(modele):
    modele.sort(rang("nom"))
    assert noms(modele) == ["Esparcette", "Étienne-Aubépine", "Fougère", "Łubin", "Zinnia"]
    modele.sort(rang("nom"), Qt.SortOrder.DescendingOrder)
    assert noms(modele) == ["Zinnia", "Łubin", "Fougère", "Étienne-Aubépine", "Esparcette"]


@pytest.mark.parametrize("sens", list(Qt.SortOrder))
def test_empty_values_come_last_both_ways(modele, sens):
    modele.sort(rang("ne_le"), sens)
    assert noms(modele)[-1] == "Esparcette"
    assert modele.sorting() == ("ne_le", sens is Qt.SortOrder.DescendingOrder)


def test_numbers_sort_as_numbers_and_a_column_may_have_its_order(modele):
    modele.sort(rang("contacts"))
    assert [r.contacts for r in modele.shown_rows()] == [0, 2, 3, 10, 1300]
    modele.sort(rang("groupe"))
    assert [r.groupe for r in modele.shown_rows()][:3] == [Groupe.TEST, Groupe.TEST, Groupe.TEMOIN]
    modele.sort(-1)
    assert modele.shown_rows() == list(LIGNES)


def test_the_filter_ignores_accents_and_case_and_wants_every_word(modele):
    modele.set_text("ETIENNE aub")
    assert noms(modele) == ["Étienne-Aubépine"]
    modele.set_text("lubin")
    assert noms(modele) == ["Łubin"]
    modele.set_text("1300")
    assert noms(modele) == [], "a column that is not searched does not answer"
    modele.set_text("1992")
    assert noms(modele) == ["Étienne-Aubépine"]
    assert modele.is_filtered()
    modele.set_text("")
    assert len(noms(modele)) == 5
    assert not modele.is_filtered()


def test_a_predicate_and_a_text_add_up(modele):
    modele.set_predicate(lambda r: r.groupe is Groupe.TEST)
    modele.set_text("z")
    assert noms(modele) == ["Zinnia"]
    modele.set_predicate(None)
    modele.set_rows(LIGNES[:2])
    assert noms(modele) == ["Zinnia"], "the filter is kept over a refresh"
    assert modele.rows() == LIGNES[:2]


def test_cells_say_what_they_hold(modele):
    case = modele.index(0, rang("contacts"))
    assert case.data() == "2"
    assert Qt.AlignmentFlag(case.data(Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignRight
    assert modele.index(0, rang("plan")).data(Qt.ItemDataRole.AccessibleTextRole) == "Suivi : 2 mois"
    assert modele.index(2, rang("ne_le")).data(Qt.ItemDataRole.AccessibleTextRole) == "Né(e) le : vide"
    assert modele.index(0, rang("id")).data(Qt.ItemDataRole.ToolTipRole) == "Ligne 1"
    assert modele.index(0, rang("nom")).data(Qt.ItemDataRole.ToolTipRole) is None
    assert modele.value_at(modele.index(0, rang("groupe"))) is Groupe.TEST
    assert modele.index(0, 0).data(Role.ROW) == LIGNES[0]
    assert modele.index(0, rang("contacts")).data(Role.SORT) == (0, 2)
    assert modele.index(0, 0).data(Qt.ItemDataRole.FontRole) is None
    assert modele.data(modele.index(99, 0)) is None


def test_titles_tell_the_sort(modele):
    horizontal = Qt.Orientation.Horizontal
    modele.sort(0)
    assert modele.headerData(0, horizontal) == "Nom ↑"
    modele.sort(0, Qt.SortOrder.DescendingOrder)
    assert modele.headerData(0, horizontal) == "Nom ↓"
    assert modele.headerData(1, horizontal) == "Né(e) le"
    assert modele.headerData(0, Qt.Orientation.Vertical) is None
    assert modele.headerData(99, horizontal) is None
    assert modele.headerData(0, horizontal, Qt.ItemDataRole.FontRole) is None
    alignement = modele.headerData(rang("contacts"), horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(alignement) & Qt.AlignmentFlag.AlignRight


def test_the_selection_follows_its_row(modele, tableau, qtbot):
    vues = []
    tableau.row_selected.connect(vues.append)
    assert tableau.select_key(4)
    assert vues == [LIGNES[3]]
    modele.sort(0)
    assert tableau.current_row() == LIGNES[3]
    modele.set_rows(tuple(reversed(LIGNES)))
    assert tableau.current_row() == LIGNES[3]
    assert vues == [LIGNES[3]], "the same row is not told twice"
    change = replace(LIGNES[3], contacts=1301)
    modele.set_rows((*LIGNES[:3], change))
    assert vues == [LIGNES[3], change], "what it holds changed: it is told"
    modele.set_rows(LIGNES[:2])
    assert tableau.current_row() is None
    assert vues[-1] is None
    assert not tableau.select_key(4)


def test_a_click_on_a_title_sorts_and_another_reverses(modele, tableau, qtbot):
    entete = tableau.horizontalHeader()
    for attendu in (("nom", False), ("nom", True), ("nom", False)):
        place = QPoint(entete.sectionViewportPosition(0) + 10, entete.height() // 2)
        qtbot.mouseClick(entete.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert modele.sorting() == attendu


def test_enter_opens_the_row_and_home_end_move(tableau, modele, qtbot):
    ouvertes = []
    tableau.row_activated.connect(ouvertes.append)
    tableau.setCurrentIndex(QModelIndex())
    qtbot.keyClick(tableau, Qt.Key.Key_Return)
    assert ouvertes == []
    modele.sort(0)
    qtbot.keyClick(tableau, Qt.Key.Key_End)
    qtbot.keyClick(tableau, Qt.Key.Key_Return)
    qtbot.keyClick(tableau, Qt.Key.Key_Home)
    qtbot.keyClick(tableau, Qt.Key.Key_Enter)
    qtbot.keyClick(tableau, Qt.Key.Key_Down)
    assert [r.nom for r in ouvertes] == ["Zinnia", "Esparcette"]
    assert tableau.current_row().nom == "Étienne-Aubépine"


def test_typing_goes_to_a_name(tableau, modele, monkeypatch):
    instant = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: instant[0])
    modele.sort(0)
    tableau.keyboardSearch("e")
    assert tableau.current_row().nom == "Esparcette"
    tableau.keyboardSearch("t")
    assert tableau.current_row().nom == "Étienne-Aubépine"
    instant[0] += table_module.TYPE_AHEAD
    tableau.keyboardSearch("e")
    assert tableau.current_row().nom == "Esparcette", "the same letter again goes to the next one"
    instant[0] += table_module.TYPE_AHEAD
    tableau.keyboardSearch("ł")
    assert tableau.current_row().nom == "Łubin"
    tableau.keyboardSearch("q")
    assert tableau.current_row().nom == "Łubin"
    modele.set_rows(())
    tableau.keyboardSearch("e")
    assert tableau.current_row() is None


def test_reached_by_tab_it_has_a_current_row(tableau, qtbot):
    tableau.setFocus(Qt.FocusReason.TabFocusReason)
    assert tableau.current_row() == LIGNES[0]
    assert [i.row() for i in tableau.selectionModel().selectedRows()] == [0]


def test_what_was_set_comes_back(modele, tableau, qtbot):
    tableau.setColumnWidth(0, 222)
    tableau.setColumnHidden(rang("contacts"), True)
    tableau.setColumnHidden(rang("id"), False)
    tableau.horizontalHeader().moveSection(1, 0)
    tableau._sort_by(rang("ne_le"))
    tableau._sort_by(rang("ne_le"))
    garde = tableau.save_state()

    autre = Table("Bénéficiaires")
    qtbot.addWidget(autre)
    neuf = TableModel(COLONNES, key=lambda r: r.id)
    neuf.set_rows(LIGNES)
    autre.set_model(neuf)
    autre.restore_state(garde)
    assert autre.columnWidth(0) == 222
    assert autre.isColumnHidden(rang("contacts"))
    assert not autre.isColumnHidden(rang("id"))
    assert autre.horizontalHeader().logicalIndex(0) == 1
    assert neuf.sorting() == ("ne_le", True)
    assert autre.save_state() == garde


@pytest.mark.parametrize(
    "etat", ["", "{}", "[]", "pas du json", '{"widths": 3, "hidden": [], "order": [], "sort": []}']
)
def test_an_unreadable_state_is_ignored(tableau, modele, etat):
    avant = tableau.save_state()
    tableau.restore_state(etat)
    assert tableau.save_state() == avant


def test_a_state_of_other_columns_is_taken_as_far_as_it_goes(tableau, modele):
    tableau.restore_state(
        '{"widths": {"nom": 150, "parti": 10, "contacts": "x"}, "hidden": ["parti"], "order": ["parti", "groupe"],'
        ' "sort": ["parti", true]}'
    )
    assert tableau.columnWidth(0) == 150
    assert tableau.horizontalHeader().logicalIndex(0) == rang("groupe")
    assert modele.sorting() == ("", False)


def test_an_empty_table_says_what_will_be_there(tableau, modele, qtbot):
    vide = QLabel("Les personnes retenues apparaîtront ici.")
    tableau.set_empty(vide)
    assert not vide.isVisible()
    modele.set_text("personne de ce nom")
    assert vide.isVisible()
    tableau.resize(500, 260)
    assert vide.size() == tableau.viewport().size()
    modele.set_text("")
    assert not vide.isVisible()


def test_columns_are_chosen_from_the_titles(tableau, qtbot):
    tableau._columns_menu(QPoint(5, 5))
    menu = tableau.findChild(QMenu)
    choix = {a.text(): a for a in menu.actions()}
    assert not choix["Numéro"].isChecked()
    choix["Numéro"].trigger()
    choix["Groupe"].trigger()
    assert not tableau.isColumnHidden(rang("id"))
    assert tableau.isColumnHidden(rang("groupe"))
    menu.close()


def test_a_menu_is_asked_for_the_row_pointed_or_current(tableau, qtbot):
    demandes = []
    tableau.menu_wanted.connect(lambda ligne, _place: demandes.append(ligne))
    souris, clavier = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
    place = tableau.visualRect(tableau.model().index(1, 0)).center()
    tableau.setCurrentIndex(QModelIndex())
    tableau.contextMenuEvent(QContextMenuEvent(souris, place, place))
    tableau.contextMenuEvent(QContextMenuEvent(clavier, place, place))
    tableau.select_key(3)
    tableau.contextMenuEvent(QContextMenuEvent(clavier, place, place))
    assert demandes == [LIGNES[1], LIGNES[2]]


def option(tableau: Table, index) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem()
    made.initFrom(tableau)
    made.rect = tableau.visualRect(index)
    made.widget = tableau
    return made


def test_a_cut_name_has_a_tooltip_and_a_whole_one_none(tableau, modele):
    long, court = modele.index(1, 0), modele.index(0, 0)
    tableau.setColumnWidth(0, 60)
    assert tooltip(option(tableau, long), long) == "Étienne-Aubépine"
    tableau.setColumnWidth(0, 400)
    assert tooltip(option(tableau, long), long) == ""
    assert tooltip(option(tableau, court), court) == ""
    plan = modele.index(0, rang("plan"))
    assert tooltip(option(tableau, plan), plan) == "Suivi : mois 1 fait, mois 2 à venir"
    propre = modele.index(0, rang("id"))
    assert tooltip(option(tableau, propre), propre) == "Ligne 1"
    groupe = modele.index(3, rang("groupe"))
    tableau.setColumnWidth(rang("groupe"), 70)
    assert tooltip(option(tableau, groupe), groupe) == "Hors évaluation"


def test_the_tooltip_is_shown(tableau, modele, monkeypatch):
    montres = []
    monkeypatch.setattr(QToolTip, "showText", lambda _p, texte, _w: montres.append(texte))
    index = modele.index(0, rang("plan"))
    place = QPoint(1, 1)
    aide = QHelpEvent(QEvent.Type.ToolTip, place, place)
    assert tableau.itemDelegate().helpEvent(aide, tableau, option(tableau, index), index)
    assert montres == ["Suivi : mois 1 fait, mois 2 à venir"]
    autre = QHelpEvent(QEvent.Type.WhatsThis, place, place)
    assert not tableau.itemDelegate().helpEvent(autre, tableau, option(tableau, index), index)


def test_badges_dots_and_focus_are_painted(tableau, modele, qtbot):
    tableau.setFocus(Qt.FocusReason.TabFocusReason)
    tableau.select_key(1)
    avec = tableau.grab().toImage()
    tableau.clearFocus()
    sans = tableau.grab().toImage()
    assert avec != sans, "the focus shows"
    modele.set_rows([replace(LIGNES[0], groupe=None, plan=())])
    assert tableau.grab().toImage() != sans
    modele.set_rows(LIGNES)
    delegue = tableau.itemDelegate()
    tailles = {
        c: delegue.sizeHint(option(tableau, modele.index(0, rang(c))), modele.index(0, rang(c)))
        for c in ("plan", "groupe", "nom")
    }
    assert all(t.height() > 0 and t.width() > 0 for t in tailles.values())


def test_rows_grow_with_the_text(tableau):
    avant = tableau.verticalHeader().defaultSectionSize()
    police = tableau.font()
    police.setPointSizeF(police.pointSizeF() * 2)
    tableau.setFont(police)
    assert tableau.verticalHeader().defaultSectionSize() > avant


def test_words_are_folded_once(qtbot):
    lus = []

    def nom(ligne: Ligne) -> str:
        lus.append(ligne.id)
        return ligne.nom

    grand = TableModel([Column[Ligne]("nom", "Nom", nom)], key=lambda r: r.id)
    grand.set_rows([Ligne(i, f"Bruyère {i:06}") for i in range(2_000)])
    grand.set_text("bruyere")
    lus.clear()
    grand.set_text("bruyere 0001")
    assert len(lus) == 0, "folded words are kept from one key to the next"
    assert grand.rowCount() == 111
