"""What a slow job is doing, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from plateforme.ui.tasks import ProgressView, TaskRunner
from plateforme.ui.theme import Space, scaled
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.text import label

WIDTH = 360


class ProgressPanel(QFrame):
    """A small panel at the bottom right of its host, shown by the task runner's ``progress_changed``."""

    def __init__(self, host: QWidget, tasks: TaskRunner) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("surface", "palette")
        self.setAccessibleName("Travail en cours")
        box = QVBoxLayout(self)
        box.setContentsMargins(Space.L, Space.M, Space.M, Space.M)
        box.setSpacing(Space.S)
        self.title = label(role="section", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.message = label(role="small", wrap=True)
        self.stop = button("Annuler", "ghost")
        self.stop.clicked.connect(tasks.cancel)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addWidget(self.stop)
        box.addWidget(self.title)
        box.addWidget(self.bar)
        box.addLayout(foot)
        host.installEventFilter(self)
        tasks.progress_changed.connect(self._show)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, view: ProgressView | None) -> None:
        if view is None:
            self.hide()
            return
        self.title.setText(view.title or "Travail en cours")
        self.bar.setRange(0, view.total)
        self.bar.setValue(view.done)
        self.message.setText("Arrêt en cours…" if view.cancelling else view.message)
        self.stop.setEnabled(not view.cancelling)
        if not self.isVisible():
            announce(self, self.title.text())
            self.show()
            self.raise_()
        self._place()

    def _place(self) -> None:
        host = self._host
        self.resize(min(scaled(WIDTH), host.width() - 2 * Space.L), self.sizeHint().height())
        self.move(host.width() - self.width() - Space.L, host.height() - self.height() - Space.L)
