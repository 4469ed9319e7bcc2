"""Every page of the window but the run screen and the locked one: its class, and where its signals lead.

A new page is its file (a `CardPage`, or a `FormPage` with fields, `check` and `job`), its route here, its i18n texts.
"""

from typing import TYPE_CHECKING

from console.core.people import Operator
from console.ui.shell.navigation import Host, Route

if TYPE_CHECKING:
    from console.ui.backups.backups_page import BackupsPage
    from console.ui.backups.damaged_page import DamagedPage
    from console.ui.backups.verify_page import VerifyPage
    from console.ui.clients.clients_page import ClientsPage
    from console.ui.clients.erasure_page import ErasurePage
    from console.ui.danger.danger_page import DangerPage
    from console.ui.home.home_page import HomePage
    from console.ui.kit.form_page import FormPage
    from console.ui.people.new_passphrase import NewPassphrase, OwnPassphrase
    from console.ui.people.people_list import PeopleList
    from console.ui.people.person_choice import PersonChoice
    from console.ui.people.person_form import PersonForm
    from console.ui.people.pin_page import PinPage
    from console.ui.people.recovery_code_page import RecoveryCodePage
    from console.ui.people.removal_page import RemovalPage
    from console.ui.records.summary_page import SummaryPage
    from console.ui.settings.about_page import AboutPage
    from console.ui.settings.devices_page import DevicesPage
    from console.ui.settings.keys_page import KeysPage
    from console.ui.settings.numbers_page import NumbersPage
    from console.ui.settings.retention_page import RetentionPage
    from console.ui.settings.settings_page import SettingsPage
    from console.ui.start.first_start import FirstStart
    from console.ui.start.sign_in import SignIn
    from console.ui.stock.recall_page import RecallPage
    from console.ui.stock.stock_page import StockPage


def _first_start(page: "FirstStart", host: Host) -> None:
    page.example.connect(host.way_in.opened)
    page.done.connect(host.way_in.adopted)
    page.put_back.connect(lambda: host.damaged(None, ""))


def _sign_in(page: "SignIn", host: Host) -> None:
    page.done.connect(host.way_in.opened)
    page.damaged.connect(host.damaged)


def _damaged(page: "DamagedPage", host: Host) -> None:
    page.done.connect(lambda _: host.begin())
    page.closed.connect(host.begin)


def _person_choice(page: "PersonChoice", host: Host) -> None:
    page.chosen.connect(host.way_in.come_back)


def _new_passphrase(page: "NewPassphrase", host: Host) -> None:
    page.done.connect(lambda _: host.way_in.enter())
    page.closed.connect(lambda: host.go(PERSON_CHOICE))


def _home(page: "HomePage", host: Host) -> None:
    page.resume.connect(host.model.go_on)
    page.resume_after.connect(lambda session, off_ms: host.model.resume(session, None if off_ms < 0 else off_ms))
    page.summary.connect(lambda session: show_summary(host, session))
    page.new_session.connect(lambda: show_clients(host))
    page.clients.connect(lambda: show_clients(host))
    page.settings.connect(lambda: host.go(SETTINGS))
    page.keys.connect(lambda: host.go(KEYS))
    page.about.connect(lambda: host.go(ABOUT))
    page.backups.connect(lambda: host.go(BACKUPS))
    page.stock.connect(lambda: host.go(STOCK))
    page.numbers.connect(lambda: host.go(NUMBERS))
    page.lock.connect(host.lock_screen)
    page.danger.connect(host.window.ask_danger)
    page.sign_out.connect(host.ask_sign_out)
    page.close_program.connect(host.window.close_now)
    host.window.ticked.connect(page.tick)


def _clients(page: "ClientsPage", host: Host) -> None:
    page.home.connect(host.home)
    page.start.connect(host.model.begin)
    page.resume.connect(host.model.go_on)
    page.summary.connect(lambda session: show_summary(host, session))
    page.erase.connect(lambda client: host.go(ERASURE).show_client(client))


def _danger(page: "DangerPage", host: Host) -> None:
    page.closed.connect(lambda below: host.home() if below is None else host.window.show_page(below))
    host.window.ticked.connect(page.panel.tick)


def _erasure(page: "ErasurePage", host: Host) -> None:
    page.closed.connect(lambda: show_clients(host))
    page.done.connect(lambda said: show_clients(host).notice.show_text(said, "low"))


def _summary(page: "SummaryPage", host: Host) -> None:
    page.paper = host.settings.paper
    page.closed.connect(host.back)


def _settings(page: "SettingsPage", host: Host) -> None:
    page.changed.connect(host.change_settings)
    page.pin.connect(lambda: show_pin(host))
    page.sound.connect(host.window.bell.test)
    page.people.connect(lambda: show_people(host))
    page.retention.connect(lambda: host.go(RETENTION))
    page.verify.connect(lambda: host.go(VERIFY))
    page.devices.connect(lambda: host.go(DEVICES))
    page.numbers.connect(lambda: host.go(NUMBERS))
    page.backups.connect(lambda: host.go(BACKUPS))
    page.closed.connect(host.back)


def _keys(page: "KeysPage", host: Host) -> None:
    page.aliases_changed.connect(host.teach)
    page.closed.connect(host.back)


def _backups(page: "BackupsPage", host: Host) -> None:
    page.closed.connect(host.back)
    page.put_back.connect(host.put_back)


def _people_list(page: "PeopleList", host: Host) -> None:
    page.person.connect(lambda person: host.go_afresh(PERSON, person))
    page.passphrase.connect(lambda: host.go_afresh(OWN_PASSPHRASE))
    page.code.connect(lambda: host.go_afresh(RECOVERY_CODE).show_new())
    page.closed.connect(lambda: host.go(SETTINGS))


def _person(page: "PersonForm", host: Host) -> None:
    page.removal.connect(lambda person: host.go_afresh(REMOVAL, person))
    _back_to_people(page, host)


def _back_to_people(page: "FormPage", host: Host) -> None:
    page.done.connect(lambda said: show_people(host, said if isinstance(said, str) else ""))
    page.closed.connect(lambda: show_people(host))


def _stock(page: "StockPage", host: Host) -> None:
    page.closed.connect(host.back)
    page.recall.connect(lambda _: host.go(RECALL))


def _recall(page: "RecallPage", host: Host) -> None:
    page.paper = host.settings.paper
    page.closed.connect(lambda: host.go(STOCK))


def _back(page: "AboutPage", host: Host) -> None:
    page.closed.connect(host.back)


def _back_to_settings(page: "DevicesPage | NumbersPage | RetentionPage | PinPage | VerifyPage", host: Host) -> None:
    page.closed.connect(lambda: host.go(SETTINGS))


def show_clients(host: Host) -> "ClientsPage":
    """Show the clients, read again."""
    page = host.go(CLIENTS)
    page.show_all()
    return page


def show_summary(host: Host, session: str) -> None:
    """Show the summary of this session, by id."""
    host.go(SUMMARY, lambda page: page.show_session(session))


def show_danger(host: Host) -> None:
    """Show the danger card over the page that is shown."""
    below = host.window.page
    host.go(DANGER, lambda page: page.open_over(below))


def show_people(host: Host, said: str = "") -> None:
    """Show who works here; `said` tells what was just done."""
    host.go(PEOPLE_LIST, lambda page: page.show_all(said))


def show_pin(host: Host) -> None:
    """Show the page on which whoever is signed in chooses their PIN."""
    operator = host.model.operator
    assert isinstance(operator, Operator)
    host.go(PIN, lambda page: page.choose_for(operator))


def teach_scanner(host: Host) -> "SettingsPage":
    """Show the settings, and ask for a scan that teaches the scanner."""
    page = host.go(SETTINGS)
    page.teach_scanner()
    return page


UI = "console.ui."
FIRST_START: Route["FirstStart"] = Route(UI + "start.first_start", "FirstStart", _first_start, outside=True)
SIGN_IN: Route["SignIn"] = Route(UI + "start.sign_in", "SignIn", _sign_in, outside=True)
DAMAGED: Route["DamagedPage"] = Route(UI + "backups.damaged_page", "DamagedPage", _damaged, outside=True)
PERSON_CHOICE: Route["PersonChoice"] = Route(UI + "people.person_choice", "PersonChoice", _person_choice)
NEW_PASSPHRASE: Route["NewPassphrase"] = Route(UI + "people.new_passphrase", "NewPassphrase", _new_passphrase)
HOME: Route["HomePage"] = Route(UI + "home.home_page", "HomePage", _home, lambda host: (host.backup_scheduler,))
CLIENTS: Route["ClientsPage"] = Route(UI + "clients.clients_page", "ClientsPage", _clients)
DANGER: Route["DangerPage"] = Route(UI + "danger.danger_page", "DangerPage", _danger)
ERASURE: Route["ErasurePage"] = Route(UI + "clients.erasure_page", "ErasurePage", _erasure)
SUMMARY: Route["SummaryPage"] = Route(UI + "records.summary_page", "SummaryPage", _summary)
SETTINGS: Route["SettingsPage"] = Route(
    UI + "settings.settings_page",
    "SettingsPage",
    _settings,
    lambda host: (host.settings, host.backup_scheduler, host.sound, host.window.scan_routing),
)
KEYS: Route["KeysPage"] = Route(
    UI + "settings.keys_page",
    "KeysPage",
    _keys,
    lambda host: (host.settings.aliases, *host.window.scan_routing.teaching),
)
ABOUT: Route["AboutPage"] = Route(UI + "settings.about_page", "AboutPage", _back)
DEVICES: Route["DevicesPage"] = Route(UI + "settings.devices_page", "DevicesPage", _back_to_settings)
NUMBERS: Route["NumbersPage"] = Route(UI + "settings.numbers_page", "NumbersPage", _back_to_settings)
RETENTION: Route["RetentionPage"] = Route(UI + "settings.retention_page", "RetentionPage", _back_to_settings)
PIN: Route["PinPage"] = Route(UI + "people.pin_page", "PinPage", _back_to_settings)
VERIFY: Route["VerifyPage"] = Route(UI + "backups.verify_page", "VerifyPage", _back_to_settings)
BACKUPS: Route["BackupsPage"] = Route(
    UI + "backups.backups_page", "BackupsPage", _backups, lambda host: (host.backup_scheduler,)
)
PEOPLE_LIST: Route["PeopleList"] = Route(UI + "people.people_list", "PeopleList", _people_list)
PERSON: Route["PersonForm"] = Route(UI + "people.person_form", "PersonForm", _person)
REMOVAL: Route["RemovalPage"] = Route(UI + "people.removal_page", "RemovalPage", _back_to_people)
OWN_PASSPHRASE: Route["OwnPassphrase"] = Route(UI + "people.new_passphrase", "OwnPassphrase", _back_to_people)
RECOVERY_CODE: Route["RecoveryCodePage"] = Route(UI + "people.recovery_code_page", "RecoveryCodePage", _back_to_people)
STOCK: Route["StockPage"] = Route(UI + "stock.stock_page", "StockPage", _stock)
RECALL: Route["RecallPage"] = Route(UI + "stock.recall_page", "RecallPage", _recall)
