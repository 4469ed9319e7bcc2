"""Every text that people see, as the program has them."""

from console.core.words import Words
from resources import table

FILES = (
    "en", "window.en", "start.en", "clients.en", "people.en", "checking.en", "backups.en", "lock.en", "alarms.en",
    "scan.en", "stock.en",
)  # fmt: skip
WORDS = Words({group: texts for name in FILES for group, texts in table("i18n", f"{name}.toml").items()})
