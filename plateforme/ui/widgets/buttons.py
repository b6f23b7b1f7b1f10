"""Buttons named by verbs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from plateforme.ui.theme import ICON, ICON_LARGE, Icon, icon, scaled

_INK = {"primary": "accent_text", "danger": "surface_raised", "link": "accent", "tonal": "accent"}


def icon_button(shape: Icon, name: str, *, tip: str = "", kind: str = "ghost") -> QPushButton:
    """Return a button that is an icon, with its name for screen readers and as tooltip."""
    button = QPushButton()
    button.setIcon(icon(shape))
    button.setIconSize(QSize(scaled(ICON_LARGE - 2), scaled(ICON_LARGE - 2)))
    button.setProperty("kind", kind)
    button.setProperty("shape", "square")
    button.setAccessibleName(name)
    button.setToolTip(tip or name)
    button.setAutoDefault(False)
    return button


def button(text: str, kind: str = "", shape: Icon | None = None, *, tip: str = "") -> QPushButton:
    """Return a button named by a verb and its object. ``kind``: primary, tonal, danger, ghost, link, or empty."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if shape is not None:
        made.setIconSize(QSize(scaled(ICON) + 6, scaled(ICON)))
        made.setIcon(icon(shape, _INK.get(kind, "text_muted")))
    if tip:
        made.setToolTip(tip)
    return made
