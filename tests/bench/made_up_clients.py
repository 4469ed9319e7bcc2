"""Made-up clients in several scripts, the same for the same seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from console.core.people import Entry, EntryKind, Profile

FIRST = """
Maya Noor Ben Ida Johanna Jürgen Søren Zoë Anaïs Łukasz Björk Aoife Mary-Ann Jean-Luc Åsa Renée Iñaki Dvořák Siân Ömer
Ayşe Joe Sue Ana Luca Emma Mia Paul Leon Lena Marie Anna Max Felix Clara Jonas Elif Yusuf Chiara Matteo Ivana Petra
Ольга Дмитрий Ελένη Νίκος علي فاطمة یاسمین 美咲 太郎 민준 Oluwaseun Thandiwe Nguyễn Priya Arjun
"""
LAST = """
Müller Mueller Muller O’Brien O'Neill Lindqvist Åkesson Groß Gross Schröder García-López Haddad D’Angelo Smith-Jones
Smith Jones Brown Nowak Kowalczyk Bjørnson Sørensen Núñez Dubois Lefèvre Rossi Ferrari Weiß Weiss Fischer Schneider
Weber Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Braun Krüger Hofmann
Иванова Петров Παπαδόπουλος كريم علوی 山田 佐藤 김 Adeyemi Nkosi Tran Sharma Patel Çelik Yılmaz Novák
"""
KINDS: tuple[EntryKind, ...] = ("allergy", "medicine", "condition")
TEXTS = "latex penicillin lidocaine", "ibuprofen metformin thyroxine", "asthma rosacea diabetes"
OLDEST, DAYS = date(1935, 1, 1), 26_000


def profiles(chance: Random, count: int) -> Iterator[Profile]:
    """Names come again as they do in a town; one in twelve gave no birthday, one in three has an entry."""
    first, last = FIRST.split(), LAST.split()
    for at in range(count):
        name = f"{chance.choice(first)} {chance.choice(last)}"
        if chance.random() < 0.3:
            name += f"-{chance.choice(last)}"
        born = "" if chance.random() < 0.08 else str(OLDEST + timedelta(chance.randrange(DAYS)))
        contact = "" if chance.random() < 0.2 else f"+49 1{chance.randrange(50, 80)} {chance.randrange(10**7):07}"
        entries = tuple(_entry(chance, f"{at}-{number}") for number in range(chance.choice((0, 0, 1))))
        yield Profile(name, born, chance.randint(1, 6), contact=contact, entries=entries)


def _entry(chance: Random, name: str) -> Entry:
    at = chance.randrange(len(KINDS))
    return Entry(name, KINDS[at], chance.choice(TEXTS[at].split()))
