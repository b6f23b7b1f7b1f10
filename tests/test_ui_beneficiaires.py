"""The table of the people: search, filters, sort, creation by keyboard, export, what is remembered."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.vocabulaire import Accord, Groupe, IssueContact, Risque, Suite
from plateforme.services import beneficiaires, coffre, reglages
from plateforme.services.contexte import horloge_figee
from plateforme.settings import CAMPAGNE_COURANTE
from plateforme.ui.main_window import MainWindow
from plateforme.ui.navigation import spec
from plateforme.ui.screens.beneficiaires import filtres
from plateforme.ui.screens.beneficiaires.filtres import EN_ATTENTE, EN_RETARD, Filtre
from plateforme.ui.screens.beneficiaires.puces import MenuChip
from plateforme.ui.screens.beneficiaires.view import BeneficiairesView
from plateforme.ui.screens.personne.creation import DialogueCreation
from plateforme.ui.tasks import TaskRunner
from tests import fabrique
from tests.conftest import LUNDI, PHRASE
from tests.faux_messages import FakeMessages
from tests.saisies import bouton, erreurs, frapper, remplir, taper

DEBUT = date(2010, 9, 1)


@pytest.fixture
def peuplee(ctx):
    """Six people: test late, test called, test waiting, témoin, no group, no campaign."""
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        zoe = f.personne(campagne=campagne, debut=DEBUT, accord=Accord.OUI)
        f.contact(zoe, datetime(2010, 12, 2, 9), risque=Risque.ELEVE)
        emile = f.personne("Érable", "Émile", date(1990, 5, 4), campagne=campagne, debut=date(2010, 12, 1))
        f.contact(emile, datetime(2010, 12, 27, 9), risque=Risque.FAIBLE, issue=IssueContact.JOINT)
        f.personne(
            "Fougère",
            "Noël",
            date(1990, 5, 5),
            campagne=campagne,
            debut=DEBUT,
            contrat={"cfa": "CFA du Bocage", "employeur": "Menuiserie Cèdre"},
            telephone="0600000099",
        )
        f.personne("Houblon", "Inès", date(1990, 1, 1), campagne=campagne, debut=DEBUT, verifiee=False)
        f.personne("Dahlia", "Łukasz", date(1990, 3, 3), commune="Craon")
        return campagne


@pytest.fixture
def ecran(env, qtbot):
    return monter(env, qtbot)


def monter(env, qtbot):
    vue = BeneficiairesView(env)
    qtbot.addWidget(vue)
    vue.resize(1300, 700)
    vue.show()
    vue.activate()
    assert env.tasks.wait_idle()
    return vue


def noms(vue):
    return [ligne.nom for ligne in vue.table.table_model().shown_rows()]


def chercher(vue, qtbot, texte):
    vue.search.setFocus()
    vue.search.selectAll()
    with qtbot.waitSignal(vue.search.searched):
        frapper(vue.search, texte)


def test_nobody_yet_shows_where_people_come_from(ecran, env):
    assert ecran.stack.currentWidget() is ecran.nobody
    assert not ecran.export_button.isEnabled()
    ecran.nobody.button.click()
    assert env.navigate.places == [("croisement", None)]


def test_everybody_is_shown_by_name_e_with_accents_among_e(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    assert noms(vue) == ["Dahlia", "Érable", "Fougère", "Genêt", "Houblon"]
    assert vue.count.text() == "5\u00a0jeunes"
    vue.table.horizontalHeader().sectionClicked.emit(0)
    assert noms(vue) == ["Houblon", "Genêt", "Fougère", "Érable", "Dahlia"]


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("zoe", ["Genêt"]),
        ("ZOÉ genet", ["Genêt"]),
        ("cedre", ["Fougère"]),
        ("0600000099", ["Fougère"]),
        ("craon", ["Dahlia"]),
        ("lukasz", ["Dahlia"]),
        ("personne", []),
    ],
)
def test_the_search_ignores_accents_and_case(peuplee, env, qtbot, texte, attendus):
    vue = monter(env, qtbot)
    chercher(vue, qtbot, texte)
    assert noms(vue) == attendus
    assert vue.count.text() == f"{len(attendus)} sur 5\u00a0jeunes"
    assert vue.none_found.isVisibleTo(vue.table) is (not attendus)


def test_escape_gives_everybody_back(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    chercher(vue, qtbot, "zoe")
    QTest.keyClick(vue.search, Qt.Key.Key_Escape)
    assert len(noms(vue)) == 5
    assert not vue.clear_button.isVisible()


def test_down_then_enter_opens_the_person(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    chercher(vue, qtbot, "zoe")
    QTest.keyClick(vue.search, Qt.Key.Key_Down)
    QTest.keyClick(vue.table, Qt.Key.Key_Return)
    (zoe,) = vue.table.table_model().shown_rows()
    assert env.navigate.places == [("beneficiaires", zoe.id)]


@pytest.mark.parametrize(
    ("groupe", "attendus"),
    [
        (Groupe.TEST.value, ["Érable", "Genêt"]),
        (Groupe.TEMOIN.value, ["Fougère"]),
        (EN_ATTENTE, ["Dahlia", "Houblon"]),
        (EN_RETARD, ["Érable", "Genêt"]),
    ],
)
def test_chips_keep_a_group_or_the_late_ones_and_count_them(peuplee, env, qtbot, groupe, attendus):
    vue = monter(env, qtbot)
    chip = vue.groups.chip(groupe)
    assert chip.accessibleName().endswith(f", {len(attendus)}")
    chip.click()
    assert noms(vue) == attendus
    vue.clear_button.click()
    assert len(noms(vue)) == 5
    assert not chip.isChecked()


def test_filters_add_up_across_dimensions(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    vue.accords.toggle_value(Accord.EN_ATTENTE.value)
    assert noms(vue) == ["Érable", "Houblon"]
    vue.risques.toggle_value(Risque.FAIBLE.value)
    assert noms(vue) == ["Érable"]
    assert vue.risques.text() == "Risque\u202f: Faible"
    vue.risques.toggle_value(Risque.ELEVE.value)
    assert vue.risques.text() == "Risque\u202f: 2 choisis"
    vue.cfas.toggle_value("CFA du Bocage")
    assert noms(vue) == []
    vue.none_found.button.click()
    assert len(noms(vue)) == 5
    assert (vue.accords.text(), vue.accords.isChecked()) == ("Accord", False)


def test_people_without_a_cfa_can_be_found(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    vue.cfas.toggle_value("")
    assert noms(vue) == ["Dahlia"]


def test_a_menu_chip_stays_open_and_works_by_keyboard(qtbot):
    puce = MenuChip("CFA", [("a", "CFA du Bocage"), ("b", "MFR de la Haie")])
    qtbot.addWidget(puce)
    puce.show()
    puce.click()
    menu = puce.findChild(QMenu)
    menu.setActiveAction(menu.actions()[1])
    with qtbot.waitSignal(puce.changed):
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert puce.values() == {"b"}
    place = menu.actionGeometry(menu.actions()[0]).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert puce.values() == {"a", "b"}
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    puce.set_options([])
    assert not puce.isEnabled()


def test_the_campaign_chosen_in_the_window_limits_the_table(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    changes = reglages.ecrire(env.ctx, {CAMPAGNE_COURANTE: peuplee.id})
    vue.refresh(changes)
    assert env.tasks.wait_idle()
    assert "Dahlia" not in noms(vue)
    assert vue.count.text() == "4\u00a0jeunes, campagne 2010/2011"


def test_sorting_puts_the_earliest_action_and_the_gravest_risk_in_order(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    rangs = {c.key: i for i, c in enumerate(vue.table.table_model().columns)}
    vue.table.horizontalHeader().sectionClicked.emit(rangs["risque"])
    assert noms(vue)[:2] == ["Érable", "Genêt"]
    vue.table.horizontalHeader().sectionClicked.emit(rangs["groupe"])
    assert noms(vue)[2] == "Fougère"
    vue.table.horizontalHeader().sectionClicked.emit(rangs["action"])
    assert set(noms(vue)[:2]) == {"Érable", "Genêt"}
    vue.table.horizontalHeader().sectionClicked.emit(rangs["suivi"])
    assert noms(vue)[0] == "Genêt"


def test_each_cell_says_in_words_what_it_draws(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    model = vue.table.table_model()
    rangs = {c.key: i for i, c in enumerate(model.columns)}
    zoe = model.position_of(next(x.id for x in model.rows() if x.nom == "Genêt"))
    ines = model.position_of(next(x.id for x in model.rows() if x.nom == "Houblon"))
    dit = Qt.ItemDataRole.AccessibleTextRole
    assert "mois 3 fait" in model.index(zoe, rangs["suivi"]).data(dit)
    assert "pas de suivi" in model.index(ines, rangs["suivi"]).data(dit)
    assert "date de naissance à vérifier" in model.index(ines, rangs["groupe"]).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(zoe, rangs["naissance"]).data(Qt.ItemDataRole.ToolTipRole) == "Mineur(e)"
    assert "janv. 2011" in model.index(zoe, rangs["action"]).data(Qt.ItemDataRole.ToolTipRole)
    temoin = model.position_of(next(x.id for x in model.rows() if x.nom == "Fougère"))
    assert model.index(temoin, rangs["action"]).data() == "–"


def test_a_person_is_created_by_keyboard_and_found(env, ctx, qtbot):
    with fabrique.remplir(ctx) as f:
        f.campagne()
    ecran = monter(env, qtbot)
    env.messages.dialogs.append(
        remplir(
            env.tasks,
            nom_naissance="Genêt",
            prenoms="Zoé",
            date_naissance="12/05/1993",
            naissance_source="carte d’identité",
            telephone="0600000012",
            representant_nom="Lys Genêt",
            debut="1/9/2010",
            employeur="Fournil du Val",
        )
    )
    QTest.keyClick(ecran.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert env.tasks.wait_idle()
    (creee,) = beneficiaires.lignes(ctx)
    assert (creee.nom, creee.groupe, creee.employeur) == ("Genêt", Groupe.TEST, "Fournil du Val")
    assert env.navigate.places == [("beneficiaires", creee.id)]
    assert env.messages.toasts == ["GENÊT Zoé figure parmi les bénéficiaires."]


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_created(ecran, env, ctx):
    vus = {}

    def essayer(dialogue):
        remplir(
            env.tasks,
            nom_naissance="2 93 05 53 123 456 78",
            date_naissance="31/02/1993",
            telephone="06 00",
            courriel="zoe@",
            code_postal="53",
        )(dialogue)
        vus.update(erreurs(dialogue))
        return False

    env.messages.dialogs.append(essayer)
    ecran.nouveau()
    assert env.tasks.wait_idle()
    assert set(vus) == {"nom_naissance", "prenoms", "date_naissance", "telephone", "courriel", "code_postal"}
    assert "sécurité sociale" in vus["nom_naissance"]
    assert "n’existe pas" in vus["date_naissance"]
    assert beneficiaires.lignes(ctx) == ()


def test_the_form_says_the_group_and_asks_the_guardian_of_a_minor(env, ctx, qtbot):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
    dialogue = DialogueCreation(env, (campagne,))
    qtbot.addWidget(dialogue)
    dialogue.show()
    assert not dialogue.formulaire.fields["representant_nom"].isVisible()
    taper(dialogue.formulaire, "date_naissance", "12/05/1993")
    assert "groupe test" in dialogue.formulaire.fields["date_naissance"].remark.text()
    assert dialogue.formulaire.fields["representant_nom"].isVisible()
    taper(dialogue.formulaire, "date_naissance", "13/05/1990")
    assert "groupe témoin" in dialogue.formulaire.fields["date_naissance"].remark.text()
    assert not dialogue.formulaire.fields["representant_nom"].isVisible()
    taper(dialogue.formulaire, "campagne", None)
    taper(dialogue.formulaire, "date_naissance", "14/05/1990")
    assert dialogue.formulaire.fields["date_naissance"].remark.text() == ""


def test_a_namesake_is_announced_then_opened_or_created_all_the_same(ecran, env, ctx):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne()
    saisie = {"nom_naissance": "GENET", "prenoms": "zoé", "date_naissance": "12/05/1993"}

    def ouvrir(dialogue):
        assert not remplir(env.tasks, **saisie)(dialogue)
        assert "déjà dans la base" in dialogue.alerte.text.text()
        dialogue.ouvrir_autre.click()
        return False

    def forcer(dialogue):
        assert not remplir(env.tasks, **saisie)(dialogue)
        dialogue.creer_quand_meme.click()
        assert env.tasks.wait_idle()
        return True

    for reponse in (ouvrir, forcer):
        env.messages.dialogs.append(reponse)
        ecran.nouveau()
        assert env.tasks.wait_idle()
    seconde = max(x.id for x in beneficiaires.lignes(ctx))
    assert env.navigate.places == [("beneficiaires", zoe.id), ("beneficiaires", seconde)]
    assert seconde != zoe.id


def test_giving_up_a_creation_changes_nothing(ecran, env, ctx):
    env.messages.dialogs.append(remplir(env.tasks, valider=False, nom_naissance="Genêt"))
    ecran.activate("nouveau")
    assert env.tasks.wait_idle()
    assert beneficiaires.lignes(ctx) == ()
    assert env.navigate.places == []


def test_the_view_is_exported_as_shown_after_a_warning(peuplee, env, qtbot, tmp_path):
    vue = monter(env, qtbot)
    vue.groups.chip(Groupe.TEST.value).click()
    cible = tmp_path / "vue.csv"
    env.messages.confirms.append(True)
    env.messages.files.append(cible)
    vue.export_button.click()
    assert env.tasks.wait_idle()
    lignes = cible.read_text("utf-8-sig").splitlines()
    assert lignes[0].startswith("Nom;Prénom;Né(e) le;Groupe;CFA;Employeur;Suivi;")
    assert [ligne.split(";")[0] for ligne in lignes[1:]] == ["Érable", "Genêt"]
    assert "mois 3 fait" in lignes[2]
    assert env.messages.proposed[0].name == "beneficiaires-donnees-personnelles-2011-01-03.csv"
    assert "noms et des coordonnées" in env.messages.questions[0][1]


@pytest.mark.parametrize("renonce", ["question", "fichier"])
def test_giving_up_an_export_writes_nothing(peuplee, env, qtbot, tmp_path, renonce):
    vue = monter(env, qtbot)
    env.messages.confirms.append(renonce != "question")
    env.messages.files.append(None)
    vue.export_button.click()
    assert env.tasks.wait_idle()
    assert env.messages.toasts == []
    assert not list(tmp_path.glob("*.csv"))


def test_columns_are_chosen_and_the_choice_stays_in_a_narrow_window(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    rangs = {c.key: i for i, c in enumerate(vue.table.table_model().columns)}
    vue.resize(760, 600)
    qtbot.waitUntil(lambda: vue.table.isColumnHidden(rangs["employeur"]))
    assert not vue.table.isColumnHidden(rangs["action"])
    vue.resize(1500, 700)
    qtbot.waitUntil(lambda: not vue.table.isColumnHidden(rangs["employeur"]))
    vue.columns_button.click()
    menu = vue.findChild(QMenu)
    commune = next(action for action in menu.actions() if action.text() == "Commune")
    commune.trigger()
    menu.close()
    vue.resize(760, 600)
    assert not vue.table.isColumnHidden(rangs["commune"])
    assert not vue.table.isColumnHidden(rangs["employeur"])


def test_the_menu_of_a_row_calls_and_copies(peuplee, env, qtbot):
    vue = monter(env, qtbot)
    zoe = next(x for x in vue.table.table_model().rows() if x.nom == "Genêt")
    vue.table.menu_wanted.emit(zoe, QPoint(10, 10))
    menu = vue.findChildren(QMenu)[-1]
    for action in menu.actions():
        action.trigger()
    menu.close()
    assert env.navigate.places == [("beneficiaires", zoe.id), ("aujourdhui", ("contact", zoe.id))]
    assert QGuiApplication.clipboard().text() == "06\u00a000\u00a000\u00a000\u00a012"


def test_changes_that_do_not_concern_people_are_ignored(peuplee, env, qtbot, ctx):
    vue = monter(env, qtbot)
    with fabrique.remplir(ctx) as f:
        f.personne("Zinnia", "Hugo")

    vue.refresh(ChangeSet(frozenset({Sujet.PARTENAIRE})))
    assert env.tasks.wait_idle()
    assert len(noms(vue)) == 5
    vue.refresh(ChangeSet(frozenset({Sujet.BENEFICIAIRE})))
    assert env.tasks.wait_idle()
    assert len(noms(vue)) == 6


@pytest.mark.parametrize("texte", ["", "{}", "[1]", '{"groupes": 3}', "zut"])
def test_a_filter_that_is_not_understood_keeps_everybody(texte):
    assert filtres.lire(texte) == Filtre()


def test_a_filter_is_kept_whole():
    filtre = Filtre(
        "zoe", frozenset({"test"}), frozenset({"oui"}), frozenset({"eleve"}), frozenset({""}), en_retard=True
    )
    assert filtres.lire(filtre.texte_json()) == filtre


def test_a_restart_gives_back_people_filter_sort_and_person(tmp_path, qapp, qtbot):
    chemin = tmp_path / "essai.plateforme"
    base = coffre.creer(chemin, PHRASE, horloge_figee(LUNDI))
    with fabrique.remplir(base.ctx) as f:
        zoe = f.personne(debut=DEBUT)
        f.personne("Rabot", "Zoé", date(1990, 3, 3))
    fenetre, taches = ouvrir(base, {}, qtbot)
    vue = fenetre.screen_of("beneficiaires")
    vue.search.setText("zoe")
    vue.search.searched.emit("zoe")
    vue.table.horizontalHeader().sectionClicked.emit(0)
    fenetre.navigate("beneficiaires", zoe.id)
    assert taches.wait_idle()
    etat = fenetre.save_state()
    reglages.garder_etat_fenetre(base.ctx, etat)
    fermer(fenetre, taches, base)

    base = coffre.ouvrir(chemin, PHRASE, horloge_figee(LUNDI))
    fenetre, taches = ouvrir(base, reglages.etat_fenetre(base.ctx), qtbot)
    vue = fenetre.screen_of("beneficiaires")
    assert vue.personne.model.page.beneficiaire == zoe
    assert vue.pages.currentWidget() is vue.personne
    bouton(vue.personne, "Bénéficiaires").click()
    assert taches.wait_idle()
    assert vue.search.text() == "zoe"
    assert noms(vue) == ["Rabot", "Genêt"]
    assert vue.table.current_row().id == zoe.id
    fermer(fenetre, taches, base)


def ouvrir(base, etat, qtbot):
    messages = FakeMessages()
    taches = TaskRunner(messages)
    fenetre = MainWindow(base, taches, etat, messages, [spec("beneficiaires")])
    qtbot.addWidget(fenetre)
    fenetre.show()
    assert taches.wait_idle()
    return fenetre, taches


def fermer(fenetre, taches, base):
    taches.shutdown()
    fenetre.allow_close()
    fenetre.close()
    base.close()


def test_a_state_that_is_not_understood_is_ignored(ecran):
    for texte in ("", "[]", "{}"):
        ecran.restore_state(texte)
    assert ecran.model.filtre == Filtre()


def test_the_keys_are_told(ecran):
    assert ("Ctrl+Shift+N", "Nouveau bénéficiaire") in ecran.shortcuts()


def test_a_rupture_with_a_sequel_shows_in_the_row(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(campagne=f.campagne(), debut=DEBUT, accord=Accord.OUI)
        f.rupture(f.contrats_de(zoe)[0], date(2010, 11, 15), suite=Suite.EMPLOI)
    vue = monter(env, qtbot)
    model = vue.table.table_model()
    rang = next(i for i, c in enumerate(model.columns) if c.key == "action")
    assert model.index(0, rang).data().startswith("Rupture, situation retrouvée")
