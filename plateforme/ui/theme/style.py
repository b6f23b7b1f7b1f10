"""The stylesheet made from the tokens and ``resources/interface/style.qss``.

Dynamic properties that widgets may carry: ``kind`` on buttons (``primary``, ``danger``, ``ghost``, ``link``), ``role``
on labels (see :func:`plateforme.ui.widgets.text.label`) and ``surface`` on plain widgets (``sunken``, ``base``,
``raised``, ``card``, ``quiet``). Surfaces are told apart by tone, not by lines.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from plateforme.ui.theme.tokens import RADIUS, RADIUS_CARD, Colors, TypeSize


def stylesheet(colors: Colors, base: float, images: Path, shade: str) -> str:
    """Return the stylesheet of one appearance.

    ``base`` is the base text in points, ``images`` the folder of the sheet and its pictures, ``shade`` the end of the
    names of these (``clair`` or ``sombre``).
    """
    sizes = {size.name.lower(): f"{base + size:g}" for size in TypeSize}
    template = Template((images / "style.qss").read_text(encoding="utf-8"))
    measures = {"radius": RADIUS, "radius_card": RADIUS_CARD, "accent_room": accent_room(base)}
    measures["accent_room_title"] = accent_room(base + TypeSize.DISPLAY)
    return template.substitute(asdict(colors) | sizes | measures, images=images.as_posix(), shade=shade)


def accent_room(points: float) -> int:
    """Return the pixels some fonts draw the accents of capitals (« É ») above their own ascent, where a label cuts."""
    font = QApplication.font()
    font.setPointSizeF(points)
    metrics = QFontMetrics(font)
    return max(0, -metrics.tightBoundingRect("ÉÀÇ").top() - metrics.ascent())


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property used by the stylesheet and refresh the widget's look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
