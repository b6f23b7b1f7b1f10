"""The window: navigation by keyboard, search, history, refreshes, what comes back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date

import fabrique
import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from plateforme.db.queries import liaison
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.fiche import Fiche
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import StatutFiche
from plateforme.services import recherche, reglages
from plateforme.settings import CAMPAGNE_COURANTE, DATE_DEMONSTRATION
from plateforme.ui import navigation, search
from plateforme.ui.main_window import FOLD_UNDER, MainWindow, fold_width
from plateforme.ui.navigation import SCREENS, ScreenSpec
from plateforme.ui.shell import rail
from plateforme.ui.shell.history import LONGEST, History
from plateforme.ui.shell.progress import ProgressPanel
from plateforme.ui.shell.shortcuts import ShortcutsPage, key_words
from plateforme.ui.tasks import ProgressView
from plateforme.ui.theme import scaled, state

LUNDI = date(2011, 1, 3)


class Ecran(QWidget):
    """A screen that remembers what was asked of it."""

    badge_count = Signal(int)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.seen: list[tuple[str, object]] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def activate(self, argument: object) -> None:
        self.seen.append(("activate", argument))

    def refresh(self, changes: ChangeSet) -> None:
        self.seen.append(("refresh", changes))

    def save_state(self) -> str:
        return f"{self.key} trié"

    def restore_state(self, state: str) -> None:
        self.seen.append(("restore", state))

    def flush(self) -> None:
        self.seen.append(("flush", None))

    def clear(self) -> None:
        self.seen.append(("clear", None))

    def shortcuts(self):
        return (("J", "Joint"),) if self.key == "aujourdhui" else ()


class Nu(QWidget):
    """A screen that defines nothing."""


@dataclass(frozen=True)
class Faux(ScreenSpec):
    def factory(self, env):
        return Nu() if self.key == "partenaires" else Ecran(self.key)


ECRANS = tuple(Faux(**vars(s)) for s in SCREENS)


@pytest.fixture
def ouvrir(base, taches, messages, qtbot):
    def make(state=None, largeur=1300):
        fenetre = MainWindow(base, taches, state, messages, ECRANS)
        qtbot.addWidget(fenetre)
        fenetre.allow_close()
        fenetre.resize(scaled(largeur), 760)
        fenetre.show()
        assert taches.wait_idle()
        qtbot.waitUntil(fenetre.isActiveWindow)
        return fenetre

    return make


@pytest.fixture
def fenetre(ouvrir):
    return ouvrir()


def taper(qtbot, fenetre, touche, modificateur=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(fenetre, touche, modificateur)


def test_it_opens_on_the_day(fenetre):
    assert fenetre.current() == "aujourdhui"
    assert fenetre.rail.button("aujourdhui").isChecked()
    assert fenetre.windowTitle() == "essai – Plateforme"
    assert fenetre.screen_of("aujourdhui").seen == [("activate", None)]


@pytest.mark.parametrize(("rang", "key"), list(enumerate([s.key for s in SCREENS if not s.bottom], start=1)))
def test_each_screen_has_its_key(fenetre, qtbot, rang, key):
    taper(qtbot, fenetre, Qt.Key(Qt.Key.Key_0 + rang))
    assert fenetre.current() == key
    assert fenetre.rail.button(key).isChecked()
    assert [s.key for s in SCREENS if fenetre.rail.button(s.key).isChecked()] == [key]


def test_digits_work_without_shift_on_a_french_keyboard(fenetre, qtbot):
    for touche, key in (
        (Qt.Key.Key_Eacute, "beneficiaires"),
        (Qt.Key.Key_QuoteDbl, "fiches"),
        (Qt.Key.Key_Ampersand, "aujourdhui"),
    ):
        QTest.keyClick(fenetre.windowHandle(), touche, Qt.KeyboardModifier.ControlModifier)
        assert fenetre.current() == key


def test_back_and_forward(fenetre, qtbot):
    assert not fenetre.topbar.back.isEnabled()
    fenetre.navigate("beneficiaires", 12)
    fenetre.navigate("beneficiaires", 12)
    fenetre.navigate("fiches", 3)
    taper(qtbot, fenetre, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert fenetre.current() == "beneficiaires"
    assert fenetre.screen_of("beneficiaires").seen[-1] == ("activate", 12)
    fenetre.topbar.back.click()
    assert fenetre.current() == "aujourdhui"
    assert not fenetre.topbar.back.isEnabled()
    taper(qtbot, fenetre, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert fenetre.current() == "aujourdhui"
    taper(qtbot, fenetre, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    fenetre.topbar.forward.click()
    assert fenetre.current() == "fiches"
    assert not fenetre.topbar.forward.isEnabled()


def test_a_new_contact_is_one_key_away_and_not_repeated_by_back(fenetre, qtbot):
    fenetre.navigate("fiches")
    taper(qtbot, fenetre, Qt.Key.Key_N)
    jour = fenetre.screen_of("aujourdhui")
    assert fenetre.current() == "aujourdhui"
    assert jour.seen[-1] == ("activate", "nouveau_contact")
    fenetre.topbar.contact.click()
    fenetre.navigate("fiches")
    fenetre.history.go(-1)
    fenetre._show("aujourdhui", None)
    assert jour.seen[-1] == ("activate", None)


def test_an_unknown_screen_is_a_bug(fenetre):
    with pytest.raises(KeyError):
        fenetre.navigate("nulle_part")
    with pytest.raises(KeyError):
        navigation.spec("nulle_part")
    assert navigation.spec("fiches").title == "Fiches de liaison"


@pytest.mark.parametrize("ecran", SCREENS, ids=[s.key for s in SCREENS])
def test_every_screen_of_the_rail_can_be_built(ecran, env, taches, messages, qtbot):
    widget = ecran.factory(env)
    qtbot.addWidget(widget)
    assert isinstance(widget, QWidget)
    assert taches.wait_idle()
    assert messages.bugs == []


def test_a_screen_that_is_missing_is_a_bug(env):
    with pytest.raises(ModuleNotFoundError):
        ScreenSpec("x", "X", SCREENS[0].icon, "absent.view").factory(env)


def test_every_screen_has_its_own_words_and_key():
    assert (
        len({s.key for s in SCREENS})
        == len({s.title for s in SCREENS})
        == len({s.shortcut for s in SCREENS})
        == len(SCREENS)
    )


def test_the_lock_is_asked(fenetre, qtbot):
    for ask in (lambda: taper(qtbot, fenetre, Qt.Key.Key_L), fenetre.rail.lock.click):
        with qtbot.waitSignal(fenetre.lock_requested, timeout=500):
            ask()


def test_the_shortcuts_page(fenetre, qtbot):
    fenetre.navigate("fiches")
    qtbot.keyClick(fenetre, Qt.Key.Key_F1)
    page = fenetre.screen_of("raccourcis")
    assert isinstance(page, ShortcutsPage)
    mots = {w.text() for w in page.findChildren(type(fenetre.banner.text))}
    assert {"Ctrl + K", "Alt + ←", "Échap", "Tout rechercher", "Joint"} <= mots
    assert not any(fenetre.rail.button(s.key).isChecked() for s in SCREENS)
    fenetre.navigate("fiches")
    fenetre.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier, "?"))
    assert fenetre.current() == "raccourcis"
    fenetre.navigate("fiches")
    qtbot.keyClicks(fenetre.screen_of("fiches").field, "?")
    assert fenetre.current() == "fiches", "in a field, ? is a character"
    fenetre.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, ""))
    assert key_words("") == ""
    assert key_words("Home") == "Début"
    assert key_words("Ctrl+Shift+N") == "Ctrl + Maj + N"
    assert key_words("Ctrl+Enter") == "Ctrl + Entrée"


def test_a_narrow_window_folds_the_rail(fenetre):
    assert not fenetre.rail.is_folded()
    fenetre.resize(fold_width() - 1, 700)
    assert fenetre.rail.is_folded()
    assert fenetre.rail.width() == scaled(rail.FOLDED)
    assert fenetre.rail.button("fiches").text() == ""
    assert fenetre.rail.button("fiches").accessibleName() == "Fiches de liaison"
    fenetre.resize(fold_width(), 700)
    assert fenetre.rail.button("fiches").text() == "Fiches de liaison"


def test_enlarged_text_folds_the_rail_sooner(qapp):
    before = state.scaled(9) / 9
    try:
        for scale, width in ((1.0, FOLD_UNDER), (1.2, FOLD_UNDER), (1.5, FOLD_UNDER * 3 // 2), (2.0, 2 * FOLD_UNDER)):
            state.set_scale(scale)
            assert fold_width() == width
    finally:
        state.set_scale(before)


def test_it_fits_a_small_laptop_at_150_per_cent(fenetre):
    fenetre.resize(1366 * 2 // 3, 768 * 2 // 3)
    assert fenetre.width() <= 1366 * 2 // 3
    assert fenetre.height() <= 768 * 2 // 3


def test_up_and_down_move_in_the_rail(fenetre, qtbot):
    boutons = [fenetre.rail.button(s.key) for s in SCREENS]
    boutons[0].setFocus()
    qtbot.keyClick(boutons[0], Qt.Key.Key_Down)
    assert boutons[1].hasFocus()
    qtbot.keyClick(boutons[1], Qt.Key.Key_Up)
    qtbot.keyClick(boutons[0], Qt.Key.Key_Up)
    assert fenetre.rail.lock.hasFocus()
    qtbot.keyClick(fenetre.rail.lock, Qt.Key.Key_A)
    fenetre.rail.button("fiches").click()
    assert fenetre.current() == "fiches"


def test_counts_are_told_in_words_and_drawn(fenetre):
    bouton = fenetre.rail.button("fiches")
    sans = bouton.grab().toImage()
    fenetre.screen_of("fiches").badge_count.emit(1200)
    assert bouton.count() == 1200
    assert bouton.accessibleName() == "Fiches de liaison, 1\u202f200 en attente"
    assert "Ctrl+3" in bouton.toolTip()
    avec = bouton.grab().toImage()
    assert avec != sans
    fenetre.resize(900, 700)
    assert not bouton.grab().isNull()


def peupler(ctx):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        zoe = f.personne("Genêt", "Zoé", date(1993, 5, 12), campagne=campagne, debut=date(2010, 9, 1))
        f.personne("Margenet", "Émile", date(1992, 1, 4), campagne=campagne, debut=date(2010, 10, 1))
    return campagne, zoe


def test_the_frame_shows_the_base(base, ouvrir, taches, qtbot):
    campagne, _zoe = peupler(base.ctx)
    reglages.ecrire(base.ctx, {DATE_DEMONSTRATION: LUNDI, CAMPAGNE_COURANTE: campagne.id})
    fenetre = ouvrir()
    qtbot.waitUntil(lambda: fenetre.topbar.campaign.value() == campagne.id)
    assert fenetre.banner.isVisible()
    assert "lundi 3 janvier 2011" in fenetre.banner.text.text()
    assert taches.wait_idle()
    assert fenetre.rail.button("aujourdhui").count() == 2
    assert fenetre.rail.button("fiches").count() == 0
    fenetre.topbar.campaign.set_value(0)
    fenetre.topbar.campaign.chosen.emit()
    assert taches.wait_idle()
    assert reglages.lire(base.ctx)[CAMPAGNE_COURANTE] == 0
    assert fenetre.screen_of("aujourdhui").seen[-1] == ("refresh", ChangeSet(frozenset({Sujet.REGLAGE})))


def test_an_ordinary_base_has_no_banner(fenetre):
    assert not fenetre.banner.isVisible()


def test_a_change_refreshes_the_screen_shown_now_and_the_others_when_shown(fenetre, taches):
    fenetre.navigate("fiches")
    fenetre.navigate("partenaires")
    fenetre.navigate("beneficiaires")
    premier = ChangeSet(frozenset({Sujet.PARTENAIRE}), frozenset({1}))
    second = ChangeSet(frozenset({Sujet.FICHE}), frozenset({2}))
    taches.changed.emit(premier)
    taches.changed.emit(second)
    assert [s for s in fenetre.screen_of("beneficiaires").seen if s[0] == "refresh"] == [
        ("refresh", premier),
        ("refresh", second),
    ]
    fiches = fenetre.screen_of("fiches")
    assert ("refresh", premier) not in fiches.seen
    fenetre.navigate("fiches")
    assert fiches.seen[-2:] == [("refresh", premier | second), ("activate", None)]
    fenetre.navigate("partenaires")
    assert taches.wait_idle()


def test_what_was_open_comes_back(fenetre, ouvrir, base):
    fenetre.resize(750, 500)
    fenetre.navigate("fiches")
    fenetre.navigate("beneficiaires")
    etat = fenetre.save_state()
    reglages.garder_etat_fenetre(base.ctx, etat)
    neuve = MainWindow(base, fenetre._tasks, reglages.etat_fenetre(base.ctx), fenetre.messages, ECRANS)
    neuve.allow_close()
    assert neuve.current() == "beneficiaires"
    assert neuve.screen_of("beneficiaires").seen[0] == ("restore", "beneficiaires trié")
    assert (neuve.width(), neuve.height()) == (750, 500)
    assert neuve.save_state()["ecran.fiches"] == "fiches trié", "a screen not opened this time keeps its state"
    neuve.close()


@pytest.mark.parametrize("etat", [{"fenetre": "illisible"}, {"fenetre": '{"geometrie": "xx", "ecran": "parti"}'}, {}])
def test_an_unreadable_state_opens_on_the_day(ouvrir, etat):
    assert ouvrir(etat).current() == "aujourdhui"


def test_every_screen_keeps_its_drafts_then_forgets(fenetre):
    fenetre.navigate("fiches")
    fenetre.navigate("partenaires")
    fenetre.flush()
    fenetre.clear()
    for key in ("aujourdhui", "fiches"):
        assert fenetre.screen_of(key).seen[-2:] == [("flush", None), ("clear", None)]


def test_closing_is_for_the_owner(base, taches, messages, qtbot):
    fenetre = MainWindow(base, taches, {}, messages, ECRANS)
    qtbot.addWidget(fenetre)
    fenetre.show()
    with qtbot.waitSignal(fenetre.close_requested, timeout=500):
        fenetre.close()
    assert fenetre.isVisible()
    fenetre.allow_close()
    fenetre.close()
    assert not fenetre.isVisible()
    assert taches.wait_idle()


# Search


def titres(fenetre) -> list[str]:
    return [hit.title for hit in fenetre.palette_.hits()]


def chercher(fenetre, taches, texte: str) -> None:
    fenetre.palette_.open(texte)
    assert taches.wait_idle()


def test_ctrl_k_offers_commands_then_finds(base, ouvrir, taches, qtbot):
    _campagne, zoe = peupler(base.ctx)
    fenetre = ouvrir()
    fenetre.screen_of("aujourdhui").field.setFocus()
    taper(qtbot, fenetre, Qt.Key.Key_K)
    palette = fenetre.palette_
    assert palette.isVisible()
    assert palette.field.hasFocus()
    assert "Nouveau contact" in titres(fenetre)
    chercher(fenetre, taches, "GENET")
    assert [fold(t) for t in titres(fenetre)] == ["genet zoe", "margenet emile"], "who is called so comes first"
    assert not palette.grab().isNull()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert fenetre.current() == "beneficiaires"
    assert fenetre.screen_of("beneficiaires").seen[-1] == ("activate", zoe.id)


def test_arrows_walk_the_results_and_escape_gives_the_focus_back(fenetre, taches, qtbot):
    champ = fenetre.screen_of("aujourdhui").field
    champ.setFocus()
    fenetre.palette_.open()
    palette = fenetre.palette_
    combien = len(palette.hits())

    def rang() -> int:
        return palette.results.currentIndex().row()

    for touche, attendu in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, combien - 1),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_PageDown, min(9, combien - 1)),
        (Qt.Key.Key_PageUp, 0),
    ):
        qtbot.keyClick(palette.field, touche)
        assert rang() == attendu
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert champ.hasFocus()


def test_nothing_found_is_said(fenetre, taches, qtbot):
    chercher(fenetre, taches, "xyzzy")
    assert titres(fenetre) == []
    assert fenetre.palette_.nothing.text() == "Rien pour « xyzzy »."
    qtbot.keyClick(fenetre.palette_.field, Qt.Key.Key_Down)
    qtbot.keyClick(fenetre.palette_.field, Qt.Key.Key_Return)
    assert fenetre.palette_.isVisible()


def test_commands_are_run_from_the_search(fenetre, taches, qtbot):
    for mots, controle in (
        ("raccourcis", lambda: fenetre.current() == "raccourcis"),
        ("évaluation", lambda: fenetre.current() == "evaluation"),
    ):
        chercher(fenetre, taches, mots)
        palette = fenetre.palette_
        place = palette.results.visualRect(palette.results.model().index(0, 0)).center()
        qtbot.mouseClick(palette.results.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert controle()
    chercher(fenetre, taches, "verrouiller")
    with qtbot.waitSignal(fenetre.lock_requested, timeout=500):
        qtbot.keyClick(fenetre.palette_.field, Qt.Key.Key_Return)


def test_a_late_answer_does_not_replace_what_is_typed_now(fenetre, taches):
    chercher(fenetre, taches, "évaluation")
    avant = titres(fenetre)
    fenetre.palette_._show("autre chose", ())
    assert titres(fenetre) == avant


def test_the_search_closes_when_it_loses_the_focus_and_follows_the_window(fenetre, taches, qtbot):
    fenetre.palette_.open()
    fenetre.resize(1000, 600)
    assert fenetre.palette_.geometry().center().x() == pytest.approx(500, abs=2)
    fenetre.screen_of("aujourdhui").field.setFocus()
    qtbot.waitUntil(lambda: not fenetre.palette_.isVisible())


def test_results_are_spoken(fenetre, taches):
    fenetre.palette_.open()
    modele = fenetre.palette_.results.model()
    assert modele.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Commande : Nouveau contact")
    assert modele.index(0, 0).data(Qt.ItemDataRole.FontRole) is None
    assert modele.rowCount(modele.index(0, 0)) == 0
    assert modele.rowCount(QModelIndex()) == len(fenetre.palette_.hits())


def test_partners_and_fiches_are_found(base, taches):
    with fabrique.remplir(base.ctx) as f:
        campagne = f.campagne()
        zoe = f.personne("Genêt", "Zoé", date(1993, 5, 12), campagne=campagne, debut=date(2010, 9, 1))
        structure = f.structure("Maison des Glycines")
        difficulte = f.difficulte(zoe)
        fiche = liaison.get_fiche(
            f.uow.cx,
            liaison.add_fiche(
                f.uow.cx,
                Fiche(
                    numero="FL-2010-0042",
                    beneficiaire_id=zoe.id,
                    difficulte_id=difficulte.id,
                    structure_id=structure.id,
                    statut=StatutFiche.REPONSE,
                    signalee_le=LUNDI,
                ),
            ),
        )
    trouver = search.base_provider(lambda: base.ctx)
    par = {hit.kind: hit for hit in trouver("glycines")}
    assert (par["Partenaire"].screen, par["Partenaire"].argument) == ("partenaires", structure.id)
    assert par["Fiche"].argument == fiche.id
    assert {hit.kind for hit in trouver("zoe genet")} == {"Personne", "Fiche"}
    assert [hit.kind for hit in trouver(fiche.numero)] == ["Fiche"]
    assert list(trouver("  ")) == []
    assert recherche.compter(base.ctx).reponses == 1


# Small parts


def test_a_history_is_not_endless():
    history = History()
    assert history.go(-1) is None
    for rang in range(LONGEST + 5):
        history.visit(("fiches", rang))
    pas = 0
    while history.can_go(-1):
        history.go(-1)
        pas += 1
    assert pas == LONGEST - 1
    history.visit(("fiches", "neuf"))
    assert not history.can_go(1), "a new place forgets those that were ahead"


def test_the_progress_of_a_slow_job(qtbot, taches):
    hote = QWidget()
    qtbot.addWidget(hote)
    hote.resize(800, 500)
    hote.show()
    panneau = ProgressPanel(hote, taches)
    vue = ProgressView("Lire la liste", "Ligne 300", 3, 10, cancelling=False)
    taches.progress_changed.emit(vue)
    assert panneau.isVisible()
    assert (panneau.title.text(), panneau.message.text(), panneau.bar.value(), panneau.bar.maximum()) == (
        "Lire la liste",
        "Ligne 300",
        3,
        10,
    )
    hote.resize(500, 400)
    assert hote.rect().contains(panneau.geometry())
    porte, arretes = threading.Event(), []
    taches.run(
        lambda progress: porte.wait(10) and progress.is_cancelled(),
        progress=True,
        on_done=arretes.append,
    )
    panneau.stop.click()
    porte.set()
    assert taches.wait_idle()
    assert arretes == [True]
    taches.progress_changed.emit(replace(vue, cancelling=True, title=""))
    assert panneau.title.text() == "Travail en cours"
    assert not panneau.stop.isEnabled()
    taches.progress_changed.emit(None)
    assert not panneau.isVisible()


def test_the_search_button_shows_its_key_when_there_is_room(fenetre):
    bouton = fenetre.topbar.search
    bouton.setFixedWidth(400)
    large = bouton.grab(bouton.rect().adjusted(200, 0, 0, 0)).toImage()
    bouton.setFixedWidth(150)
    assert not bouton.grab().isNull()
    encre = {large.pixelColor(QPoint(x, large.height() // 2)).name() for x in range(large.width() - 8)}
    assert len(encre) > 1
