"""What stands in the form of a client and is not saved, kept for whoever typed it while the screen is locked."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from console.core.client_file import ClientFile
from console.ui.clients.client_fields import ClientFields
from console.ui.kit.drafts import Drafts, Place

FORM = "client"


class Form(Protocol):
    """What it asks of the form: the client by id, what the form began with, and what stands in it."""

    client: str
    shown: ClientFile
    fields: ClientFields
    closed: SignalInstance

    @property
    def changed(self) -> bool:
        """Whether something stands there that is not saved."""
        ...

    def begin(self, client: str = ..., known: ClientFile = ...) -> None: ...


class ClientDraft(QObject):
    """Empties the form when nobody is at the screen, and fills it for who comes back. Emits `filled` then."""

    filled = Signal()

    def __init__(self, form: Form, drafts: Drafts, title: str, owner: QObject) -> None:
        super().__init__(owner)
        self._form, self._drafts, self._title = form, drafts, title
        self._rests = False
        form.fields.edited.connect(self._keep)
        drafts.left.connect(self._let_go)
        drafts.came.connect(self._fill)

    def drop(self) -> None:
        """It was thrown away."""
        self._drafts.drop(Place(FORM, self._form.client))

    def send(self) -> None:
        """It is on its way to be saved."""
        self._drafts.send(Place(FORM, self._form.client))

    def _keep(self) -> None:
        if not self._rests:
            form = self._form
            stands = {"known": form.shown, **form.fields.typed} if form.changed else {}
            self._drafts.keep(Place(FORM, form.client), self._title, stands)

    def _let_go(self) -> None:
        if self._form.changed:
            self._rests = True
            self._form.begin()
            self._rests = False
            self._form.closed.emit()

    def _fill(self) -> None:
        places = self._drafts.places(FORM)
        if not places or self._form.changed:
            return
        values = dict(self._drafts.at(places[-1]))
        known = values.pop("known")
        assert isinstance(known, ClientFile)
        self._rests = True
        self._form.begin(places[-1].client, known)
        self._form.fields.put(values)
        self._rests = False
        self.filled.emit()
