"""Chips: small checkable words, for filters, themes and outcomes, one key each when wanted."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from plateforme.domain.texte import NBSP
from plateforme.ui.theme import ICON, Icon, Space, colors, icon, scaled
from plateforme.ui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_GAP = NBSP * 2
_KEY_PADDING = 30
"""Room the stylesheet keeps at the right of a chip that shows its key."""
_KEY_MARGIN = 14


class Chip(QPushButton):
    """A checkable word. A check mark tells the state as well as the colour; a count or a key may follow the word.

    The mark takes the place of the shape, else that of the key: nothing moves, and many words fit on a line.
    """

    def __init__(self, text: str, *, count: int | None = None, shape: Icon | None = None, key: str = "") -> None:
        super().__init__()
        self._text, self._count, self._key, self._shape = text, count, key, shape
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(scaled(ICON - 2), scaled(ICON - 2)))
        self.toggled.connect(self._refresh)
        if key:
            self.setProperty("keyed", "true")
            self.setToolTip(f"Touche {key}")
            self.setAccessibleDescription(f"Touche {key}")
        self._refresh()

    def set_count(self, count: int | None) -> None:
        """Show how many things it stands for; None shows nothing."""
        self._count = count
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return the same size checked or not, so that nothing moves when one is checked."""
        hint = super().sizeHint()
        if self._key:
            hint += QSize(max(0, self.fontMetrics().height() + _KEY_MARGIN - _KEY_PADDING), 0)
            return hint
        return hint if not self.icon().isNull() else hint + QSize(scaled(ICON - 2) + 4, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, then its key."""
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.fontMetrics().height()
        box = QRectF(self.width() - side - 7, (self.height() - side) / 2, side, side)
        palette = colors()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.surface_raised if self.isChecked() else palette.surface_sunken))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked() and not self._shape:
            icon(Icon.CHECK, "accent").paint(painter, box.toAlignedRect())
            return
        painter.setPen(QColor(palette.text_muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def _refresh(self) -> None:
        self.setText(self._text if self._count is None else f"{self._text}{_GAP}{self._count}")
        self.setAccessibleName(self._text if self._count is None else f"{self._text}, {self._count}")
        if self.isChecked() and (self._shape or not self._key):
            self.setIcon(icon(Icon.CHECK, "accent"))
        else:
            self.setIcon(icon(self._shape) if self._shape else QIcon())
        self.updateGeometry()


class ChipGroup(QWidget):
    """Chips on lines that wrap. Tab enters the group, arrows move in it, Space checks, keys check from anywhere in it.

    ``exclusive``: one at most is checked. ``optional`` False: the last one checked cannot be unchecked.
    ``keys``: one character per option, shown on the chip; the owner calls :meth:`press_key` to route them.
    """

    changed = Signal()
    """The user checked or unchecked a chip."""

    def __init__(
        self,
        name: str,
        options: Iterable[tuple[Hashable, str]] = (),
        *,
        exclusive: bool = False,
        optional: bool = True,
        keys: str = "",
        shapes: Mapping[Hashable, Icon] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._exclusive, self._optional = exclusive, optional
        self._shapes = shapes or {}
        self._chips: dict[Hashable, Chip] = {}
        self._keys: dict[str, Chip] = {}
        self._layout = FlowLayout(self, Space.XS)
        self.set_options(options, keys)

    def set_options(self, options: Iterable[tuple[Hashable, str]], keys: str = "") -> None:
        """Replace the chips, keeping those checked that are still there."""
        kept = self.values()
        self._layout.clear()
        self._chips, self._keys = {}, {}
        for rank, (value, text) in enumerate(options):
            key = keys[rank] if rank < len(keys) else ""
            chip = Chip(text, shape=self._shapes.get(value), key=key.upper())
            chip.clicked.connect(lambda _checked=False, v=value: self._clicked(v))
            chip.installEventFilter(self)
            self._chips[value] = chip
            if key:
                self._keys[key.casefold()] = chip
            self._layout.addWidget(chip)
        self.set_values(kept)
        self._roving()

    def chip(self, value: Hashable) -> Chip:
        """Return the chip of a value."""
        return self._chips[value]

    def values(self) -> tuple[Hashable, ...]:
        """Return the values checked, in the order of the chips."""
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())

    def value(self) -> Hashable | None:
        """Return the value checked, the first when there are several, None when there is none."""
        return next(iter(self.values()), None)

    def set_values(self, values: Iterable[Hashable]) -> None:
        """Check exactly ``values``, without the ``changed`` signal."""
        wanted = set(values)
        for value, chip in self._chips.items():
            chip.setChecked(value in wanted)
        self._roving()

    def set_counts(self, counts: Mapping[Hashable, int]) -> None:
        """Show a count on each chip that has one."""
        for value, chip in self._chips.items():
            chip.set_count(counts.get(value))

    def press_key(self, key: str) -> bool:
        """Click the chip of a key; False when no chip has it."""
        chip = self._keys.get(key.casefold())
        if chip is None:
            return False
        chip.setFocus()
        chip.click()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height the lines take, also inside layouts that ignore the link between width and height."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Ask again when a chip changes size."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        self.setMinimumHeight(self._layout.heightForWidth(self.width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the arrows; check with a key."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(watched, Chip):
            if step := _STEPS.get(Qt.Key(event.key())):
                self._move(watched, step)
                return True
            if event.text() and event.text() != " " and self.press_key(event.text()):
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, value: Hashable) -> None:
        chip = self._chips[value]
        if not chip.isChecked() and not self._optional and not self.values():
            chip.setChecked(True)
        if self._exclusive and chip.isChecked():
            for other in self._chips.values():
                other.setChecked(other is chip)
        self._roving(chip)
        self.changed.emit()

    def _move(self, chip: Chip, step: int) -> None:
        chips = [c for c in self._chips.values() if c.isEnabled() and not c.isHidden()]
        target = chips[(chips.index(chip) + step) % len(chips)]
        self._roving(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _roving(self, current: Chip | None = None) -> None:
        """One chip of the group is in the tab order: the current one, else the first checked, else the first."""
        chips = list(self._chips.values())
        entry = current or next((c for c in chips if c.isChecked()), chips[0] if chips else None)
        for chip in chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is entry else Qt.FocusPolicy.ClickFocus)
