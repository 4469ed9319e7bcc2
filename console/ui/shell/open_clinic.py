"""What belongs to an open clinic, as one object that is dropped as one."""

from console.app.clinic import Clinic
from console.app.late_danger import LateDanger
from console.app.people import People
from console.app.pins import Pins
from console.app.ports import Store
from console.app.sessions import Sessions
from console.app.stock import Stock
from console.ui.shell.pages import Pages
from console.ui.shell.window_dependencies import WindowDependencies


class OpenClinic:
    """Hold the store, the use cases on it, and the pages that show what is in it.

    A rehearsal brings its own sessions and clinic.
    """

    def __init__(
        self,
        store: Store,
        dependencies: WindowDependencies,
        sessions: Sessions | None = None,
        clinic: Clinic | None = None,
    ) -> None:
        zone, clock = dependencies.zone_name(), dependencies.clock
        self.store = store
        self.clinic = clinic or Clinic(store, clock, dependencies.random)
        self.sessions = sessions or Sessions(store, clock, self.clinic, dependencies.random, zone)
        self.people = People(store, self.clinic)
        self.pins = Pins(store, clock)
        self.stock = Stock(store, self.clinic, clock, zone)
        self.pages = Pages()
        self.late_danger: LateDanger | None = None
        """A danger of which nobody has said yet whose it is."""
        self.locks_needling: bool | None = None
        """Whether the screen locks while somebody needles too; None where nobody has said so."""

    @property
    def example(self) -> bool:
        """Whether its clients are made up: an example clinic or a rehearsal."""
        return self.store.kind != "clinic"
