"""Keeps PySide6 6.12 from ending the program on Python 3.11, where calls that give None, True or False use them up.

A build for Python 3.12 takes them to be immortal, as they are there; 3.11 counts them. Imports no Qt.
"""

import ctypes
import sys

CONSTANTS = (None, True, False, NotImplemented, Ellipsis)
PLENTY = 1 << 40


def keep() -> None:
    """Give each more references than a program can lose. To be called before anything of Qt is."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in CONSTANTS:
        if sys.getrefcount(constant) < PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(constant)).value += PLENTY
