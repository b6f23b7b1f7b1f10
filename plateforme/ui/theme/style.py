"""The stylesheet made from the tokens and ``resources/interface/style.qss``.

Dynamic properties that widgets may carry: ``kind`` on buttons (``primary``, ``danger``, ``ghost``, ``link``), ``role``
on labels (see :func:`plateforme.ui.widgets.text.label`) and ``surface`` on plain widgets (``sunken``, ``base``,
``raised``, ``card``, ``quiet``). Surfaces are told apart by tone, not by lines.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtWidgets import QWidget

from plateforme.ui.theme.tokens import RADIUS, RADIUS_CARD, Colors, TypeSize


def stylesheet(colors: Colors, base: float, images: Path, shade: str) -> str:
    """Return the stylesheet of one appearance.

    ``base`` is the base text in points, ``images`` the folder of the sheet and its pictures, ``shade`` the end of the
    names of these (``clair`` or ``sombre``).
    """
    sizes = {size.name.lower(): f"{base + size:g}" for size in TypeSize}
    template = Template((images / "style.qss").read_text(encoding="utf-8"))
    return template.substitute(
        asdict(colors) | sizes, radius=RADIUS, radius_card=RADIUS_CARD, images=images.as_posix(), shade=shade
    )


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property used by the stylesheet and refresh the widget's look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
