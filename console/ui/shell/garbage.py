"""Collects Python's cyclic garbage in the window's thread only.

PySide destroys a widget of a Python class in the thread that drops it: in the engine's, that ends the program.
"""

import gc

from PySide6.QtCore import SignalInstance


def keep_to_this_thread(ticked: SignalInstance) -> None:
    """From now on nothing is collected but at a tick, when Qt walks through no list of widgets."""
    gc.disable()
    ticked.connect(collect)


def collect() -> None:
    """The oldest generation that is due by Python's own counts, as Python would do at its next allocation."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counts) if count > most]
    if due:
        gc.collect(due[-1])
