"""A day of signals does not kill the interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

from plateforme.ui.immortal import keep_true_alive

UNE_JOURNEE = """
import plateforme.ui
from PySide6.QtCore import QObject, Signal
class Emetteur(QObject):
    signal = Signal(int)
emetteur = Emetteur()
for i in range(60_000):
    emetteur.signal.emit(i)
print("fini")
"""


def test_soixante_mille_signaux() -> None:
    fait = subprocess.run([sys.executable, "-c", UNE_JOURNEE], capture_output=True, text=True, check=False)
    assert (fait.returncode, fait.stdout.strip()) == (0, "fini"), fait.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal")
def test_une_seule_fois() -> None:
    avant = sys.getrefcount(True)
    keep_true_alive()
    assert abs(sys.getrefcount(True) - avant) < 1 << 20
