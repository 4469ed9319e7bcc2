"""A whole store, as the composition root opens it: the sum of its parts."""

from typing import Protocol as Interface

from console.app.ports.backups import StoreBackups
from console.app.ports.event_log import EventLog
from console.app.ports.key_ring import KeyRing
from console.app.ports.maintenance import Maintenance
from console.app.ports.queries import Queries


class Store(EventLog, Queries, KeyRing, StoreBackups, Maintenance, Interface):
    """One way to what lies on the disk. A use case asks for the part that it needs, where that is one."""
