"""Home, the clients' page and keys in its search, each until the window has painted it; and the memory then."""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from console.ui.shell import refcount_workaround

refcount_workaround.keep()

from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from console.core.clock import SystemClock  # noqa: E402
from console.ui.clients.clients_page import ClientsPage  # noqa: E402
from console.ui.home.home_page import HomePage  # noqa: E402
from console.ui.kit.theme import Theme  # noqa: E402
from console.ui.shell.backup_scheduler import BackupScheduler  # noqa: E402
from console.ui.shell.model import Model  # noqa: E402
from db.store import Store  # noqa: E402
from tests.bench import years  # noqa: E402
from tests.bench.windows.process import rss_kib  # noqa: E402
from tests.bench.windows.showing import parts_of  # noqa: E402

ROUNDS = 5


def painted(page: QWidget, model: Model, act: Callable[[], object]) -> float:
    """Until what it asked for has come and nothing is left to paint, in milliseconds."""
    begun = time.perf_counter()
    act()
    while model.busy:
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    page.repaint()
    return (time.perf_counter() - begun) * 1000


def main(folder: Path, typed: list[str]) -> None:
    app = QApplication([])
    store = Store.open(folder, years.SECRET)
    model, theme = Model(parts_of(SystemClock())), Theme(app, "light")
    theme.load_scripts()
    model.use(store)
    model.sign_in(store.people()[0])
    figures: dict[str, list[float]] = {"home": [], "page": [], "key": []}
    home, clients = HomePage(model, theme, BackupScheduler(model)), ClientsPage(model, theme)
    for page in (home, clients):
        theme.dress(page)
        page.resize(1280, 800)
        page.show()
    for _ in range(ROUNDS):
        figures["home"].append(painted(home, model, home.show_all))
        figures["page"].append(painted(clients, model, clients.show_all))
    for text in typed:
        clients.search.clear()
        for letter in text:
            begun = time.perf_counter()
            QTest.keyClicks(clients.search, letter) if letter.isascii() else clients.search.insert(letter)
            clients.repaint()
            figures["key"].append((time.perf_counter() - begun) * 1000)
            while model.busy:
                QApplication.processEvents()
    gc.collect()
    print(json.dumps(figures | {"rss": [rss_kib()]}), flush=True)
    model.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
