"""What the use cases need from the outside: a store for the log, its views, its backups."""

from console.app.ports.backups import Backup, BackupCheck, BackupFile, PutBack, Second
from console.app.ports.faults import CheckStage, Finding, Head, Progress, StoreError, StoreKind
from console.app.ports.pins import Pin, PinTable
from console.app.ports.store import Store
from console.app.ports.views import AdoptedView, ClientView, ProductView, SessionStatus, SessionView, UsedOn, ZoneView

__all__ = [
    "AdoptedView",
    "Backup",
    "BackupCheck",
    "BackupFile",
    "CheckStage",
    "ClientView",
    "Finding",
    "Head",
    "Pin",
    "PinTable",
    "ProductView",
    "Progress",
    "PutBack",
    "Second",
    "SessionStatus",
    "SessionView",
    "Store",
    "StoreError",
    "StoreKind",
    "UsedOn",
    "ZoneView",
]
