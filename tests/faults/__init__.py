"""Killed, full, cut off: what the store goes through without losing anything. `python -m tests.faults` tries it all."""
