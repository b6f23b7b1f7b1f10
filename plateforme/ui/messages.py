"""The one seam for everything modal or transient. Screens ask; tests answer with another :class:`Messages`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from plateforme.errors import AppError
from plateforme.ui.bugs import report
from plateforme.ui.dialogs.message import BugDialog, MessageDialog
from plateforme.ui.widgets.toast import Toast


class Messages(Protocol):
    """What a screen may say to the user or ask her. Never more than one modal at a time."""

    def toast(self, text: str, action_label: str | None = None, action: Callable[[], None] | None = None) -> None:
        """Show a line that fades; ``action_label`` (« Annuler ») runs ``action``."""
        ...

    def error(self, error: AppError) -> None:
        """Show an expected failure: what happened, what to do."""
        ...

    def bug(self, error: BaseException) -> None:
        """Offer the report of an unexpected failure, to copy."""
        ...

    def confirm(self, title: str, text: str, verb: str, *, destructive: bool = False) -> bool:
        """Ask before something hard to undo. ``verb`` is the button (« Supprimer le contact »). False when given up."""
        ...

    def run(self, dialog: QDialog) -> bool:
        """Run a dialog of ours; True when it was accepted."""
        ...

    def open_file(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> Path | None:
        """Ask for a file to read. ``filters`` like « Tableurs (*.xlsx *.ods) ». None when given up."""
        ...

    def open_files(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> list[Path]:
        """Ask for files to read; empty when given up."""
        ...

    def save_file(self, title: str, proposed: Path, filters: Sequence[str] = ()) -> Path | None:
        """Ask where to write, replacing confirmed; ``proposed`` is a folder and a name. None when given up."""
        ...

    def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        """Ask for a folder. None when given up."""
        ...


class WindowMessages:
    """:class:`Messages` shown over a window."""

    def __init__(self, host: QWidget) -> None:
        self._host = host
        self._toast = Toast(host)

    def toast(self, text: str, action_label: str | None = None, action: Callable[[], None] | None = None) -> None:
        """Show a line that fades."""
        self._toast.show_text(text, action_label, action)

    def shown(self) -> str:
        """Return the line being shown, empty when there is none: a window that replaces this one says it again."""
        return self._toast.text.text() if self._toast.isVisible() else ""

    def error(self, error: AppError) -> None:
        """Show an expected failure."""
        MessageDialog.error(self._host, error).exec()

    def bug(self, error: BaseException) -> None:
        """Offer the report of an unexpected failure."""
        BugDialog(self._host, report(error)).exec()

    def confirm(self, title: str, text: str, verb: str, *, destructive: bool = False) -> bool:
        """Ask; the quiet way out has the focus when the action destroys something."""
        return self.run(MessageDialog.question(self._host, title, text, verb, destructive=destructive))

    def run(self, dialog: QDialog) -> bool:
        """Run a dialog of ours."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def open_file(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> Path | None:
        """Ask for a file to read."""
        name, _ = QFileDialog.getOpenFileName(self._host, title, str(folder or ""), ";;".join(filters))
        return Path(name) if name else None

    def open_files(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> list[Path]:
        """Ask for files to read."""
        names, _ = QFileDialog.getOpenFileNames(self._host, title, str(folder or ""), ";;".join(filters))
        return [Path(name) for name in names]

    def save_file(self, title: str, proposed: Path, filters: Sequence[str] = ()) -> Path | None:
        """Ask where to write."""
        name, _ = QFileDialog.getSaveFileName(self._host, title, str(proposed), ";;".join(filters))
        return Path(name) if name else None

    def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._host, title, str(folder or ""))
        return Path(name) if name else None
