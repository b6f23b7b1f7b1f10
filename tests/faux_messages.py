"""Answers to everything modal, given in advance: tests never open a window of the system."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog

from plateforme.errors import AppError


class FakeMessages:
    """A ``Messages`` that remembers what was said and answers what was prepared.

    ``confirms``: answers to come (an unexpected question is an error of the test).
    ``files``: paths to come, None to give up.
    ``dialogs``: functions that fill the dialog received and return whether it is accepted.
    """

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.undo: Callable[[], None] | None = None
        self.errors: list[AppError] = []
        self.bugs: list[BaseException] = []
        self.questions: list[tuple[str, str, str]] = []
        self.confirms: deque[bool] = deque()
        self.files: deque[Path | None] = deque()
        self.dialogs: deque[Callable[[QDialog], bool]] = deque()
        self.proposed: list[Path] = []

    def toast(self, text: str, action_label: str | None = None, action: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)
        self.undo = action

    def error(self, error: AppError) -> None:
        self.errors.append(error)

    def bug(self, error: BaseException) -> None:
        self.bugs.append(error)

    def confirm(self, title: str, text: str, verb: str, *, destructive: bool = False) -> bool:
        self.questions.append((title, text, verb))
        return self.confirms.popleft()

    def run(self, dialog: QDialog) -> bool:
        try:
            return self.dialogs.popleft()(dialog)
        finally:
            dialog.deleteLater()

    def open_file(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> Path | None:
        return self.files.popleft()

    def open_files(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> list[Path]:
        chosen = self.files.popleft()
        return [chosen] if chosen else []

    def save_file(self, title: str, proposed: Path, filters: Sequence[str] = ()) -> Path | None:
        self.proposed.append(proposed)
        return self.files.popleft()

    def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        return self.files.popleft()

    # A TaskRunner's failures, seen from a test.

    def expected(self, error: AppError) -> None:
        self.errors.append(error)
