"""The application object: French, Fusion, our appearance, our icon."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

import plateforme
from plateforme import paths
from plateforme.ui import theme

LOG = logging.getLogger(__name__)
_FALLBACK_FONTS = {"", "DejaVu Sans", "Bitstream Vera Sans"}


def make_application() -> QApplication:
    """Return the application: French, Fusion, our appearance. An existing one is dressed again."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else _new_application()
    app.setApplicationName(paths.APP)
    app.setApplicationDisplayName(paths.APP)
    app.setApplicationVersion(plateforme.__version__)
    app.setDesktopFileName("plateforme")
    app.setWindowIcon(QIcon(str(paths.resources() / "icone.svg")))
    _speak_french(app)
    _own_taskbar_entry()
    theme.apply(app)
    return app


def _new_application() -> QApplication:
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([paths.APP])
    _readable_font(app)
    return app


def _readable_font(app: QApplication) -> None:
    """Where the system has no interface font but a fallback, use the family of the documents."""
    if QFontInfo(app.font()).family() not in _FALLBACK_FONTS:
        return
    for fichier in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(fichier))
    font = QFont("Lato")
    font.setPointSizeF(app.font().pointSizeF() + 1)  # its letters are smaller than the fallback's
    app.setFont(font)


def _speak_french(app: QApplication) -> None:
    """Give Qt's own dialogs, calendars and numbers their French form."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_fr", folder):
        app.installTranslator(translator)
    else:
        LOG.warning("Qt's French translation is missing")


def _own_taskbar_entry() -> None:
    """Group the windows under our icon on Windows, not under Python's."""
    if sys.platform == "win32":  # pragma: no cover - the taskbar of Windows
        import ctypes  # noqa: PLC0415

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("fr.plateforme.fenetre")
