"""The document itself, in the window."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from plateforme.fiches.raster import rendre
from plateforme.ui.widgets.pdf_view import WIDEST, PdfView, to_pixmap


def document(pages: int = 1) -> bytes:
    sortie = BytesIO()
    toile = Canvas(sortie, pagesize=A4)
    for _ in range(pages):
        toile.setFillColorRGB(1, 0, 0)
        toile.rect(0, A4[1] / 2, A4[0], A4[1] / 2, stroke=0, fill=1)
        toile.showPage()
    toile.save()
    return sortie.getvalue()


@pytest.fixture
def apercu(qtbot, taches):
    apercu = PdfView(taches, "Aperçu de la fiche")
    qtbot.addWidget(apercu)
    apercu.resize(500, 700)
    apercu.show()
    return apercu


def montrer(apercu, taches, pdf: bytes) -> None:
    apercu.set_pdf(pdf, "Fiche FL-2010-0042, une page")
    assert taches.wait_idle()


def test_pages_are_shown_as_wide_as_the_view(apercu, taches):
    montrer(apercu, taches, document(2))
    assert apercu.page_count() == 2
    assert apercu.info.text() == "2 pages"
    page = apercu._pages[0]
    assert page.accessibleName() == "Aperçu de la fiche, page 1 sur 2"
    assert apercu._scroll.accessibleDescription() == "Fiche FL-2010-0042, une page"
    assert 400 < page.width() < 500
    assert page.height() == pytest.approx(page.width() * A4[1] / A4[0], abs=2)
    image = page.pixmap().toImage()
    assert image.pixelColor(5, 5) == QColor(255, 0, 0)
    assert image.pixelColor(5, image.height() - 5) == QColor(255, 255, 255)


def test_keys_wheel_and_buttons_zoom(apercu, taches, qtbot):
    montrer(apercu, taches, document())
    largeur = apercu._pages[0].width()

    def apres(geste) -> float:
        geste()
        assert taches.wait_idle()
        return round(apercu._pages[0].width() / largeur, 2)

    def molette(sens: int) -> None:
        centre = QPointF(50, 50)
        boutons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        for touche in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
            tour = QWheelEvent(centre, centre, QPoint(), QPoint(0, sens * 120), boutons, touche, phase, False)
            QApplication.sendEvent(apercu._scroll.viewport(), tour)

    assert apres(lambda: qtbot.keyClick(apercu, Qt.Key.Key_Plus)) == 1.25
    assert apres(lambda: qtbot.keyClick(apercu, Qt.Key.Key_Minus)) == 1.0
    assert apres(lambda: apercu.zoom_by(20)) == 3.0
    assert apres(lambda: apercu.zoom_by(1)) == 3.0
    assert apres(lambda: qtbot.keyClick(apercu, Qt.Key.Key_0)) == 1.0
    assert apres(lambda: molette(-1)) == 0.8
    assert apres(lambda: molette(1)) == 1.0
    qtbot.keyClick(apercu, Qt.Key.Key_A)
    assert apercu._pages[0].width() * apercu.devicePixelRatioF() <= WIDEST


def test_another_document_replaces_the_first(apercu, taches):
    montrer(apercu, taches, document(3))
    montrer(apercu, taches, document(1))
    assert apercu.page_count() == 1
    assert apercu.info.text() == ""
    montrer(apercu, taches, b"")
    assert apercu.page_count() == 0


def test_a_damaged_document_says_so_in_place(apercu, taches, messages):
    montrer(apercu, taches, b"%PDF-1.7 abime")
    assert messages.errors == []
    assert apercu.problem.isVisible()
    assert "Ce PDF ne peut pas être affiché" in apercu.problem.text()
    montrer(apercu, taches, document())
    assert not apercu.problem.isVisible()


def test_a_new_width_renders_again(apercu, taches, qtbot):
    montrer(apercu, taches, document())
    avant = apercu._pages[0].width()
    with qtbot.waitSignal(apercu.rendered):
        apercu.resize(700, 700)
    assert apercu._pages[0].width() > avant
    assert apercu.sizeHint().isValid()


def test_pixels_follow_the_ratio_of_the_screen(qapp):
    image = to_pixmap(rendre(document(), largeur_px=300), 1.5)
    assert image.width() == 300
    assert image.deviceIndependentSize().width() == 200
