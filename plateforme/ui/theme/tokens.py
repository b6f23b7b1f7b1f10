"""Design tokens: one spacing unit, a type scale, and colours with a light and a dark value.

Every pair of colours used together is listed in :data:`TEXT_PAIRS` or :data:`SHAPE_PAIRS`; a test computes
their contrast (WCAG 2.1: 4.5:1 for text, 3:1 for shapes, icons and large text).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Mode(StrEnum):
    """Appearance chosen by the user, as stored by the setting ``apparence``."""

    CLAIR = "clair"
    SOMBRE = "sombre"
    SYSTEME = "systeme"


class Space(IntEnum):
    """Spacing in device-independent pixels: multiples of the unit of 4."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


RADIUS = 4
"""Corner radius of controls, in device-independent pixels."""
RADIUS_CARD = 6
CONTROL_HEIGHT = 30
ICON = 16
ICON_LARGE = 20


class TypeSize(IntEnum):
    """Steps from the base text size, in points."""

    SMALL = -1
    BASE = 0
    LARGE = 2
    TITLE = 4
    DISPLAY = 8


BASE_MIN = 9.0
"""Smallest base text, in points; a larger system font is respected."""


@dataclass(frozen=True)
class Colors:
    """Colour tokens of one appearance, as ``#rrggbb``. ``x_soft`` is the quiet background of ``x``."""

    surface_sunken: str
    surface: str
    surface_raised: str
    surface_hover: str
    surface_pressed: str
    text: str
    text_muted: str
    text_disabled: str
    border: str
    border_field: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    focus: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    info: str
    info_soft: str
    neutral: str
    neutral_soft: str
    group_test: str
    group_test_soft: str
    group_control: str
    group_control_soft: str
    group_out: str
    group_out_soft: str
    toast: str
    toast_text: str
    toast_action: str


LIGHT = Colors(
    surface_sunken="#eceff1",
    surface="#f6f7f8",
    surface_raised="#ffffff",
    surface_hover="#e6eaed",
    surface_pressed="#d9dfe3",
    text="#1a2127",
    text_muted="#515c66",
    text_disabled="#89939c",
    border="#d5dbe0",
    border_field="#818d97",
    accent="#0b6075",
    accent_hover="#084c5d",
    accent_text="#ffffff",
    accent_soft="#d7eaef",
    focus="#0b7d99",
    danger="#a8261c",
    danger_soft="#fae4e1",
    warning="#7d4b00",
    warning_soft="#fbecd0",
    success="#1c6238",
    success_soft="#dcf0e2",
    info="#27568f",
    info_soft="#e0eaf7",
    neutral="#47525c",
    neutral_soft="#e4e8eb",
    group_test="#0b6075",
    group_test_soft="#c5e2e9",
    group_control="#6a3d8f",
    group_control_soft="#eee3f6",
    group_out="#57534a",
    group_out_soft="#ebe8e1",
    toast="#232b31",
    toast_text="#f3f5f6",
    toast_action="#8fd6e4",
)

DARK = Colors(
    surface_sunken="#13171a",
    surface="#1a1f23",
    surface_raised="#22292e",
    surface_hover="#2b3339",
    surface_pressed="#364047",
    text="#e7ebee",
    text_muted="#a7b2bb",
    text_disabled="#6f7a83",
    border="#333c43",
    border_field="#76838d",
    accent="#74c6d8",
    accent_hover="#93d5e3",
    accent_text="#06232b",
    accent_soft="#173f4a",
    focus="#5cb8cd",
    danger="#f2a199",
    danger_soft="#4a211e",
    warning="#ecc078",
    warning_soft="#443114",
    success="#8fd0a5",
    success_soft="#1c3d29",
    info="#a0c3f0",
    info_soft="#203653",
    neutral="#c0c9d0",
    neutral_soft="#333c43",
    group_test="#83cddd",
    group_test_soft="#1d4c59",
    group_control="#d0b1ea",
    group_control_soft="#3b284c",
    group_out="#cbc6ba",
    group_out_soft="#3a372f",
    toast="#e7ebee",
    toast_text="#1a2127",
    toast_action="#0b5568",
)

_SURFACES = ("surface_sunken", "surface", "surface_raised", "surface_hover")
_TONES = (
    "danger",
    "warning",
    "success",
    "info",
    "neutral",
    "group_test",
    "group_control",
    "group_out",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, surface) for text in ("text", "text_muted", "accent") for surface in _SURFACES),
    *((text, "accent_soft") for text in ("text", "text_muted", "accent")),
    ("text", "surface_pressed"),
    *((tone, f"{tone}_soft") for tone in _TONES),
    *((tone, "surface_raised") for tone in _TONES),
    *((tone, "surface") for tone in _TONES),
    *(("text", f"{tone}_soft") for tone in _TONES),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("surface_raised", "danger"),
    ("toast_text", "toast"),
    ("toast_action", "toast"),
)
"""(foreground, background) tokens of texts: at least 4.5:1."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *(("focus", surface) for surface in (*_SURFACES, "accent_soft")),
    *(("border_field", surface) for surface in ("surface", "surface_raised")),
    *((tone, surface) for tone in (*_TONES, "accent") for surface in _SURFACES),
)
"""(shape, background) tokens of borders, icons, dots and focus rings: at least 3:1."""


def luminance(color: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.1)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
