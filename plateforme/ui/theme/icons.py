"""One icon family (Phosphor, from the qtawesome package), drawn in the colours of the current appearance.

Only the font and its character map are used: glyphs are painted as outlines, so that nothing depends on fonts
installed on the machine, and the colour is looked up when painting, so that icons follow a change of appearance.
"""

from __future__ import annotations

import importlib.util
import json
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont, QTransform

from plateforme.ui.theme import state
from plateforme.ui.theme.tokens import ICON

_FONT = "phosphor-1.3.0.ttf"
_CHARMAP = "phosphor-charmap-1.3.0.json"
_EM = 256.0


class Icon(StrEnum):
    """Every icon of the application; the value is its name in the Phosphor family."""

    TODAY = "sun"
    PEOPLE = "users"
    PERSON = "user"
    PERSON_ADD = "user-plus"
    FICHE = "file-text"
    PARTNERS = "handshake"
    CROSSING = "intersect"
    EVALUATION = "chart-bar"
    REPORTS = "presentation-chart"
    PREFERENCES = "gear-six"
    LOCK = "lock-simple"
    UNLOCK = "lock-simple-open"
    KEY = "key"
    SHIELD = "shield-check"
    SEARCH = "magnifying-glass"
    FILTER = "funnel-simple"
    COLUMNS = "columns"
    ADD = "plus"
    REMOVE = "minus"
    CLOSE = "x"
    CHECK = "check"
    CHECK_CIRCLE = "check-circle"
    REFUSED = "x-circle"
    WARNING = "warning"
    DANGER = "warning-octagon"
    INFO = "info"
    QUESTION = "question"
    PHONE = "phone"
    CALL = "phone-call"
    CALL_OUT = "phone-outgoing"
    NO_ANSWER = "phone-x"
    WRONG_NUMBER = "phone-slash"
    RECALL = "phone-incoming"
    VOICEMAIL = "voicemail"
    MESSAGE = "chat-text"
    SMS = "chat-circle-text"
    MAIL = "envelope-simple"
    SEND = "paper-plane-tilt"
    ANSWER = "arrow-bend-up-left"
    VISIT = "map-pin"
    MEETING = "users-three"
    VIDEO = "video-camera"
    LETTER = "envelope-open"
    CALENDAR = "calendar-blank"
    CALENDAR_CHECK = "calendar-check"
    CLOCK = "clock"
    HISTORY = "clock-counter-clockwise"
    EDIT = "pencil-simple"
    DELETE = "trash"
    COPY = "copy"
    UNDO = "arrow-counter-clockwise"
    REFRESH = "arrows-clockwise"
    SAVE = "floppy-disk"
    EXPORT = "export"
    IMPORT = "download-simple"
    FILE = "file"
    PDF = "file-pdf"
    TABLE = "table"
    FOLDER = "folder-open"
    PRINT = "printer"
    EYE = "eye"
    EYE_OFF = "eye-slash"
    BACK = "arrow-left"
    FORWARD = "arrow-right"
    UP = "caret-up"
    DOWN = "caret-down"
    LEFT = "caret-left"
    RIGHT = "caret-right"
    MORE = "dots-three"
    MENU = "list"
    ZOOM_IN = "magnifying-glass-plus"
    ZOOM_OUT = "magnifying-glass-minus"
    FIT = "arrows-out-line-horizontal"
    FLAG = "flag"
    DIFFICULTY = "lifebuoy"
    RUPTURE = "link-break"
    CONTRACT = "briefcase"
    EMPLOYER = "storefront"
    SCHOOL = "graduation-cap"
    HOUSING = "house-line"
    CAMPAIGN = "flag-banner"
    NOTE = "note"
    IDENTITY = "identification-card"
    DOCUMENTS = "files"
    AGREEMENT = "hand-palm"
    COMMAND = "terminal-window"
    KEYBOARD = "keyboard"
    DATABASE = "database"
    ATTACHMENT = "paperclip"
    LIGHT_MODE = "sun-dim"
    DARK_MODE = "moon"
    DESKTOP = "desktop"
    SHAPE_TEST = "circle-half"
    SHAPE_CONTROL = "diamond"
    SHAPE_OUT = "circle-dashed"
    LEVEL_LOW = "cell-signal-low"
    LEVEL_MEDIUM = "cell-signal-medium"
    LEVEL_HIGH = "cell-signal-full"
    FAST = "lightning"
    EXPIRED = "hourglass"
    RANDOM = "shuffle"
    LINK = "arrow-square-out"
    STEP_TODO = "circle"
    STEP_CURRENT = "record"


def fonts_folder() -> Path:
    """Return the folder of the icon fonts. It is found without importing the package, which would load every font."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:  # pragma: no cover - the package is a declared dependency
        message = "qtawesome"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent / "fonts"


@lru_cache(maxsize=1)
def _charmap() -> dict[str, str]:
    brut: dict[str, str] = json.loads((fonts_folder() / _CHARMAP).read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in brut.items()}


@lru_cache(maxsize=1)
def _font() -> QRawFont:
    return QRawFont(str(fonts_folder() / _FONT), _EM, QFont.HintingPreference.PreferNoHinting)


@lru_cache(maxsize=512)
def outline(name: str) -> QPainterPath:
    """Return the outline of a glyph in a square of side 1. Raises KeyError for a name the family has not."""
    font = _font()
    glyph = font.glyphIndexesForString(_charmap()[name])[0]
    path = font.pathForGlyph(glyph)
    path.setFillRule(Qt.FillRule.WindingFill)
    advance = font.advancesForGlyphIndexes([glyph])[0].x()
    height = font.ascent() + font.descent()
    path.translate((height - advance) / 2, font.ascent())
    return QTransform.fromScale(1 / height, 1 / height).map(path)


def paint_icon(painter: QPainter, rect: QRect, icon: Icon, color: str | QColor, *, filled: bool = False) -> None:
    """Paint ``icon`` in the largest centred square of ``rect``."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2)
    painter.scale(side, side)
    painter.fillPath(outline(f"{icon.value}-fill" if filled else icon.value), QColor(color))
    painter.restore()


class _Engine(QIconEngine):
    """Paints one glyph with the tokens of the moment."""

    def __init__(self, icon: Icon, ink: str, ink_on: str, *, filled_on: bool) -> None:
        super().__init__()
        self._icon, self._ink, self._ink_on, self._filled_on = icon, ink, ink_on, filled_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state_: QIcon.State) -> None:
        """Paint in the colour of the mode and state."""
        on = state_ is QIcon.State.On
        ink = "text_disabled" if mode is QIcon.Mode.Disabled else self._ink_on if on else self._ink
        paint_icon(painter, rect, self._icon, getattr(state.colors(), ink), filled=on and self._filled_on)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state_: QIcon.State) -> QPixmap:
        """Return the glyph on a transparent background."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state_)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return a copy."""
        return _Engine(self._icon, self._ink, self._ink_on, filled_on=self._filled_on)


def icon(name: Icon, ink: str = "text_muted", *, ink_on: str = "", filled_on: bool = False) -> QIcon:
    """Return an icon painted with a colour ink, ``ink_on`` (and filled) when its button is checked."""
    return QIcon(_Engine(name, ink, ink_on or ink, filled_on=filled_on))


def pixmap(
    name: Icon, ink: str = "text_muted", size: int = ICON, ratio: float = 1.0, *, filled: bool = False
) -> QPixmap:
    """Return a pixmap of ``size`` device-independent pixels at the device pixel ratio ``ratio``."""
    device = round(size * ratio)
    image = QPixmap(device, device)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, QRect(0, 0, device, device), name, getattr(state.colors(), ink), filled=filled)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
