"""The directory in the window: cards, writing, archive, holes, what is remembered."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from plateforme.domain.fiche import Fiche
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import Accord, StatutFiche, Theme, TypeStructure
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services import partenaires
from plateforme.ui.screens.partenaires.view import PartenairesView, factory
from plateforme.ui.widgets.badge import Badge
from tests import fabrique
from tests.conftest import LUNDI


@pytest.fixture
def annuaire(ctx):
    """Three partners, one archived, and a young person nobody covers."""
    with fabrique.remplir(ctx) as f:
        f.personne(
            "Genêt",
            "Zoé",
            date(1991, 5, 12),
            campagne=f.campagne(),
            debut=date(2010, 9, 1),
            accord=Accord.OUI,
            commune="Craon",
            code_postal="53400",
        )
        foyer = f.structure(
            "Foyer des Tilleuls",
            TypeStructure.LOGEMENT,
            territoire="Laval",
            telephone="+33243000001",
            courriel="foyer@exemple.invalid",
            charte_le=LUNDI,
            adresse="1 rue des Haies",
            code_postal="53000",
            commune="Laval",
        )
        f.interlocuteur(foyer, "Prune Mirabelle", fonction="Conseillère", courriel="prune@exemple.invalid")
        f.structure("École des Moulins", TypeStructure.CFA)
        f.structure("Ancienne antenne", TypeStructure.MISSION_LOCALE, archivee_le=date(2010, 6, 1))
    return foyer


def monter(env, qtbot) -> PartenairesView:
    made = factory(env)
    assert isinstance(made, PartenairesView)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.activate()
    env.tasks.changed.connect(made.refresh)
    assert env.tasks.wait_idle()
    return made


@pytest.fixture
def vue(annuaire, env, qtbot) -> PartenairesView:
    return monter(env, qtbot)


def attendre(vue):
    assert vue._env.tasks.wait_idle()


def noms(vue):
    return [c.structure.nom for c in vue.model.shown_rows()]


def mots(widget) -> str:
    """Return every word shown."""
    QApplication.processEvents()
    textes = [w.text() for w in widget.findChildren(QLabel) if not w.isHidden()]
    textes += [w.text() for w in widget.findChildren(Badge) if not w.isHidden()]
    return "\n".join(t for t in textes if t)


def test_the_directory_is_sorted_and_the_first_card_shown(vue):
    assert noms(vue) == ["École des Moulins", "Foyer des Tilleuls"]
    assert vue.card.name.text() == "École des Moulins"
    assert "référent désigné" in vue.card.remarks.text.text()
    assert "Personne n’est noté ici" in mots(vue.card.people)


def test_a_card_says_all_that_is_known(vue, annuaire):
    vue.activate(annuaire.id)
    attendre(vue)
    carte = mots(vue.card)
    for attendu in ("Laval", "02\u00a043\u00a000\u00a000\u00a001", "foyer@exemple.invalid", f"10{NBSP}jours",
                    "signée le lun.", "aucune", "Prune Mirabelle", "Conseillère", "Référent désigné", "Logement",
                    "1 rue des Haies, 53000 Laval"):  # fmt: skip
        assert attendu in carte
    assert vue.card.remarks.isHidden()


def test_the_search_finds_people_and_themes(vue):
    vue.model.set_text("mirabelle")
    assert noms(vue) == ["Foyer des Tilleuls"]
    vue.model.set_text("logement")
    assert noms(vue) == ["Foyer des Tilleuls"]
    vue.model.set_text("rien de tel")
    assert vue.empty.title.text() == "Aucun partenaire ne correspond"
    assert vue.empty.button.isHidden()


def test_an_empty_directory_says_what_to_begin_with(env, qtbot):
    vue = monter(env, qtbot)
    assert vue.right.currentWidget() is vue.nothing
    assert vue.holes.isHidden()
    assert "Mission Locale" in vue.empty.text.text()
    vue.empty.button.click()
    assert vue.pages.currentWidget() is vue.editor


def test_a_partner_is_written_by_hand(vue, messages, ctx):
    QTest.keyClick(vue.table, Qt.Key.Key_Tab)
    vue.new.click()
    editeur = vue.editor
    assert set(editeur.themes.values()) >= {Theme.SANTE, Theme.MOBILITE}
    editeur.type.set_value(TypeStructure.SERVICE_SOCIAL)
    editeur.type.chosen.emit()
    assert editeur.themes.values() == (Theme.SOCIAL,)
    editeur.nom.setText("FOYER DES TILLEULS")
    editeur.save.click()
    attendre(vue)
    assert "existe déjà" in editeur.fields["nom"].error()
    editeur.nom.setText("Service social de Craon")
    editeur.courriel.setText("pas une adresse")
    editeur.save.click()
    attendre(vue)
    assert not editeur.fields["nom"].error()
    assert "pas complète" in editeur.fields["courriel"].error()
    editeur.courriel.setText("social@exemple.invalid")
    editeur.charte.edit.setText("31/02")
    editeur.charte._typed("31/02")
    editeur.save.click()
    assert "n’existe pas" in editeur.fields["charte_le"].error()
    editeur.charte.set_value(None)
    editeur.delai.set_value(15)
    editeur._lines[0].nom.setText("Nadège Bruyère")
    editeur.add_line.click()
    editeur._lines[1].nom.setText("Joël Ortie")
    editeur._lines[1].courriel.setText("joel")
    QTest.keyClick(editeur.nom, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    attendre(vue)
    assert "pas complète" in editeur._lines[1].fields["courriel"].error()
    editeur._lines[1].courriel.setText("joel@exemple.invalid")
    editeur._lines[1].designe.click()
    assert not editeur._lines[0].designe.isChecked()
    editeur.add_line.click()
    editeur.save.click()
    attendre(vue)
    assert vue.pages.currentWidget() is vue.browse
    assert vue.card.name.text() == "Service social de Craon"
    assert vue.table.current_row().structure.nom == "Service social de Craon"
    carte = vue.vm.card
    assert carte.structure.delai_jours == 15
    assert [(i.nom, i.designe) for i in carte.presents] == [("Joël Ortie", True), ("Nadège Bruyère", False)]
    assert "ajouté" in messages.toasts[-1]


def test_a_correction_is_undone_from_its_line(vue, annuaire, messages, ctx):
    vue.activate(annuaire.id)
    attendre(vue)
    vue.card.edit.click()
    editeur = vue.editor
    assert editeur.title.text() == "Modifier Foyer des Tilleuls"
    editeur.territoire.setText("Laval, Craon")
    retirer = next(b for b in editeur.findChildren(QPushButton) if b.accessibleName() == "Retirer cette personne")
    retirer.click()
    editeur.save.click()
    attendre(vue)
    assert vue.vm.card.structure.territoire == "Laval, Craon"
    assert vue.vm.card.presents == ()
    messages.undo()
    attendre(vue)
    assert vue.vm.card.structure.territoire == "Laval"
    assert [i.nom for i in vue.vm.card.presents] == ["Prune Mirabelle"]


def test_a_refusal_without_a_field_is_said_above_the_buttons(vue):
    vue.start_new()
    vue.editor.refuse(RefusedError("La carte a été modifiée.", "Recommencez."))
    assert "modifiée" in vue.editor.alert.text.text()
    vue.editor.refuse(InvalidInputError("Deux fois.", champ="interlocuteurs"))
    assert "Deux fois" in vue.editor.alert.text.text()
    QTest.keyClick(vue.editor.nom, Qt.Key.Key_Escape)
    assert vue.pages.currentWidget() is vue.browse


def test_archiving_is_undone_and_restoring_is_offered(vue, annuaire, messages):
    vue.activate(annuaire.id)
    attendre(vue)
    vue.card.archive.click()
    attendre(vue)
    assert noms(vue) == ["École des Moulins"]
    vue.archived.setChecked(True)
    assert noms(vue) == ["Ancienne antenne", "École des Moulins", "Foyer des Tilleuls"]
    vue.activate(annuaire.id)
    attendre(vue)
    assert vue.card.archive.text() == "Restaurer"
    assert "Archivé le" in vue.card.archived.text()
    messages.undo()
    attendre(vue)
    assert vue.card.archive.text() == "Archiver"
    vue.activate(next(c.structure.id for c in vue.vm.cards if c.structure.nom == "Ancienne antenne"))
    attendre(vue)
    vue.card.archive.click()
    attendre(vue)
    assert "restauré" in messages.toasts[-1]


def test_an_awaited_answer_asks_before_archiving(vue, annuaire, messages, ctx):
    with fabrique.remplir(ctx) as f:
        difficulte = f.difficulte(fabrique.beneficiaires.get(f.uow.cx, 1))
        fiche = Fiche(
            numero="FL-2011-0001",
            beneficiaire_id=1,
            difficulte_id=difficulte.id,
            structure_id=annuaire.id,
            statut=StatutFiche.ENVOYEE,
            signalee_le=LUNDI,
            envoyee_le=LUNDI,
        )
        fabrique.liaison.add_fiche(f.uow.cx, fiche)
    vue.vm.refresh()
    vue.activate(annuaire.id)
    attendre(vue)
    assert f"1{NBSP}fiche, dont 1 en attente" in mots(vue.card)
    messages.confirms.append(False)
    vue.card.archive.click()
    attendre(vue)
    assert vue.vm.card.structure.archivee_le is None
    messages.confirms.append(True)
    vue.card.archive.click()
    attendre(vue)
    assert partenaires.carte(ctx, annuaire.id).structure.archivee_le == ctx.today()


def test_the_holes_are_said_and_shown(vue, annuaire):
    assert f"Personne pour{NNBSP}: " in vue.holes.text.text()
    assert f"1{NBSP}commune où il manque un partenaire" in vue.holes.text.text()
    next(b for b in vue.holes.findChildren(QPushButton) if b.text() == "Voir qui traite quoi").click()
    assert vue.tabs.currentWidget() is vue.grid
    grille = mots(vue.grid)
    assert f"Personne à Craon (1{NBSP}jeune)" in grille
    assert "Vous-même" in grille
    assert "sans partenaire" in vue.grid.summary.text()
    lien = next(b for b in vue.grid.findChildren(QPushButton) if "Tilleuls" in b.text())
    lien.click()
    attendre(vue)
    assert vue.tabs.currentIndex() == 0
    assert vue.vm.current == annuaire.id


def test_many_communes_are_counted(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        for rang, commune in enumerate(("Craon", "Ernée", "Évron", "Gorron", "Renazé")):
            f.personne(
                "Genêt", f"Zoé {rang}", date(1991, 5, 12), campagne=campagne, debut=date(2010, 9, 1),
                accord=Accord.OUI, commune=commune,
            )  # fmt: skip
        f.structure("Foyer", TypeStructure.LOGEMENT, territoire="Laval")
    vue = monter(env, qtbot)
    assert f"et 2{NBSP}autres communes" in mots(vue.grid)


def test_a_covered_directory_says_so(vue):
    vue.grid.set_directory(vue.vm.active, ())
    assert vue.grid.summary.text() == "Chaque thème a un partenaire."


def test_keys(vue):
    vue.activateWindow()
    assert QTest.qWaitForWindowActive(vue)
    QTest.keyClick(vue.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert vue.pages.currentWidget() is vue.editor
    vue.editor.left.emit()
    QTest.keyClick(vue.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert vue.search.hasFocus()
    vue.activate("nouveau")
    assert vue.editor.title.text() == "Nouveau partenaire"
    assert ("Ctrl+E", "Modifier le partenaire") in vue.shortcuts()


def test_what_was_open_comes_back(vue, annuaire, env, qtbot):
    vue.activate(annuaire.id)
    attendre(vue)
    vue.archived.setChecked(True)
    vue.tabs.setCurrentIndex(1)
    etat = vue.save_state()
    assert json.loads(etat)["carte"] == annuaire.id
    autre = monter(env, qtbot)
    autre.restore_state("pas du json")
    autre.restore_state(etat)
    attendre(autre)
    assert autre.tabs.currentIndex() == 1
    assert autre.archived.isChecked()
    assert autre.card.name.text() == "Foyer des Tilleuls"
    autre.clear()
    assert autre.model.rowCount() == 0
    assert autre.right.currentWidget() is autre.nothing


def test_an_archived_partner_is_found_from_elsewhere(vue):
    visee = next(c.structure.id for c in vue.vm.cards if c.structure.nom == "Ancienne antenne")
    vue.activate(visee)
    attendre(vue)
    assert vue.archived.isChecked()
    assert vue.table.current_row().structure.id == visee


def test_acts_without_a_card_do_nothing(env, qtbot):
    vue = monter(env, qtbot)
    vue._edit()
    vue._archive()
    vue.vm.archive()
    attendre(vue)
    assert vue.pages.currentWidget() is vue.browse
