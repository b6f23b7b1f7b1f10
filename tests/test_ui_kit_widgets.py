"""Badges, chips, cards, dots, thread, layout: what they say, not only how they look."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QToolTip, QWidget

from plateforme.domain.suivi import Echeance, Etat
from plateforme.domain.vocabulaire import (
    Accord,
    Gravite,
    Groupe,
    Risque,
    Sexe,
    StatutDifficulte,
    StatutFiche,
    Theme,
    Urgence,
)
from plateforme.ui.theme import Icon, apply
from plateforme.ui.widgets.badge import Badge, Tone, look
from plateforme.ui.widgets.buttons import button, icon_button
from plateforme.ui.widgets.card import Banner, Card, EmptyState, KeyValue, ThemedPixmap
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.dots import Dots, dots_sentence, dots_size
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import SectionTitle, label
from plateforme.ui.widgets.timeline import Timeline, TimelineItem

THEMES = [(Theme.LOGEMENT, "Logement"), (Theme.SANTE, "Santé"), (Theme.MOBILITE, "Mobilité")]


@pytest.mark.parametrize("codes", [Groupe, Risque, Urgence, Gravite, StatutFiche, StatutDifficulte])
def test_a_code_is_told_by_word_and_shape(codes, qtbot):
    shapes = {look(code)[1] for code in codes}
    assert None not in shapes
    assert len(shapes) == len(codes), "two codes of one family are never told by the colour alone"
    for code in codes:
        badge = Badge.of(code)
        qtbot.addWidget(badge)
        assert badge.text() == code.libelle
        assert badge.accessibleName() == code.libelle


def test_a_badge_changes_and_hides(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    badge = Badge("Nouveau", Tone.INFO, Icon.INFO, holder)
    holder.show()
    wide = badge.sizeHint()
    assert badge.minimumSizeHint() == wide
    badge.set_code(Risque.FAIBLE)
    assert badge.text() == "Faible"
    badge.set_code(None)
    assert not badge.isVisible()
    assert look(Accord.OUI) == (Tone.NEUTRAL, None)
    assert look(Sexe.F) == (Tone.NEUTRAL, None)


def test_a_badge_is_painted_in_both_appearances(qtbot, qapp):
    badge = Badge.of(Risque.ELEVE)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    apply(qapp, "clair")
    light = badge.grab().toImage()
    apply(qapp, "sombre")
    dark = badge.grab().toImage()
    apply(qapp, "clair")
    assert light != dark


@pytest.fixture
def puces(qtbot):
    puces = ChipGroup("Thèmes", THEMES, keys="lsm")
    qtbot.addWidget(puces)
    puces.resize(260, 200)
    puces.show()
    return puces


def test_several_chips_are_checked_and_told(puces, qtbot):
    dits = []
    puces.changed.connect(lambda: dits.append(puces.values()))
    puces.chip(Theme.SANTE).click()
    puces.chip(Theme.LOGEMENT).click()
    assert dits == [(Theme.SANTE,), (Theme.LOGEMENT, Theme.SANTE)]
    puces.set_values([Theme.MOBILITE])
    assert puces.value() is Theme.MOBILITE
    assert len(dits) == 2, "set by the program: not told"


def test_keys_check_chips_from_inside_and_outside(puces, qtbot):
    qtbot.keyClick(puces.chip(Theme.LOGEMENT), "m")
    assert puces.values() == (Theme.MOBILITE,)
    assert puces.press_key("S")
    assert puces.values() == (Theme.SANTE, Theme.MOBILITE)
    assert not puces.press_key("z")
    assert "M" in puces.chip(Theme.MOBILITE).toolTip()


def test_one_chip_is_in_the_tab_order_and_arrows_move(puces, qtbot):
    def order():
        return [v for v, _t in THEMES if puces.chip(v).focusPolicy() is Qt.FocusPolicy.StrongFocus]

    assert order() == [Theme.LOGEMENT]
    puces.set_values([Theme.MOBILITE])
    assert order() == [Theme.MOBILITE]
    puces.chip(Theme.MOBILITE).setFocus()
    qtbot.keyClick(puces.chip(Theme.MOBILITE), Qt.Key.Key_Right)
    assert order() == [Theme.LOGEMENT]
    qtbot.keyClick(puces.chip(Theme.LOGEMENT), Qt.Key.Key_Left)
    assert order() == [Theme.MOBILITE]
    qtbot.keyClick(puces.chip(Theme.MOBILITE), Qt.Key.Key_Space)
    assert puces.values() == ()
    qtbot.keyClick(puces.chip(Theme.MOBILITE), Qt.Key.Key_Tab)


def test_an_exclusive_group_holds_one(qtbot):
    choix = ChipGroup("Risque", [(r, r.libelle) for r in Risque], exclusive=True, optional=False)
    qtbot.addWidget(choix)
    assert choix.value() is None
    choix.chip(Risque.FAIBLE).click()
    choix.chip(Risque.ELEVE).click()
    assert choix.values() == (Risque.ELEVE,)
    choix.chip(Risque.ELEVE).click()
    assert choix.values() == (Risque.ELEVE,), "the last one cannot be unchecked"


def test_counts_and_options_of_chips(puces):
    puces.set_counts({Theme.SANTE: 3})
    assert puces.chip(Theme.SANTE).accessibleName() == "Santé, 3"
    assert puces.chip(Theme.LOGEMENT).accessibleName() == "Logement"
    puces.set_values([Theme.SANTE])
    puces.set_options(THEMES[1:])
    assert puces.values() == (Theme.SANTE,)
    puces.set_options([])
    assert puces.values() == ()


def test_a_chip_keeps_its_size_when_checked(puces):
    chip = puces.chip(Theme.SANTE)
    before = chip.sizeHint()
    chip.setChecked(True)
    assert chip.sizeHint() == before
    assert not puces.grab().isNull()


def test_the_mark_of_a_chip_takes_the_place_of_its_key(puces):
    chip = puces.chip(Theme.SANTE)
    before = chip.grab().toImage()
    chip.setChecked(True)
    assert chip.icon().isNull()
    assert chip.grab().toImage() != before
    sans_touche = ChipGroup("Thèmes", THEMES)
    assert sans_touche.chip(Theme.SANTE).sizeHint().width() != chip.sizeHint().width()
    sans_touche.chip(Theme.SANTE).setChecked(True)
    assert not sans_touche.chip(Theme.SANTE).icon().isNull()


def test_chips_ask_for_the_height_of_their_lines(puces, qtbot):
    puces.resize(400, puces.height())
    large = puces.minimumHeight()
    puces.resize(120, puces.height())
    assert puces.minimumHeight() > large


def test_words_wrap_in_a_flow(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=10)
    for _ in range(3):
        box = QLabel()
        box.setFixedSize(50, 20)
        flow.addWidget(box)
    hidden = QLabel()
    hidden.setFixedSize(50, 20)
    hidden.hide()
    flow.addWidget(hidden)
    assert flow.hasHeightForWidth()
    assert [flow.heightForWidth(width) for width in (170, 169, 110, 109)] == [20, 50, 50, 80]
    flow.setGeometry(QRect(0, 0, 110, 80))
    places = [flow.itemAt(i).geometry().topLeft() for i in range(3)]
    assert places == [QPoint(0, 0), QPoint(60, 0), QPoint(0, 30)]
    assert flow.minimumSize() == QSize(50, 20)
    assert flow.sizeHint() == flow.minimumSize()
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    assert not flow.expandingDirections()
    flow.clear()
    assert flow.count() == 0


def test_dots_tell_their_states_in_words(qtbot, monkeypatch):
    plan = [
        Echeance(n, date(2010, 10, n), date(2010, 10, n), date(2010, 11, n), etat)
        for n, etat in enumerate((Etat.FAIT, Etat.MANQUE, Etat.EN_RETARD), start=1)
    ]
    dots = Dots()
    qtbot.addWidget(dots)
    assert dots.accessibleName() == "Pas de suivi"
    dots.set_plan(plan)
    assert dots.accessibleName() == "Suivi : mois 1 fait, mois 2 manqué, mois 3 en retard"
    assert dots.sizeHint() == dots.minimumSizeHint() == dots_size(3)
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _p, text, _w: shown.append(text))
    for x in (1, 20, 900):
        dots.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(x, 5), QPoint(x, 5)))
    assert [text.split(" : ")[1] for text in shown] == ["fait", "manqué"]
    assert "ven.\u00a01er oct. 2010" in shown[0]
    dots.set_etats([Etat.A_VENIR])
    dots.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 5), QPoint(1, 5)))
    assert shown[-1] == "Mois 1 : à venir"


def test_each_state_has_its_own_drawing_without_colour(qtbot, qapp):
    apply(qapp, "clair")
    seen: dict[bytes, Etat] = {}
    for etat in Etat:
        dots = Dots([etat])
        qtbot.addWidget(dots)
        image = QPixmap(dots_size(1))
        image.fill(Qt.GlobalColor.white)
        dots.resize(dots_size(1))
        dots.render(image)
        drawn = image.toImage()
        places = [(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
        key = bytes(drawn.pixelColor(x, y).lightness() < 200 for x, y in places)
        if {etat, seen.get(key, etat)} != {Etat.AVANT_ENTREE, Etat.ARRETE}:
            assert key not in seen, f"{etat} looks like {seen.get(key)} in black and white"
        seen[key] = etat
    assert dots_sentence([Etat.FAIT]).endswith("mois 1 fait")


def test_a_timeline_opens_what_can_be(qtbot):
    fil = Timeline()
    qtbot.addWidget(fil)
    ouverts = []
    fil.item_activated.connect(ouverts.append)
    fil.set_items(
        [
            TimelineItem(
                "lun. 3 janv. 2011",
                "Appel",
                "Tout va bien.",
                Icon.CALL,
                Tone.SUCCESS,
                (("Faible", Tone.SUCCESS, None),),
                7,
            ),
            TimelineItem("ven. 3 déc. 2010", "Entrée"),
        ]
    )
    fil.resize(400, 300)
    fil.show()
    premiere, seconde = (fil.layout().itemAt(i).widget() for i in range(2))
    assert fil.count() == 2
    assert premiere.accessibleName() == "lun. 3 janv. 2011, Appel"
    qtbot.keyClick(premiere, Qt.Key.Key_Return)
    qtbot.keyClick(premiere, Qt.Key.Key_A)
    qtbot.mouseClick(premiere, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(seconde, Qt.MouseButton.LeftButton)
    qtbot.keyClick(seconde, Qt.Key.Key_Return)
    assert ouverts == [7, 7]
    premiere.setFocus()
    assert not fil.grab().isNull()
    fil.set_items([])
    assert fil.count() == 0


def test_cards_titles_and_pairs(qtbot):
    card = Card("Identité")
    qtbot.addWidget(card)
    action = QPushButton("Modifier l’identité")
    card.header.add_action(action)
    pairs = KeyValue([("Commune", "Craon"), ("Courriel", "")], columns=2)
    card.body.addWidget(pairs)
    shown = {
        w.accessibleName(): (w.text(), w.accessibleDescription())
        for w in pairs.findChildren(QLabel)
        if w.accessibleName()
    }
    assert shown == {"Commune": ("Craon", "Craon"), "Courriel": ("–", "non renseigné")}
    pairs.set_rows([("Commune", "Ernée")])
    card.set_title("Adresse", "vérifiée")
    assert card.accessibleName() == "Adresse"
    assert card.header.remark.text() == "vérifiée"
    title = SectionTitle("Contrats", "2")
    qtbot.addWidget(title)
    assert title.remark.text() == "2"


def test_an_empty_state_gives_the_first_action(qtbot):
    faits = []
    vide = EmptyState(
        Icon.PEOPLE, "Personne pour l’instant", "Croisez des listes.", "Croiser des listes", lambda: faits.append(1)
    )
    qtbot.addWidget(vide)
    vide.show()
    vide.button.click()
    assert faits == [1]
    vide.set_text("Personne ne correspond", "")
    assert vide.accessibleName() == "Personne ne correspond"
    assert not vide.text.isVisible()
    sans = EmptyState(Icon.PEOPLE, "Personne")
    qtbot.addWidget(sans)
    sans.show()
    assert not sans.button.isVisible()


def test_a_banner_speaks_and_hides(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    banner = Banner("Sauvegarde ancienne de 9 jours.", "warning", Icon.WARNING, holder)
    faits = []
    banner.add_action("Sauvegarder", lambda: faits.append(1)).click()
    holder.show()
    assert faits == [1]
    assert banner.accessibleName() == "Sauvegarde ancienne de 9 jours."
    banner.set_text("")
    assert not banner.isVisible()


def test_buttons_have_words_and_icons_have_names(qtbot):
    for made in (button("Enregistrer", "primary", Icon.CHECK, tip="Ctrl+Entrée"), button("Fermer")):
        qtbot.addWidget(made)
        assert made.text()
    seul = icon_button(Icon.MORE, "Autres actions")
    qtbot.addWidget(seul)
    assert seul.accessibleName() == seul.toolTip() == "Autres actions"


def test_an_icon_that_is_not_a_button_can_change(qtbot, qapp):
    image = ThemedPixmap(Icon.INFO, "info", 24)
    qtbot.addWidget(image)
    image.show()
    before = image.pixmap().toImage()
    image.set(Icon.WARNING, "warning")
    assert image.pixmap().toImage() != before
    mots = label("06 12 34 56 78", role="phone", selectable=True)
    qtbot.addWidget(mots)
    assert mots.textFormat() is Qt.TextFormat.PlainText
