"""What the use cases need from the outside: a store for the log, its views, its backups."""

from console.app.ports.backups import Backup, Kept, Looked, PutBack, Second
from console.app.ports.faults import CheckStage, Finding, Head, Progress, StoreError, StoreKind
from console.app.ports.pins import Pin, PinTable
from console.app.ports.store import Store
from console.app.ports.views import AdoptedView, ClientView, ProductView, SessionStatus, SessionView, UsedOn, ZoneView

__all__ = [
    "AdoptedView",
    "Backup",
    "CheckStage",
    "ClientView",
    "Finding",
    "Head",
    "Kept",
    "Looked",
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
