"""Measurements: each a ratio to a floor timed in the same run, interleaved. Run by `python -m tests.bench`."""
