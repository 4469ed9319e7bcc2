"""Every text that people see, as the program has them."""

from console.core.text.words import Words
from resources import table

FILES = (
    "en", "window.en", "start.en", "clients.en", "people.en", "checking.en", "backups.en", "lock.en", "alarms.en",
    "scan.en", "stock.en",
)  # fmt: skip
TABLES = [table("i18n", f"{name}.toml") for name in FILES]
WORDS = Words({group: texts for each in TABLES for group, texts in each.items()})
