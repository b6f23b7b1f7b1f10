"""What a screen receives to do its work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from plateforme.services.coffre import BaseOuverte
from plateforme.services.contexte import Contexte
from plateforme.ui.messages import Messages
from plateforme.ui.tasks import TaskRunner


class Navigate(Protocol):
    """Show another screen, recorded in the history."""

    def __call__(self, screen: str, argument: object = None, /) -> None:
        """Show the screen of that key and give it ``argument`` (through its ``activate``)."""
        ...


@dataclass(frozen=True)
class UiEnv:
    """The open base, the task runner, the messages and the way to other screens.

    Changes made by anyone arrive by ``tasks.changed`` (a ChangeSet); screens that define ``refresh`` are called anyway.
    """

    base: BaseOuverte
    tasks: TaskRunner
    messages: Messages
    navigate: Navigate

    @property
    def ctx(self) -> Contexte:
        """The context of the open base: read it at each use, it is rebuilt when the settings change."""
        return self.base.ctx
