"""The list of screens: each walk brings the program from one to the next and names what is shown."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.core.client_intents import decide
from console.core.events import ClientAdded, ClientFieldSet, ScreeningAnswered, ZoneLeftOut, ZonePlanned
from console.core.people import NO_GROUP, Entry, Profile
from console.core.preparation import open_checks
from console.core.settling import open_depths
from console.ui.clients.clients_page import ClientsPage
from console.ui.home.home_page import HomePage
from console.ui.people.new_passphrase import OwnPassphrase
from console.ui.people.people_list import PeopleList
from console.ui.people.person_form import PersonForm
from console.ui.people.recovery_code_page import RecoveryCodePage
from console.ui.people.removal_page import RemovalPage
from console.ui.session.question_list import QuestionList
from console.ui.settings.devices_page import DevicesPage
from console.ui.settings.keys_page import KeysPage
from console.ui.shell import routes
from console.ui.shell.navigation import Route
from tests.support.booth import Booth

Walk = Callable[[Booth], Iterator[str]]


def touches_nothing(allergies: str) -> tuple[Entry, ...]:
    """An allergy in own words, of which somebody said that it touches none of the protocol's groups."""
    return (Entry("", "allergy", allergies, (NO_GROUP,)),)


MAYA = Profile(
    "Maya Lindqvist", "1992-03-14", 3, contact="maya@lindqvist.example", entries=touches_nothing("penicillin")
)
FORTY = Profile(
    "Wilhelmina Konstantinopoulou-Wetherby-Le", "1961-12-30", 6, contact="wilhelmina@wetherby.example",
    entries=tuple(touches_nothing(each)[0] for each in ("penicillin", "chlorhexidine", "nickel sulfate")),
)  # fmt: skip
"""Of a name of forty signs, with three allergies."""
LONG = Profile(
    "Wilhelmina Konstantinopoulou-Wetherby of the Old Mill and Upper Hatherton", "1961-12-30", 6,
    contact="Flat 12, The Old Mill House, Upper Hatherton Lane, Nantwich; +44 1270 000000; wilhelmina@wetherby.example",
    entries=touches_nothing(
        "penicillin, lidocaine, nickel, latex, chlorhexidine, fragrance mix, plasters with colophony; asthma after"
        " aspirin"
    ),
)  # fmt: skip
ARABIC = Profile(
    "فاطمة الزهراء بنت عبد الرحمن", "1988-07-01", 4, contact="+962 6 000 0000",
    entries=touches_nothing("البنسلين، اللاتكس، النيكل"),
)  # fmt: skip
HEBREW = Profile(
    "שירה בן־דוד לוי־רוזנברג", "1979-02-11", 2, contact="+972 3 000 0000", entries=touches_nothing("פניצילין, לטקס")
)
CLIENTS = {"": MAYA, "forty": FORTY, "long-name": LONG, "arabic": ARABIC, "hebrew": HEBREW}


def nobody_yet(booth: Booth) -> Iterator[str]:
    booth.store.log[:] = [event for event in booth.store.log if not isinstance(event.body, ClientAdded)]
    booth.store.fold_again()
    assert not booth.store.clients()
    booth.one(HomePage).show_all()
    yield "home-nothing-open"
    booth.one(HomePage).clients.emit()
    yield "clients-none"


def apart(booth: Booth, page: ClientsPage) -> None:
    """Another room changed the client that is chosen without knowing what this one wrote."""
    client = page.browser.client
    assert client is not None
    known = booth.store.client_file(client.id)
    others = [booth.clinic.event(ClientFieldSet("contact", text), client.id) for text in ("a", "b")]
    booth.store.append_all([decided for each in others for decided in decide(known, [each])])
    page.show_all()


def clients(booth: Booth) -> Iterator[str]:
    """The list, the card, the form; ends on the question for the couch."""
    if not booth.store.clients():
        for profile in (Profile("Ada Byron"), Profile("Ноа Иванова", "2001-01-05", 2, "none known"), *CLIENTS.values()):
            booth.clinic.add_client(profile)
    if booth.window.page is not booth.console.go(routes.CLIENTS):
        booth.one(HomePage).clients.emit()
    page = booth.one(ClientsPage)
    page.show_all()
    yield "clients-list"
    page.search.setText("zzz")
    yield "clients-none-found"
    page.search.setText("")
    page.choose(next(each.id for each in booth.store.clients() if each.profile.name == booth.client_profile.name))
    yield "clients-card"
    page.new_client()
    yield "clients-form-empty"
    page.form.born.setText("31.2.1990")
    page.form.save()
    page.form.leave()
    yield "clients-form-discard"
    page.prompt.press(1)
    page.edit_client()
    booth.settle()
    yield "clients-form-filled"
    page.form.allergies.lines[0].touches.click()
    yield "clients-form-touches"
    page.prompt.close_sheet()
    page.form.medicines.lines[-1].edit.setText("apixaban 5 mg")
    page.form.conditions.lines[-1].edit.setText("atrial fibrillation")
    for line in page.form.allergies.lines:
        line.end.click()
    yield "clients-form-entries"
    page.form.save()
    yield "clients-form-emptied"
    page.prompt.close_sheet()
    page.form.discard()
    apart(booth, page)
    yield "clients-card-apart"
    page.edit_client()
    booth.settle()
    yield "clients-form-apart"
    page.form.leave()
    booth.press("Start a session")
    yield "clients-couch"
    page.prompt.press(0)
    booth.settle()


def prepare(booth: Booth) -> Iterator[str]:
    booth.one(QuestionList).complete()
    booth.settle()
    yield "prepare-questions"
    QTest.keyClick(booth.window, Qt.Key.Key_M)
    booth.press("Opened for the wrong client")
    yield "prepare-wrong-client"
    booth.page.prompt.close_sheet()
    booth.page.primary()
    yield "prepare-question-asked"
    booth.page.prompt.close_sheet()
    booth.act(ScreeningAnswered({"rosacea": "yes", "nickel-allergy": "yes"}))
    yield "prepare-found"
    rules = [rule.id for rule in booth.state.protocol.rules if rule.asked]
    booth.act(ScreeningAnswered({rule: "no" for rule in rules if rule not in booth.state.answers}))
    yield "prepare-findings"
    booth.page.primary()
    yield "prepare-finding-asked"
    booth.page.prompt.press(0)
    booth.settle()
    yield "prepare-found-passed"
    booth.act(ScreeningAnswered({"rosacea": "no", "nickel-allergy": "no"}))
    QTest.keyClick(booth.window, Qt.Key.Key_D)
    yield "prepare-device"
    booth.page.prompt.press(0)
    booth.settle()
    booth.press("Device and plan")
    booth.settle()
    yield "prepare-plan-empty"
    QTest.keyClick(booth.window, Qt.Key.Key_V)
    yield "prepare-plans"
    booth.page.prompt.press(0)
    booth.settle()
    yield "prepare-plan"
    booth.press("2. ")
    booth.press("2. ")
    yield "prepare-check-asked"
    booth.page.prompt.press(1)
    booth.settle()
    yield "prepare-check-not-met"
    booth.follow(lambda state: not open_checks(state))
    yield "prepare-depths"
    booth.page.primary()
    yield "prepare-depth-asked"
    booth.page.prompt.close_sheet()
    booth.act(ZoneLeftOut("glabella", "Sore"))
    booth.follow(lambda state: not open_depths(state))
    booth.act(ZonePlanned("forehead", 1000, 3))
    yield "prepare-depths-settled"
    booth.act(ZonePlanned("forehead", 250, 3), ZonePlanned("glabella", 250, 3))
    booth.follow(lambda state: state.step == "cleanse")


def around(booth: Booth) -> Iterator[str]:
    """What is not about a client."""
    around: dict[str, Route[Any]] = {"settings": routes.SETTINGS, "keys": routes.KEYS, "about": routes.ABOUT}
    for name, route in around.items():
        booth.console.go(route)
        yield name
        if name == "keys":
            booth.press("Teach a key")
            yield "keys-teach"
            booth.one(KeysPage).prompt.close_sheet()


def people(booth: Booth) -> Iterator[str]:
    """Who works here, and their keys; it ends where it began."""
    routes.show_people(booth.console)
    booth.settle()
    yield "people-list"
    booth.press("Add a person")
    yield "person-new"
    form = booth.one(PersonForm)
    form.primary()
    yield "person-nameless"
    form.name.edit.setText("N. Newcomer")
    form.primary()
    yield "person-no-role"
    form.leave()
    booth.settle()
    booth.one(PeopleList).rows[2].click()
    yield "person-known"
    booth.press("Remove")
    yield "person-removal"
    booth.one(RemovalPage).leave()
    booth.settle()
    booth.press("Change my passphrase")
    own = booth.one(OwnPassphrase)
    own.old.edit.setText("not the one at all")
    for field in (own.new.first, own.new.again):
        field.edit.setText("five quite other words here")
    own.primary()
    booth.settle()
    yield "own-passphrase-wrong"
    own.leave()
    booth.settle()
    booth.press("New recovery code")
    booth.settle()
    code = booth.one(RecoveryCodePage)
    code.primary()
    yield "recovery-code-unproved"
    assert booth.model.operator is not None
    booth.store.secrets[booth.model.operator.id] = "words of whoever manages"
    code.own.edit.setText("words of whoever manages")
    code.primary()
    booth.settle()
    yield "recovery-code"
    booth.one(RecoveryCodePage).primary()
    yield "recovery-code-typed"
    booth.one(RecoveryCodePage).leave()
    booth.one(RecoveryCodePage).leave()


def devices(booth: Booth) -> Iterator[str]:
    """The list, a figure that can't be, one added."""
    booth.console.go(routes.DEVICES)
    booth.settle()
    yield "devices"
    page = booth.one(DevicesPage)
    for name, text in (
        ("label", "Roller 540"),
        ("step", "0,5"),
        ("least", "0,5"),
        ("most", "deep"),
        ("source", "Manual"),
    ):
        page.fields[name].edit.setText(text)
    page.primary()
    booth.settle()
    yield "devices-no-length"
    page.fields["most"].edit.setText("1,5")
    page.primary()
    booth.settle()
    yield "devices-added"


def after_restart(booth: Booth) -> Iterator[str]:
    booth.room.clock.reboot(12 * 60_000)
    booth.ask(booth.model.open_clinic.sessions.open)
    booth.console.home()
    booth.one(HomePage).show_all()
    yield "home-after-restart"
    booth.settle()
    home = booth.one(HomePage)
    home.cards[0].ask_length()
    yield "home-how-long-off"
    home.prompt.close_sheet()
