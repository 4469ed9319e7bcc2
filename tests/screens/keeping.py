"""Screens on which the record is checked, erased from, backed up and put back."""

from collections.abc import Iterator

from console.app.ports import Finding, StoreError
from console.ui.backups.backups_page import BackupsPage
from console.ui.backups.damaged_page import DamagedPage
from console.ui.backups.verify_page import VerifyPage
from console.ui.clients.erasure_page import ErasurePage
from console.ui.shell import routes
from tests.support.booth import Booth

LONG_FINDING = Finding("view-differs", detail="treated_zones 019cadc69a80e7d1a9f33fbc678b57a9 17")


def checking(booth: Booth) -> Iterator[str]:
    """Asked for, found whole, found altered."""
    booth.console.go(routes.VERIFY)
    yield "checking"
    for findings, name in (([], "checking-good"), ([Finding("row-changed", 7), *[LONG_FINDING] * 8], "checking-bad")):
        booth.store.findings = findings
        booth.one(VerifyPage).primary()
        booth.settle()
        yield name
    booth.store.findings = []


def erasing(booth: Booth) -> Iterator[str]:
    """No period set; too early; to be done; done."""
    client = next(each.id for each in booth.store.clients() if each.profile.name == booth.client_profile.name)
    if any(view.status == "open" for view in booth.store.sessions(client)):
        booth.console.go(routes.ERASURE).show_client(client)
        booth.settle()
        yield "erasing-open"
    quiet = next(each.id for each in booth.store.clients() if not each.sessions)
    booth.console.go(routes.ERASURE).show_client(quiet)
    booth.settle()
    yield "erasing-no-period"
    page = booth.one(ErasurePage)
    page.set_years()
    booth.settle()
    yield "erasing-no-years"
    page.years.edit.setText("10")
    page.set_years()
    booth.settle()
    yield "erasing-ready"
    page.primary()
    yield "erasing-not-ticked"
    page.sure.click()
    page.primary()
    booth.settle()
    yield "erasing-no-reason"
    booth.console.go(routes.RETENTION)
    booth.settle()
    yield "keeping"
    booth.press("Set these years")
    yield "keeping-no-years"


def backups(booth: Booth) -> Iterator[str]:
    """Kept, doubted, damaged, put back."""
    booth.console.go(routes.BACKUPS)
    booth.settle()
    yield "backups"
    page = booth.one(BackupsPage)
    page.ask_folder = lambda: "/media/stick"  # type: ignore[method-assign]
    page.choose_medium()
    booth.settle()
    yield "backups-second"
    booth.backup_store.problem = StoreError("second-missing", folder="/media/stick")
    booth.store.found = [Finding("tail-cut", 1205)]
    page.make()
    booth.settle()
    yield "backups-doubted"
    booth.console.home()
    booth.settle()
    yield "home-doubted"
    booth.store.found, booth.backup_store.problem, booth.store.viewing = [], None, True
    booth.console.home()
    booth.console.backup_scheduler.look_again()
    booth.settle()
    yield "home-only-to-look-at"
    booth.store.viewing = False
    booth.console.backup_scheduler.look_again()
    booth.settle()
    booth.console.damaged(StoreError("database-damaged", file="stipple.db", detail="page 3"), "")
    yield "damaged"
    damaged = booth.one(DamagedPage)
    damaged.primary()
    yield "damaged-no-secret"
    damaged.secret.edit.setText(booth.backup_store.secret)
    damaged.primary()
    booth.settle()
    yield "damaged-found"
    damaged.primary()
    booth.settle()
    yield "damaged-put-back"
    booth.console.damaged(None, "")
    yield "damaged-fresh"
    booth.console.home()
    booth.settle()
