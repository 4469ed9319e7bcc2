"""A database file brought to what the program knows: its schema, and the form of its views."""

from pathlib import Path

from console.app.ports import Report
from db.keys.store_keys import Keys
from db.open_checks import Standing
from db.views.forms import bring_up_views


def bring_up_file(path: Path, keys: Keys, standing: Standing, report: Report) -> None:
    """Bring up a file that nobody else has open, all of it or nothing. StoreError "migration-failed"."""
    if standing == "earlier":
        from db.migrations import config, migrate

        migrate(path, keys, config(), report=report)
    elif standing == "other-views":
        bring_up_views(path, keys, report)
