"""The appearance in force. Widgets that paint themselves read :func:`colors` each time they paint."""

from __future__ import annotations

from plateforme.ui.theme.tokens import DARK, LIGHT, Colors


class _Current:
    """Mutable holder: one appearance for the whole process, like QApplication's palette."""

    colors: Colors = LIGHT
    scale: float = 1.0


def colors() -> Colors:
    """Return the colour tokens of the current appearance."""
    return _Current.colors


def is_dark() -> bool:
    """Return True in the dark appearance."""
    return _Current.colors is DARK


def scaled(pixels: float) -> int:
    """Return a length given for a text of 9 points, in proportion to the text of this machine."""
    return round(pixels * _Current.scale)


def set_scale(scale: float) -> None:
    """Choose the proportion; called by :mod:`plateforme.ui.theme` only."""
    _Current.scale = scale


def set_dark(*, dark: bool) -> None:
    """Choose the tokens; called by :mod:`plateforme.ui.theme` only."""
    _Current.colors = DARK if dark else LIGHT
