"""The way in: whoever opened the store is let in, or asked who they are, or to adopt what the clinic goes by."""

from collections.abc import Callable

from console.app.ports import Store
from console.core.people import Operator
from console.ui.shell import routes
from console.ui.shell.navigation import Host


class WayIn:
    """Lets people in. `signed_in` is told of it before Home is shown."""

    def __init__(self, host: Host, signed_in: Callable[[], object]) -> None:
        self._host, self._model, self._signed_in = host, host.model, signed_in
        self._news = ""

    def opened(self, store: Store) -> None:
        self._model.use(store)
        self.enter()

    def adopted(self, store: Store) -> None:
        """Let in whoever has just adopted what the clinic goes by; Home says so once."""
        self._news = self._model.words.say("adoption", "adopted")
        self.opened(store)

    def take_news(self) -> str:
        """Return what Home says once."""
        news, self._news = self._news, ""
        return news

    def enter(self) -> None:
        """Let in whoever opened the store; after the recovery code ask who is present."""
        clinic = self._model.open_clinic
        self._model.run(
            lambda: (clinic.people.sign_in(), clinic.store.people(), clinic.store.adoption()),
            lambda known: self._let_in(clinic.store, *known),
        )

    def _let_in(self, store: Store, operator: Operator | None, people: list[Operator], adopted: object) -> None:
        """Continue as the person whose passphrase opened the store; with the recovery code ask who is present."""
        if operator is None and people:
            self._host.go(routes.PERSON_CHOICE, lambda page: page.show_people(people))
        elif operator is None or adopted is None:
            self._host.go(routes.FIRST_START).adopt_only(store, operator.name if operator else "")
        else:
            self.sign_in(operator)

    def come_back(self, operator: Operator) -> None:
        """After the recovery code: take a new passphrase first, where one can be written."""
        if self._model.open_clinic.store.viewing:
            self.sign_in(operator)
        else:
            self._host.go_afresh(routes.NEW_PASSPHRASE, operator)

    def sign_in(self, operator: Operator) -> None:
        self._model.sign_in(operator)
        self._model.sign_waiting(operator)
        self._signed_in()
        self._host.home()
