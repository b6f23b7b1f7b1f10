"""Which window is shown: the start, an open base, the lock. One base at a time, one task runner for the whole life."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from plateforme import paths
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.security.vault import Vault
from plateforme.services import reglages
from plateforme.services.coffre import BaseOuverte
from plateforme.settings import APPARENCE, VERROUILLAGE_MINUTES
from plateforme.ui import theme
from plateforme.ui.errors import ErrorDesk
from plateforme.ui.main_window import MainWindow
from plateforme.ui.messages import Messages, WindowMessages
from plateforme.ui.screens.demarrage.view import DemarrageView
from plateforme.ui.tasks import TaskRunner

_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
MINUTE_MS = 60_000


class StartWindow(QMainWindow):
    """Holds the first-run, unlock and choice screens."""

    def __init__(self, chemin: Path | None, tasks: TaskRunner, vault: Vault) -> None:
        super().__init__()
        self.setWindowTitle("Plateforme")
        self.setMinimumSize(700, 440)
        self.resize(980, 680)
        self.messages = WindowMessages(self)
        self.view = DemarrageView(chemin=chemin, tasks=tasks, messages=self.messages, vault=vault)
        self.setCentralWidget(self.view)


StartFactory = Callable[[Path | None, TaskRunner, Vault], StartWindow]


class Controller(QObject):
    """Switches between windows, locks after inactivity, and leaves nothing open at the end."""

    def __init__(self, app: QApplication, chemin: Path | None, vault: Vault, start: StartFactory | None = None) -> None:
        super().__init__(app)
        self._app, self._chemin, self._vault = app, chemin, vault
        self._make_start = start or StartWindow
        self.errors = ErrorDesk(self._messages, self)
        self.tasks = TaskRunner(self.errors, self)
        self.start: StartWindow | None = None
        self.window: MainWindow | None = None
        self.base: BaseOuverte | None = None
        self._leaving = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._idle_over)
        self.tasks.changed.connect(self._settings_changed)
        app.setQuitOnLastWindowClosed(True)
        app.installEventFilter(self)

    def show_start(self) -> StartWindow:
        """Show the start: unlock the base known, or the first run."""
        self.start = self._make_start(self._chemin, self.tasks, self._vault)
        self.start.view.ouverte.connect(self.open)
        self.start.show()
        return self.start

    def open(self, base: BaseOuverte) -> None:
        """Show the window of a base just opened."""
        self.base, self._chemin = base, base.chemin
        paths.remember_base(base.chemin)
        self.tasks.run(lambda: (reglages.etat_fenetre(base.ctx), reglages.lire(base.ctx)), self._opened)

    def lock(self) -> None:
        """Keep what was open, close the base and show the start. Asking twice locks once."""
        self._leave(then_quit=False)

    def quit(self) -> None:
        """Keep what was open, close the base and end the application."""
        self._leave(then_quit=True)

    def shutdown(self) -> None:
        """Stop the threads and close the base: called once the event loop is over."""
        self._app.removeEventFilter(self)
        self.tasks.shutdown()
        if self.base is not None:
            self.base.close()
            self.base = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start the inactivity again at each key or move."""
        if event.type() in _ACTIVITY and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def _messages(self) -> Messages:
        if self.window is not None:
            return self.window.messages
        return (self.start or self.show_start()).messages

    def _opened(self, read: tuple[dict[str, str], reglages.Valeurs]) -> None:
        if self.base is None:
            return
        state, values = read
        self._apply(values)
        self.window = MainWindow(self.base, self.tasks, state)
        self.window.lock_requested.connect(self.lock)
        self.window.close_requested.connect(self.quit)
        self.window.show()
        if self.start is not None:
            if remark := self.start.messages.shown():
                self.window.messages.toast(remark)
            self.start.close()
            self.start.deleteLater()
            self.start = None

    def _apply(self, values: reglages.Valeurs) -> None:
        theme.apply(self._app, values[APPARENCE])
        minutes = values[VERROUILLAGE_MINUTES]
        self._idle.stop()
        if minutes > 0:
            self._idle.start(minutes * MINUTE_MS)

    def _settings_changed(self, changes: ChangeSet) -> None:
        base = self.base
        if base is not None and Sujet.REGLAGE in changes.sujets:
            self.tasks.run(lambda: (base.relire_contexte(), reglages.lire(base.ctx))[1], self._apply, key="reglages")

    def _idle_over(self) -> None:
        """Lock, unless work is under way: then look again in a minute."""
        if self.tasks.is_busy():
            self._idle.start(MINUTE_MS)
            return
        while (modal := self._app.activeModalWidget()) is not None and modal.close():
            pass
        self.lock()

    def _leave(self, *, then_quit: bool) -> None:
        window, base = self.window, self.base
        if self._leaving or window is None or base is None:
            return
        self._leaving = True
        self._idle.stop()
        window.flush()
        state = window.save_state()
        self.tasks.write(lambda: (reglages.garder_etat_fenetre(base.ctx, state), ChangeSet())[1])
        window.setEnabled(False)
        self.tasks.drain(lambda: self._left(then_quit=then_quit))

    def _left(self, *, then_quit: bool) -> None:
        clipboard = self._app.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if self.base is not None:
            self.base.close()
            self.base = None
        window, self.window = self.window, None
        if window is not None:
            window.clear()
            window.hide()
        if not then_quit:
            self.tasks.accept_new()
            self.show_start()
        if window is not None:
            window.allow_close()
            window.close()
            window.deleteLater()
        self._leaving = False
        if then_quit:
            self._app.quit()
