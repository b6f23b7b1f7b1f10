"""The one place of the window that shows failures: expected ones in words, bugs as a report."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from plateforme.errors import AppError, CancelledError
from plateforme.ui.bugs import frames
from plateforme.ui.messages import Messages

LOG = logging.getLogger(__name__)


class ErrorDesk(QObject):
    """Receives failures from anywhere, any thread, and shows them on the GUI thread, one at a time.

    ``messages`` is asked for at each failure, because the window it speaks over changes when the base is locked.
    """

    _raised = Signal(object)

    def __init__(self, messages: Callable[[], Messages], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._showing = False
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def expected(self, error: AppError) -> None:
        """Show an expected failure; something the user cancelled is only recalled."""
        if isinstance(error, CancelledError):
            self._messages().toast(str(error))
        else:
            self._messages().error(error)

    def bug(self, error: BaseException) -> None:
        """Report an unexpected failure, after the current event. Callable from any thread."""
        self._raised.emit(error)

    def handle(self, error: BaseException) -> None:
        """Show whatever was raised. Callable from any thread."""
        self._raised.emit(error)

    def install(self) -> None:
        """Become the last resort of every thread."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def uninstall(self) -> None:
        """Give Python's own handlers back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        LOG.error("unhandled: %s\n%s", kind.__name__, frames(error))
        self.handle(error)

    def _show(self, error: BaseException) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            if isinstance(error, AppError):
                self.expected(error)
            else:
                self._messages().bug(error)
        finally:
            self._showing = False
