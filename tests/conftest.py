"""Shared fixtures: temporary places, fixed clock, fake keyring, a real encrypted base."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from faux_messages import FakeMessages
from PySide6.QtWidgets import QApplication

from plateforme.app import make_application
from plateforme.security import keys
from plateforme.services import coffre
from plateforme.services.contexte import Contexte, horloge_figee
from plateforme.ui.env import UiEnv
from plateforme.ui.tasks import TaskRunner

PHRASE = "quatre chevaux bleus dansent"
LEGER = keys.KdfParams(memory_kib=keys.MIN_MEMORY_KIB, iterations=2, lanes=1)
LUNDI = date(2011, 1, 3)


class TrousseauEnMemoire(keyring.backend.KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.contenu: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.contenu.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.contenu[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.contenu.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture(autouse=True)
def lieux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Send every default location into the test's folder; Argon2id at its floor, so that tests are quick."""
    maison = tmp_path / "maison"
    maison.mkdir()
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(maison))
    monkeypatch.setattr(keys, "DEFAUT", LEGER)
    return maison


@pytest.fixture(autouse=True)
def trousseau() -> Iterator[TrousseauEnMemoire]:
    """Replace the system's keyring."""
    avant = keyring.get_keyring()
    faux = TrousseauEnMemoire()
    keyring.set_keyring(faux)
    yield faux
    keyring.set_keyring(avant)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[coffre.BaseOuverte]:
    """A real encrypted base in a temporary folder, living on Monday 3 January 2011."""
    ouverte = coffre.creer(tmp_path / "essai.plateforme", PHRASE, horloge_figee(LUNDI))
    yield ouverte
    ouverte.close()


@pytest.fixture
def ctx(base: coffre.BaseOuverte) -> Contexte:
    """The context of the test's base."""
    return base.ctx


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application as it is started: French, Fusion, our appearance."""
    return make_application()


@pytest.fixture
def messages() -> FakeMessages:
    """What the user would be told and asked."""
    return FakeMessages()


@pytest.fixture
def taches(qapp: QApplication, messages: FakeMessages) -> Iterator[TaskRunner]:
    """The task runner of a window; its failures go to ``messages``."""
    runner = TaskRunner(messages)
    yield runner
    runner.shutdown()


class Itineraire:
    """A navigation that remembers."""

    def __init__(self) -> None:
        self.places: list[tuple[str, object]] = []

    def __call__(self, screen: str, argument: object = None, /) -> None:
        self.places.append((screen, argument))


@pytest.fixture
def env(base: coffre.BaseOuverte, taches: TaskRunner, messages: FakeMessages) -> UiEnv:
    """What a screen receives; ``env.navigate.places`` remembers where it wanted to go."""
    return UiEnv(base, taches, messages, Itineraire())
