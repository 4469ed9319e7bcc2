"""Routes: each names a page's class, what it is given, and where its signals lead."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

from console.app.ports import Store, StoreError
from console.core.people import Operator
from console.ui.alarms.sound import Sound
from console.ui.kit.theme import Theme
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model
from console.ui.shell.pages import Page, PageKey
from console.ui.shell.preferences import Settings
from console.ui.shell.window import Window


class Entrance(Protocol):
    """What a page before the clinic's own may ask of the way in."""

    def opened(self, store: Store) -> None: ...
    def adopted(self, store: Store) -> None: ...
    def enter(self) -> None: ...
    def come_back(self, operator: Operator) -> None: ...


class Host(Protocol):
    """What a route may ask of the shell: its parts, and the ways that start at a page."""

    model: Model
    theme: Theme
    window: Window
    settings: Settings
    sound: Sound
    backup_scheduler: BackupScheduler

    @property
    def way_in(self) -> Entrance: ...

    def go(self, route: "Route[Page]", prepare: Callable[[Page], object] = ...) -> Page:
        """Show the page; `prepare` fills it first."""
        ...

    def go_afresh(self, route: "Route[Page]", *arguments: object) -> Page:
        """Show a new page of this route, made with these arguments; what was typed into the former one is gone."""
        ...

    def begin(self) -> None: ...
    def home(self) -> None: ...
    def back(self) -> None: ...
    def lock_screen(self) -> None: ...
    def damaged(self, error: StoreError | None, secret: str) -> None: ...
    def put_back(self) -> None: ...
    def ask_sign_out(self) -> None: ...
    def change_settings(self, settings: Settings) -> None: ...
    def teach(self, aliases: dict[str, str]) -> None: ...


class Route(PageKey[Page]):
    """The way to one page.

    module, name  where the page's class is; imported when the page is first made
    wire          connects the page's signals to the ways from there
    arguments     what its constructor is given after the model and the theme
    outside       whether the page needs no open clinic; all others go when the clinic is closed
    """

    def __init__(
        self,
        module: str,
        name: str,
        wire: Callable[[Page, Host], object],
        arguments: Callable[[Host], tuple[object, ...]] = lambda host: (),
        *,
        outside: bool = False,
    ) -> None:
        self.module, self.name, self.outside = module, name, outside
        self._wire, self._arguments = wire, arguments

    def make(self, host: Host, *arguments: object) -> Page:
        """Return a new page, wired to the host."""
        kind: type[Any] = getattr(import_module(self.module), self.name)
        page: Page = kind(host.model, host.theme, *self._arguments(host), *arguments)
        self._wire(page, host)
        return page
