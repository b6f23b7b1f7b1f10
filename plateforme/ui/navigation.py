"""The screens of the window, in the order of the rail: one line each."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QWidget

from plateforme.ui.env import UiEnv
from plateforme.ui.theme import Icon

Factory = Callable[[UiEnv], QWidget]


@dataclass(frozen=True)
class ScreenSpec:
    """A screen: its key, its words, its icon, where its ``factory(env)`` is, its shortcut (Qt's portable text)."""

    key: str
    title: str
    icon: Icon
    module: str
    shortcut: str = ""
    bottom: bool = False

    def factory(self, env: UiEnv) -> QWidget:
        """Import the screen at its first use and build it."""
        module = importlib.import_module(f"plateforme.ui.screens.{self.module}")
        return cast(Factory, module.factory)(env)


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("aujourdhui", "Aujourd’hui", Icon.TODAY, "aujourdhui.view", "Ctrl+1"),
    ScreenSpec("beneficiaires", "Bénéficiaires", Icon.PEOPLE, "beneficiaires.view", "Ctrl+2"),
    ScreenSpec("fiches", "Fiches de liaison", Icon.FICHE, "fiches.view", "Ctrl+3"),
    ScreenSpec("partenaires", "Partenaires", Icon.PARTNERS, "partenaires.view", "Ctrl+4"),
    ScreenSpec("croisement", "Croisement", Icon.CROSSING, "croisement.view", "Ctrl+5"),
    ScreenSpec("evaluation", "Évaluation", Icon.EVALUATION, "evaluation.view", "Ctrl+6"),
    ScreenSpec("preferences", "Préférences", Icon.PREFERENCES, "preferences.view", "Ctrl+,", bottom=True),
)
"""Every screen, in the order of the rail."""


def spec(key: str) -> ScreenSpec:
    """Return the screen of that key. Raises KeyError."""
    return next((s for s in SCREENS if s.key == key), None) or _unknown(key)


def _unknown(key: str) -> ScreenSpec:
    raise KeyError(key)
