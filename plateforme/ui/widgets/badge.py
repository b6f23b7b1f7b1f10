"""Badges: a word and a shape, never a colour alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from plateforme.domain.vocabulaire import Code, Gravite, Groupe, Risque, StatutDifficulte, StatutFiche, Urgence
from plateforme.ui.theme import Icon, colors, paint_icon
from plateforme.ui.widgets.text import show_when


class Tone(StrEnum):
    """Colour of a badge: a token that has a ``_soft`` companion."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"
    GROUP_TEST = "group_test"
    GROUP_CONTROL = "group_control"
    GROUP_OUT = "group_out"


_LOOKS: dict[Code, tuple[Tone, Icon]] = {
    Groupe.TEST: (Tone.GROUP_TEST, Icon.SHAPE_TEST),
    Groupe.TEMOIN: (Tone.GROUP_CONTROL, Icon.SHAPE_CONTROL),
    Groupe.HORS_EVALUATION: (Tone.GROUP_OUT, Icon.SHAPE_OUT),
    Risque.FAIBLE: (Tone.SUCCESS, Icon.LEVEL_LOW),
    Risque.MODERE: (Tone.WARNING, Icon.LEVEL_MEDIUM),
    Risque.ELEVE: (Tone.DANGER, Icon.LEVEL_HIGH),
    Risque.INEVITABLE: (Tone.DANGER, Icon.DANGER),
    Urgence.NORMALE: (Tone.NEUTRAL, Icon.CLOCK),
    Urgence.RAPIDE: (Tone.WARNING, Icon.FAST),
    Urgence.URGENTE: (Tone.DANGER, Icon.WARNING),
    Gravite.LEGERE: (Tone.NEUTRAL, Icon.LEVEL_LOW),
    Gravite.SERIEUSE: (Tone.WARNING, Icon.LEVEL_MEDIUM),
    Gravite.GRAVE: (Tone.DANGER, Icon.LEVEL_HIGH),
    StatutFiche.BROUILLON: (Tone.NEUTRAL, Icon.EDIT),
    StatutFiche.PRETE: (Tone.INFO, Icon.CHECK),
    StatutFiche.ENVOYEE: (Tone.INFO, Icon.SEND),
    StatutFiche.RECUE: (Tone.INFO, Icon.EYE),
    StatutFiche.REPONSE: (Tone.SUCCESS, Icon.ANSWER),
    StatutFiche.CLOSE: (Tone.NEUTRAL, Icon.CHECK_CIRCLE),
    StatutFiche.EXPIREE: (Tone.WARNING, Icon.EXPIRED),
    StatutDifficulte.OUVERTE: (Tone.WARNING, Icon.FLAG),
    StatutDifficulte.EN_COURS: (Tone.INFO, Icon.CLOCK),
    StatutDifficulte.CLOSE: (Tone.NEUTRAL, Icon.CHECK_CIRCLE),
}

_PAD = 7
_GAP = 5


def look(code: Code) -> tuple[Tone, Icon | None]:
    """Return the tone and shape of a code of the field; neutral and shapeless when none is declared."""
    return _LOOKS.get(code, (Tone.NEUTRAL, None))


class Badge(QWidget):
    """A short word on a quiet background, with a shape before it."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, shape: Icon | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._tone, self._shape = "", tone, shape
        self.set(text, tone, shape)

    @classmethod
    def of(cls, code: Code, parent: QWidget | None = None) -> Badge:
        """Return the badge of a group, a risk, an urgency, a seriousness or a state."""
        return cls(code.libelle, *look(code), parent)

    def set(self, text: str, tone: Tone = Tone.NEUTRAL, shape: Icon | None = None) -> None:
        """Change word, tone and shape."""
        self._text, self._tone, self._shape = text, tone, shape
        self.setAccessibleName(text)
        show_when(self, bool(text))
        self.updateGeometry()
        self.update()

    def set_code(self, code: Code | None) -> None:
        """Show a code of the field; None hides the badge."""
        if code is None:
            self.set("")
        else:
            self.set(code.libelle, *look(code))

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room for the word and its shape."""
        return badge_size(self, self._text, self._shape)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the badge."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_badge(painter, self.rect(), self._text, self._tone, self._shape)


def badge_size(widget: QWidget, text: str, shape: Icon | None) -> QSize:
    """Return the size of a badge in the font of ``widget``."""
    metrics = widget.fontMetrics()
    side = metrics.height() - 3
    width = 2 * _PAD + metrics.horizontalAdvance(text) + (side + _GAP if shape else 0)
    return QSize(width, metrics.height() + 6)


def paint_badge(painter: QPainter, rect: QRect, text: str, tone: Tone, shape: Icon | None) -> None:
    """Paint a badge in ``rect`` with the painter's font; shared by delegates."""
    palette = colors()
    ink = QColor(getattr(palette, tone.value))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(palette, f"{tone.value}_soft")))
    painter.drawRoundedRect(rect, 4, 4)
    left = rect.left() + _PAD
    if shape is not None:
        side = painter.fontMetrics().height() - 3
        paint_icon(painter, QRect(left, rect.center().y() - side // 2, side, side), shape, ink)
        left += side + _GAP
    painter.setPen(ink)
    room = QRect(left, rect.top(), rect.right() - left - _PAD + 2, rect.height())
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()
