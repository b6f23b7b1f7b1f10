"""Contrasts by computation, appearances, icons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from plateforme.ui import theme
from plateforme.ui.theme import Icon, Mode, icons, state, tokens
from plateforme.ui.widgets.dots import dots_size
from plateforme.ui.widgets.text import label


@pytest.mark.parametrize("colors", [tokens.LIGHT, tokens.DARK], ids=["clair", "sombre"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(tokens.TEXT_PAIRS, 4.5), (tokens.SHAPE_PAIRS, 3.0)], ids=["textes", "formes"]
)
def test_every_pair_of_colours_can_be_read(colors, pairs, least):
    poor = {
        pair: round(tokens.contrast(getattr(colors, pair[0]), getattr(colors, pair[1])), 2)
        for pair in pairs
        if tokens.contrast(getattr(colors, pair[0]), getattr(colors, pair[1])) < least
    }
    assert not poor


def test_contrast_is_the_one_of_the_standard():
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert tokens.contrast("#ffffff", "#777777") == tokens.contrast("#777777", "#ffffff")


def test_the_accents_of_capitals_are_not_cut(qapp: QApplication, qtbot):
    theme.apply(qapp, "clair")
    for role in ("", "field", "title", "subtitle"):
        written = label("Évaluation", role=role)
        qtbot.addWidget(written)
        written.show()
        metrics = written.fontMetrics()
        over = -metrics.tightBoundingRect("É").top() - metrics.ascent()
        assert written.contentsRect().top() >= over
        assert written.height() >= metrics.height() + max(0, over)


def test_appearance_changes_palette_and_sheet_at_run_time(qapp: QApplication, qtbot):
    made = theme.apply(qapp, "sombre")
    assert theme.is_dark()
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.DARK.surface)
    with qtbot.waitSignal(made.changed):
        made.apply(Mode.CLAIR)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.LIGHT.surface)
    assert tokens.LIGHT.accent in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_an_unknown_appearance_follows_the_system(qapp: QApplication):
    assert theme.apply(qapp, "turquoise").mode is Mode.SYSTEME


def test_the_system_is_followed_only_when_asked(qapp: QApplication, qtbot):
    made = theme.apply(qapp, "sombre")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.is_dark()
    made.apply(Mode.SYSTEME)
    with qtbot.waitSignal(made.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.is_dark() == (qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    theme.apply(qapp, "clair")


def test_there_is_one_theme_and_it_needs_an_application(qapp: QApplication):
    assert theme.appearance(qapp) is theme.appearance()


@pytest.mark.parametrize("name", list(Icon))
def test_every_icon_exists_in_the_family(name, qapp):
    assert not icons.outline(name.value).isEmpty()
    assert not icons.outline(f"{name.value}-fill").isEmpty()


def _ink(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_follows_the_appearance(qapp: QApplication):
    theme.apply(qapp, "clair")
    made = theme.icon(Icon.CHECK_CIRCLE, "danger")
    light = _ink(made.pixmap(QSize(32, 32)).toImage())
    theme.apply(qapp, "sombre")
    dark = _ink(made.pixmap(QSize(32, 32)).toImage())
    theme.apply(qapp, "clair")
    assert tokens.LIGHT.danger in light
    assert tokens.DARK.danger in dark


def test_an_icon_tells_disabled_and_checked(qapp: QApplication):
    theme.apply(qapp, "clair")
    made = theme.icon(Icon.LOCK, "text_muted", ink_on="accent", filled_on=True)
    size = QSize(32, 32)
    disabled = _ink(made.pixmap(size, QIcon.Mode.Disabled).toImage())
    checked = _ink(made.pixmap(size, QIcon.Mode.Normal, QIcon.State.On).toImage())
    assert tokens.LIGHT.text_disabled in disabled
    assert tokens.LIGHT.accent in checked
    copy = QIcon(made)
    assert tokens.LIGHT.text_muted in _ink(copy.pixmap(size).toImage())


def test_a_pixmap_has_the_ratio_asked(qapp):
    image = theme.pixmap(Icon.INFO, "accent", 20, 1.5, filled=True)
    assert image.size() == QSize(30, 30)
    assert image.devicePixelRatio() == 1.5


def test_a_property_changes_the_look_once(qtbot):
    button = QPushButton("Enregistrer")
    qtbot.addWidget(button)
    theme.set_property(button, "kind", "primary")
    theme.set_property(button, "kind", "primary")
    assert button.property("kind") == "primary"


def test_lengths_follow_the_text_of_the_machine(qapp):
    before = state.scaled(9)
    try:
        state.set_scale(2.0)
        assert state.scaled(20) == 40
        assert dots_size(1).height() == 28
    finally:
        state.set_scale(before / 9)
    assert state.scaled(9) == before
