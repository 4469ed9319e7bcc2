"""Every text that people see, as the program has them."""

from console.core.text.words import Words
from resources import Texts

TEXTS = Texts("en")
TABLES = {group: TEXTS[group] for group in TEXTS.groups()}
WORDS = Words(TEXTS)
