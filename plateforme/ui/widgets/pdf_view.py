"""Shows the pages of a PDF as the document itself: rendered off the GUI thread, at the pixel ratio of the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from plateforme.errors import AppError
from plateforme.fiches.raster import ImageRendue, nombre_pages, rendre
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import icon_button
from plateforme.ui.widgets.text import label

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Steps of zoom, 1 being the width of the view."""
WIDEST = 6_000
"""Device pixels: beyond, a page takes too much memory."""
_SETTLE_MS = 80


class PdfView(QWidget):
    """The pages under one another, as wide as the view at zoom 1. Ctrl + wheel, + and - zoom, 0 fits the width."""

    rendered = Signal()
    """Every page asked is shown."""

    def __init__(self, tasks: TaskRunner, name: str = "Aperçu du document", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._name = tasks, name
        self._pdf = b""
        self._zoom = ZOOMS.index(1.0)
        self._pages: list[QLabel] = []
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setAccessibleName(name)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll.viewport().installEventFilter(self)
        self._sheet = QWidget()
        self._stack = QVBoxLayout(self._sheet)
        self._stack.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._stack.setSpacing(Space.M)
        self.problem = label(role="muted", wrap=True)
        self.problem.hide()
        self._stack.addWidget(self.problem)
        self._scroll.setWidget(self._sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.XS)
        outer.addLayout(self._bar())
        outer.addWidget(self._scroll, 1)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._render)

    def set_pdf(self, pdf: bytes, description: str = "") -> None:
        """Show a document; empty bytes show nothing. ``description`` says its content to screen readers."""
        self._pdf = pdf
        self._scroll.setAccessibleDescription(description)
        self._render()

    def zoom_by(self, steps: int) -> None:
        """Zoom in (positive) or out."""
        self._set_zoom(self._zoom + steps)

    def fit_width(self) -> None:
        """Come back to the width of the view."""
        self._set_zoom(ZOOMS.index(1.0))

    def page_count(self) -> int:
        """Return the number of pages shown."""
        return len(self._pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by the keyboard."""
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if step:
            self.zoom_by(step)
        elif event.key() == Qt.Key.Key_0:
            self.fit_width()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render again once the size is settled."""
        super().resizeEvent(event)
        if self._pdf:
            self._settle.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom with Ctrl + wheel."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        self.info = label(role="small")
        row.addWidget(self.info)
        row.addStretch(1)
        for shape, name, action in (
            (Icon.ZOOM_OUT, "Réduire", lambda: self.zoom_by(-1)),
            (Icon.FIT, "Ajuster à la largeur", self.fit_width),
            (Icon.ZOOM_IN, "Agrandir", lambda: self.zoom_by(1)),
        ):
            made = icon_button(shape, name)
            made.clicked.connect(action)
            row.addWidget(made)
        return row

    def _set_zoom(self, rank: int) -> None:
        rank = max(0, min(len(ZOOMS) - 1, rank))
        if rank != self._zoom:
            self._zoom = rank
            self._render()

    def _render(self) -> None:
        """Ask every page at the width shown, in device pixels."""
        ratio = self.devicePixelRatioF()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        width = max(200, self._scroll.contentsRect().width() - bar - 2 * Space.M)
        pixels = min(WIDEST, round(width * ZOOMS[self._zoom] * ratio))
        pdf = self._pdf
        if not pdf:
            self._show([], ratio)
            return

        def work() -> list[ImageRendue]:
            return [rendre(pdf, page, largeur_px=pixels) for page in range(nombre_pages(pdf))]

        self._tasks.render(
            work, lambda images: self._show(images, ratio), self._show_problem, owner=self, key=f"pdf-{id(self)}"
        )

    def _show_problem(self, error: AppError) -> None:
        """Say in place why nothing is shown."""
        self._show([], 1.0)
        self.problem.setText(str(error))
        self.problem.show()

    def _show(self, images: list[ImageRendue], ratio: float) -> None:
        while len(self._pages) > len(images):
            self._pages.pop().deleteLater()
        while len(self._pages) < len(images):
            page = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
            self._stack.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._pages.append(page)
        for rank, (page, rendered) in enumerate(zip(self._pages, images, strict=True), start=1):
            pixmap = to_pixmap(rendered, ratio)
            page.setPixmap(pixmap)
            page.setFixedSize(pixmap.deviceIndependentSize().toSize())
            page.setAccessibleName(f"{self._name}, page {rank} sur {len(images)}")
        self.problem.hide()
        self.info.setText(f"{len(images)} pages" if len(images) > 1 else "")
        self.rendered.emit()

    def sizeHint(self) -> QSize:
        """Return the room of half an A4 page."""
        return QSize(480, 620)


def to_pixmap(image: ImageRendue, ratio: float) -> QPixmap:
    """Return a rendered page as a pixmap of that device pixel ratio."""
    made = QImage(image.octets, image.largeur, image.hauteur, image.stride, QImage.Format.Format_RGB32).copy()
    made.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(made)
