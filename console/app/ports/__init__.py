"""What the use cases need from the outside: a store in parts, and the values that it gives."""

from console.app.ports.backups import (
    Backup,
    BackupCheck,
    BackupFile,
    BackupStore,
    Pace,
    RestoreResult,
    SecondCopy,
    StoreBackups,
    unpaced,
)
from console.app.ports.client_page import MOST_FOUND, Asked, ClientPage
from console.app.ports.event_log import EventLog
from console.app.ports.faults import (
    Checked,
    CheckStage,
    CheckStopped,
    Finding,
    Head,
    Progress,
    Report,
    StoreError,
    StoreKind,
)
from console.app.ports.key_ring import KeyRing
from console.app.ports.maintenance import Maintenance
from console.app.ports.pins import Pin, PinTable
from console.app.ports.queries import Queries
from console.app.ports.store import Store
from console.app.ports.views import ClientSession, ClientView, LotUseView
from console.app.projections.client_view import ClientRow
from console.app.projections.clinic_views import AdoptionView
from console.app.projections.row import Place, Row
from console.app.projections.session_view import ProductView, SessionStatus, SessionView, ZoneView

__all__ = [
    "MOST_FOUND",
    "AdoptionView",
    "Asked",
    "Backup",
    "BackupCheck",
    "BackupFile",
    "BackupStore",
    "CheckStage",
    "CheckStopped",
    "Checked",
    "ClientPage",
    "ClientRow",
    "ClientSession",
    "ClientView",
    "EventLog",
    "Finding",
    "Head",
    "KeyRing",
    "LotUseView",
    "Maintenance",
    "Pace",
    "Pin",
    "PinTable",
    "Place",
    "ProductView",
    "Progress",
    "Queries",
    "Report",
    "RestoreResult",
    "Row",
    "SecondCopy",
    "SessionStatus",
    "SessionView",
    "Store",
    "StoreBackups",
    "StoreError",
    "StoreKind",
    "ZoneView",
    "unpaced",
]
