"""Answers to everything modal during the journey: prepared in advance, shown to the camera."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from plateforme.errors import AppError
from plateforme.ui.dialogs.message import MessageDialog
from plateforme.ui.tour.plateau import Interrompu, Plateau
from plateforme.ui.widgets.toast import Toast

Reponse = Callable[[QDialog], bool]


class Reponses:
    """Toasts are real; a question or a form is shown, answered by the next of ``formulaires``, else accepted."""

    def __init__(self, plateau: Plateau) -> None:
        self._plateau = plateau
        self._fenetre: QWidget | None = None
        self._ligne: Toast | None = None
        self.chemins: deque[Path] = deque()
        """Files and folders to choose, in order."""
        self.formulaires: deque[Reponse] = deque()

    def rattacher(self, fenetre: QWidget) -> None:
        """Speak over that window."""
        self._fenetre, self._ligne = fenetre, Toast(fenetre)

    def toast(self, text: str, action_label: str | None = None, action: Callable[[], None] | None = None) -> None:
        """Show a line that fades."""
        if self._ligne is not None:
            self._ligne.show_text(text, action_label, action)

    def effacer_ligne(self) -> None:
        """Put away the line that would fade: the journey goes faster than it does."""
        if self._ligne is not None:
            self._ligne.hide()

    def confirm(self, title: str, text: str, verb: str, *, destructive: bool = False) -> bool:
        """Show the question and answer it."""
        return self.run(MessageDialog.question(self._fenetre, title, text, verb, destructive=destructive))

    def error(self, error: AppError) -> None:
        """Note a failure: nothing is expected to fail."""
        self._plateau.expected(error)

    def bug(self, error: BaseException) -> None:
        """Note a bug."""
        self._plateau.bug(error)

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog, let the prepared answer fill it."""
        dialog.show()
        self._plateau.attendre()
        reponse = self.formulaires.popleft()(dialog) if self.formulaires else True
        dialog.done(int(QDialog.DialogCode.Accepted if reponse else QDialog.DialogCode.Rejected))
        dialog.deleteLater()
        return reponse

    def open_file(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> Path | None:
        """Choose the next file."""
        del filters, folder
        return self._suivant(title)

    def open_files(self, title: str, filters: Sequence[str] = (), folder: Path | None = None) -> list[Path]:
        """Choose the next file."""
        del filters, folder
        return [self._suivant(title)]

    def save_file(self, title: str, proposed: Path, filters: Sequence[str] = ()) -> Path | None:
        """Keep the proposed name, in the next folder."""
        del filters
        return self._suivant(title) / proposed.name

    def choose_folder(self, title: str, folder: Path | None = None) -> Path | None:
        """Choose the next folder."""
        del folder
        return self._suivant(title)

    def _suivant(self, titre: str) -> Path:
        if not self.chemins:
            raise Interrompu(f"« {titre} » n’était pas attendu")
        return self.chemins.popleft()
