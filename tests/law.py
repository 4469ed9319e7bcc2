"""The law of the house as pure functions: each takes one file's text and gives its offences."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

LONGEST_FILE = 250
LONGEST_TEST = 400
"""Lines, as those of a function are."""
LONGEST_FUNCTION = 40

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

VERBS_FIRST = (
    "console/core/",
    "console/app/",
    "console/cli/",
    "console/documents/",
    "console/exchange/",
    "db/",
    "main.py",
)
"""Where docstrings say what is done, verb first."""
NO_VERB = re.compile(
    r"(The|A|An|What|Whose|How|Where|When|Who|Which|Why|It|Its|One|Of|By|At|With|Without|Every|Each|All|Everything|None"
    r"|Only|As|For|From|To|In|On|No|Nothing|This|That|These|Those|There|They|Also|Something|Whoever|Whatever)\b"
)

CLOCK_FILES = ("console/core/clock.py", "tests/core/test_clock.py", "tests/bench/")
STYLE_FILE = "console/ui/kit/theme.py"
HANDOVER_FILE = "console/ui/shell/runner.py"
"""Hands every error of a job over to the window's thread: one broad except may stand there."""

LONG_LIVED = {"model", "theme", "window", "bell", "sound", "scheduler", "scanner", "scan_routing"}
"""What a page of the window is given and does not own."""
OWNERS = ("console/ui/shell/", "console/ui/input/")

CLOCK_READERS = re.compile(
    r"(^|\.)(time\.(time|monotonic|perf_counter|process_time|thread_time|clock_gettime)(_ns)?"
    r"|time\.(localtime|gmtime|ctime|asctime|sleep)"
    r"|(datetime|date)\.(now|utcnow|today)"
    r"|current(DateTime|DateTimeUtc|Time|Date|MSecsSinceEpoch|SecsSinceEpoch)"
    r"|QElapsedTimer|QDeadlineTimer"
    r"|CLOCK_\w+)$"
)
DATABASES = re.compile(r"^(sqlite3|_sqlite3|apsw|PySide6\.QtSql|pysqlcipher3|pysqlite3)(\.|$)")
NETWORKS = re.compile(
    r"^(socket|ssl|http|urllib\.request|ftplib|smtplib|imaplib|poplib|telnetlib|xmlrpc|asyncio|requests|httpx|aiohttp"
    r"|PySide6\.QtNetwork\.(QTcp|QUdp|QSsl|QNetwork|QHttp)\w*|PySide6\.Qt(WebEngine\w*|WebSockets|HttpServer))(\.|$)"
)
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X)\b")
MACHINE_PATHS = re.compile(r"(?<![\w./~-])/(wor[k]|roo[t]|opt/pyp[i])(?![\w-])")
INDEX_ADDRESSES = re.compile(r"https?://|file:|--(extra-)?index-url|--find-links|--trusted-host|(^|\s)@\s")


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the tree, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @property
    def package(self) -> list[str]:
        """The dotted parts that a relative import starts from."""
        return self.path.split("/")[:-1]

    @property
    def is_test(self) -> bool:
        return self.path.startswith("tests/")


Rule = Callable[[Source], list[str]]


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported, relative and dynamic imports included."""
    for node in source.nodes:
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = source.package[: len(source.package) - level + 1] if level else []
                stem = [*base, *([module] if module else [])]
                yield from ((node.lineno, ".".join([*stem, name.name])) for name in names)
            case ast.Call(func=func, args=[ast.Constant(value=str(name)), *_]):
                if dotted(func).rpartition(".")[2] in {"import_module", "__import__"}:
                    yield node.lineno, name
            case _:
                pass


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names; a link that is no name reads as nothing, so `f().x` is `.x`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case _:
            return ""


def _full_names(source: Source) -> dict[str, str]:
    """Local name -> dotted name it was imported from."""
    names: dict[str, str] = {}
    for node in source.nodes:
        if isinstance(node, ast.Import):
            names |= {name.asname: name.name for name in node.names if name.asname}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {name.asname or name.name: f"{node.module}.{name.name}" for name in node.names}
    return names


def parses(source: Source) -> list[str]:
    try:
        compile(source.text, source.path, "exec", dont_inherit=True)
    except (SyntaxError, SyntaxWarning, ValueError) as error:
        return [f"does not parse: {error}"]
    return []


def has_docstring(source: Source) -> list[str]:
    lines = (ast.get_docstring(source.tree) or "").strip().splitlines()
    return [] if 1 <= len(lines) <= 3 else [f"1: module docstring of {len(lines)} lines, not one to three"]


def docstrings_say_what_is_done(source: Source) -> list[str]:
    """A function's docstring begins with a verb, as far as one word shows it: with no article and no question word."""
    if not source.path.startswith(VERBS_FIRST):
        return []
    told = [(node.lineno, node.name, ast.get_docstring(node)) for node in source.nodes if isinstance(node, FUNCTIONS)]
    return [
        f"{line}: the docstring of {name} begins with {text.split()[0]!r}, not with a verb"
        for line, name, text in told
        if text and NO_VERB.match(text)
    ]


def is_short(source: Source) -> list[str]:
    lines, most = source.text.count("\n"), LONGEST_TEST if source.is_test else LONGEST_FILE
    return [f"{lines} lines, over {most}"] if source.path.endswith(".py") and lines > most else []


def has_short_functions(source: Source) -> list[str]:
    functions = [node for node in source.nodes if isinstance(node, FUNCTIONS)]
    lengths = [(node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [
        f"{node.lineno}: {node.name} has {length} lines, over {LONGEST_FUNCTION}"
        for node, length in lengths
        if length > LONGEST_FUNCTION and not source.is_test
    ]


def reads_no_clock(source: Source) -> list[str]:
    if source.path.startswith(CLOCK_FILES):
        return []
    names = _full_names(source)
    found: set[tuple[int, str]] = {(line, name) for line, name in imports(source) if CLOCK_READERS.search(name)}
    for node in source.nodes:
        if isinstance(node, ast.Attribute):
            first, dot, rest = dotted(node).partition(".")
            name = names.get(first, first) + dot + rest
            found |= {(node.lineno, name)} if CLOCK_READERS.search(name) else set()
    return [f"{line}: {name} reads a clock or sleeps" for line, name in sorted(found)]


def catches_narrowly(source: Source) -> list[str]:
    """A broad except that ends by raising again does not go on, so it may stand."""
    found = []
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and not _raises_again(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            found += [node.lineno for kind in caught if kind is None or _is_broad(kind)]
        elif isinstance(node, ast.Call) and dotted(node.func).endswith("suppress"):
            found += [node.lineno for kind in node.args if _is_broad(kind)]
    return [f"{line}: broad except" for line in found[1 if source.path == HANDOVER_FILE else 0 :]]


def _is_broad(kind: ast.expr) -> bool:
    return dotted(kind).rpartition(".")[2] in {"Exception", "BaseException"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def styles_in_one_place(source: Source) -> list[str]:
    lines = [node.lineno for node in source.nodes if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"]
    return [f"{line}: setStyleSheet" for line in lines[1 if source.path == STYLE_FILE else 0 :]]


def connects_no_closure_to_what_outlives_it(source: Source) -> list[str]:
    """A signal of the model or the theme keeps a closure, and with it its page, for as long as the program runs."""
    found = []
    of_a_page = source.path.startswith("console/ui/") and not source.path.startswith(OWNERS)
    for node in source.nodes if of_a_page else ():
        match node:
            case ast.Call(
                func=ast.Attribute(attr="connect", value=signal), args=[ast.Lambda() | ast.Name() | ast.Call(), *_]
            ):
                sender = dotted(signal).rpartition(".")[0].rpartition(".")[2].removeprefix("_")
                found += [f"{node.lineno}: connects a closure to the {sender}"] if sender in LONG_LIVED else []
            case _:
                pass
    return found


def opens_no_other_database(source: Source) -> list[str]:
    names = [] if source.is_test else list(imports(source))
    return [f"{line}: {name} must not open the store" for line, name in names if DATABASES.search(name)]


def stays_at_home(source: Source) -> list[str]:
    """The program sends nothing anywhere: it imports nothing that could. Sockets within the computer are allowed."""
    if source.is_test:
        return []
    return [f"{line}: {name} leads to a network" for line, name in imports(source) if NETWORKS.match(name)]


def is_finished(source: Source) -> list[str]:
    return [f"{line}: {hit}" for line, hit in _hits(UNFINISHED, source.text)]


def names_no_machine(source: Source) -> list[str]:
    return [f"{line}: {hit} is a path of one machine" for line, hit in _hits(MACHINE_PATHS, source.text)]


def locks_name_no_index(source: Source) -> list[str]:
    hits = _hits(INDEX_ADDRESSES, source.text) if source.path.endswith(".lock") else []
    return [f"{line}: {hit.strip()} names an index" for line, hit in hits]


def _hits(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    ends = [0, *(match.end() for match in re.finditer("\n", text)), len(text)]
    return [
        (number, hit.group()) for number, (a, b) in enumerate(pairwise(ends), 1) for hit in pattern.finditer(text[a:b])
    ]
