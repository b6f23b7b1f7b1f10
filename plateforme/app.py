"""Start of the window."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

import plateforme
from plateforme import paths
from plateforme.security.vault import SystemVault
from plateforme.ui import theme
from plateforme.ui.controller import Controller

LOG = logging.getLogger(__name__)
NO_DISPLAY = (
    "Aucun écran n’est disponible : la fenêtre ne peut pas s’ouvrir. "
    "Ouvrez une session graphique, ou utilisez les commandes sans fenêtre (« plateforme --help »)."
)
_FALLBACK_FONTS = {"", "DejaVu Sans", "Bitstream Vera Sans"}
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_NEED_NO_DISPLAY = {"offscreen", "minimal", "vnc", "linuxfb", "eglfs"}


def main(argv: list[str] | None = None) -> int:
    """Open the window on the base given as first argument, else on the last one, else on the first run.

    Returns the exit status: 0, or 1 when there is no display.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    base = Path(arguments[0]) if arguments else paths.last_base()
    app = make_application()
    controller = Controller(app, base, SystemVault())
    controller.errors.install()
    try:
        controller.show_start()
        return app.exec()
    finally:
        controller.shutdown()
        controller.errors.uninstall()


def has_display() -> bool:
    """Return False on a Linux machine without a graphical session, where Qt would abort."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    return platform in _NEED_NO_DISPLAY or any(os.environ.get(name) for name in _DISPLAYS)


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
