"""Look of the window: tokens, palette, stylesheet, icons. ``apply`` puts an appearance in force, at any time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStyleFactory

from plateforme import paths
from plateforme.ui.theme.icons import Icon, icon, paint_icon, pixmap
from plateforme.ui.theme.palette import palette
from plateforme.ui.theme.state import colors, is_dark, scaled, set_dark, set_scale
from plateforme.ui.theme.style import set_property, stylesheet
from plateforme.ui.theme.tokens import BASE_MIN, ICON, ICON_LARGE, RADIUS, Colors, Mode, Space, TypeSize

__all__ = [
    "ICON",
    "ICON_LARGE",
    "RADIUS",
    "Colors",
    "Icon",
    "Mode",
    "Space",
    "Theme",
    "TypeSize",
    "appearance",
    "apply",
    "colors",
    "icon",
    "is_dark",
    "paint_icon",
    "pixmap",
    "scaled",
    "set_property",
]


class Theme(QObject):
    """Keeps the appearance in force and follows the system's when asked to."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._mode = Mode.SYSTEME
        font = app.font()
        font.setPointSizeF(max(BASE_MIN, font.pointSizeF()))
        app.setFont(font)
        self._base = font.pointSizeF()
        set_scale(self._base / BASE_MIN)
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def mode(self) -> Mode:
        """The appearance chosen."""
        return self._mode

    def apply(self, mode: Mode) -> None:
        """Put an appearance in force."""
        self._mode = mode
        self._app.styleHints().setColorScheme(_SCHEMES[mode])
        self._paint()

    def _follow(self) -> None:
        if self._mode is Mode.SYSTEME:
            self._paint()

    def _paint(self) -> None:
        dark = self._mode is Mode.SOMBRE
        if self._mode is Mode.SYSTEME:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        set_dark(dark=dark)
        self._app.setPalette(palette(colors()))
        images = paths.resources() / "interface"
        self._app.setStyleSheet(stylesheet(colors(), self._base, images, "sombre" if dark else "clair"))
        self.changed.emit()


_SCHEMES = {
    Mode.CLAIR: Qt.ColorScheme.Light,
    Mode.SOMBRE: Qt.ColorScheme.Dark,
    Mode.SYSTEME: Qt.ColorScheme.Unknown,
}


def appearance(app: QApplication | None = None) -> Theme:
    """Return the theme of the application, made at the first call."""
    owner = app or QApplication.instance()
    if not isinstance(owner, QApplication):
        message = "a QApplication is needed before its theme"
        raise TypeError(message)
    return owner.findChild(Theme) or Theme(owner)


def apply(app: QApplication, mode: str = Mode.SYSTEME) -> Theme:
    """Put ``mode`` (``clair``, ``sombre`` or ``systeme``) in force for the whole application."""
    made = appearance(app)
    made.apply(Mode(mode) if mode in set(Mode) else Mode.SYSTEME)
    return made
