"""What the place where a command runs has between the items of a list, as spreadsheets there expect it."""

import locale
import os
import sys

POINT = frozenset(["C", "POSIX", "en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ta", "te", "ur", "ms", "fil"])
"""Languages whose numbers have a point, for a place that the system has no table of."""


def list_separator() -> str:
    """Return a semicolon where numbers have a comma, else a comma; on Windows what its user has set."""
    if sys.platform == "win32":
        return _set_in_windows() or ","
    return ";" if _decimal() == "," else ","


def _decimal() -> str:
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return str(locale.localeconv()["decimal_point"])
    except locale.Error:
        named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_NUMERIC", "LANG"))), "C")
        return "." if named.partition(".")[0].partition("_")[0] in POINT else ","
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)


def _set_in_windows() -> str:
    import winreg

    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Control Panel\International") as place:  # type: ignore[attr-defined]
        return str(winreg.QueryValueEx(place, "sList")[0])[:1]  # type: ignore[attr-defined]
