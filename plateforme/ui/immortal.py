"""A defect of PySide6 that kills the interpreter, made harmless.

Each ``Signal.emit`` of PySide6 6.12 gives back a reference to ``True`` that it never took. Since CPython 3.12 ``True``
is immortal and nothing happens; before, its count loses one at each signal and, some ten thousand signals later, the
interpreter aborts (« bool_dealloc: deallocating True or False »). So ``True`` is made immortal here too, in the only
way there is: a count that no working life can use up. To be removed with Python 3.11.
"""

from __future__ import annotations

import ctypes
import sys

_ASSEZ = 1 << 40


def keep_true_alive() -> None:
    """Give ``True`` a reference count out of reach, once, where it is counted (CPython before 3.12)."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    vrai = True
    compte = ctypes.c_ssize_t.from_address(id(vrai))  # the count is the first field of every CPython object
    if compte.value < _ASSEZ:
        compte.value += _ASSEZ
