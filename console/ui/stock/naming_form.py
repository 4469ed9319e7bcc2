"""What the stock page asks of a product on its sheet: what it is called, what it is for, and what it holds."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import get_args

from msgspec.structs import replace
from PySide6.QtWidgets import QLineEdit, QWidget

from console.core.events import StockUse
from console.core.product_codes import is_same_item, kept_code, shown_code
from console.core.protocol_agents import Agent
from console.core.protocol_groups import Group
from console.core.refusal import Refusal
from console.core.stock import Product
from console.core.text.words import Words
from console.exchange.contents import Udi, known_pack
from console.exchange.one_pack import is_another, joined
from console.ui.kit.fields import Tick, Trouble
from console.ui.kit.held_groups import HeldGroups
from console.ui.kit.layouts import column
from console.ui.kit.pick_list import PickList
from console.ui.kit.scanned_pack import ScannedPack
from console.ui.kit.theme import Theme
from console.ui.kit.udi_text import pack_text
from console.ui.stock.asked_lines import lay_out

USES: tuple[StockUse, ...] = get_args(StockUse)
ONCE: frozenset[StockUse] = frozenset({"cartridge"})
"""Of what kinds a unit is used once, until somebody says otherwise."""


class ProductForm(QWidget):
    """A product as the clinic calls it, what it is for, whether a unit is used once, and which groups it holds."""

    def __init__(
        self, words: Words, theme: Theme, agents: Sequence[Agent], groups: Sequence[Group], known: Product | None,
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        super().__init__()
        say, self._agents, self._known = partial(words.say, "stock"), list(agents), known
        self._words, self.scanned = words, ScannedPack(words, today)
        self.scan, self._today = Udi(), today
        """What is known of the pack whose product is named: its delivery follows."""
        self.use, self.agent, self.gtin = PickList(), PickList(), QLineEdit(shown_code(known.gtin if known else ""))
        self.name_field = QLineEdit(known.name if known else "")
        self.use.addItems([words.say("use", each) for each in USES])
        self.use.leave_open(say("choose-use"))
        self.use.setCurrentIndex(USES.index(known.use) if known else -1)
        self.agent.addItems([each.label for each in self._agents])
        ids = [each.id for each in self._agents]
        self.agent.setCurrentIndex(ids.index(known.agent) if known and known.agent in ids else -1)
        self._wrong: dict[QWidget, Trouble] = {each: Trouble() for each in (self.name_field, self.use, self.agent)}
        for each in (self.use, self.agent):
            each.currentIndexChanged.connect(lambda _: self._refuse(self.name_field, ""))
        self.name_field.textEdited.connect(lambda _: self._refuse(self.name_field, ""))
        self.once = Tick(say("single-use"))
        self.once.setChecked(known is not None and known.single_use)
        self._once_by_kind: bool | None = False if known is None else None
        """What the tick is by the kind; None once it is somebody's word."""
        self.once.clicked.connect(self._keep_once)
        held = HeldGroups(say("holds"), say("holds-none"))
        named = {each.id: each.label for each in groups if each.of == "allergy"}
        held.offer(named, known.holds if known else ())
        self.holds = held.ticks
        fields = [(say(code), field) for code, field in (("name", self.name_field), ("use", self.use))]
        fields += [(say("agent"), self.agent), (say("gtin"), self.gtin)]
        self.setLayout(column(self.scanned, lay_out(theme, fields, self._wrong), self.once, held, gap=10))
        self._held = held
        self.use.currentIndexChanged.connect(self._allow_agent)
        self.use.currentIndexChanged.connect(self._follow_kind)
        self._allow_agent()

    def take(self, scan: Udi) -> None:
        """Take the product's code from a pack, and say what else was read; of several readings only what is in all.

        What is named here already is kept from another product's pack, and that is told."""
        if scan == Udi():
            return
        code, stands = scan.any_code, self._stands
        told = known_pack(code) if scan.others else scan
        another = is_another(stands, told)
        if another and self._is_named and not is_same_item(stands.product_code, code):
            what = pack_text(self._words, told, self._today())
            self.scanned.tell(stands, Udi(), [self._words.say("scan", "other-pack-waits", what=what)])
            return
        whole = another or scan.others or self.scan.others
        self.scan = scan if whole else joined(stands, scan)
        self.gtin.setText(shown_code(code or ("" if another else stands.product_code)))
        self.scanned.tell(known_pack(code) if scan.others else self.scan, Udi() if scan.others else scan)

    @property
    def _stands(self) -> Udi:
        """What is known of its pack, by the code that stands here."""
        code = known_pack(kept_code(self.gtin.text()))
        return code if self.scan.others else replace(self.scan, gtin=code.gtin, code=code.code)

    @property
    def _is_named(self) -> bool:
        return bool(self.name_field.text().strip()) or self.use.currentIndex() >= 0

    def product(self) -> Product:
        """Return what is typed and picked; it must be ready."""
        use = USES[self.use.currentIndex()]
        at = self.agent.currentIndex()
        agent = self._agents[at].id if use == "numbing" and at >= 0 else ""
        return Product(
            self._known.id if self._known else "", self.name_field.text(), use, agent, self.gtin.text().strip(),
            self.once.isChecked(), holds=self._held.chosen,
        )  # fmt: skip

    def ready(self) -> bool:
        """Whether it has a name, what it is for, and a numbing cream its agent; if not, say so: what is typed stays."""
        wrong = ""
        field: QWidget = self.name_field
        if not self.name_field.text().strip():
            wrong = self._words.refusal(Refusal("product-needs-name"))
        elif self.use.currentIndex() < 0:
            wrong, field = self._words.say("stock", "which-use"), self.use
        elif self.agent.isEnabled() and self._agents and self.agent.currentIndex() < 0:
            wrong, field = self._words.say("stock", "which-agent"), self.agent
        self._refuse(field, wrong)
        if wrong:
            field.setFocus()
        return not wrong

    def _refuse(self, field: QWidget, wrong: str) -> None:
        """Say beside this field what is wrong with it, and nothing beside the others."""
        for each, trouble in self._wrong.items():
            trouble.set_text(wrong if each is field else "")

    def _keep_once(self) -> None:
        self._once_by_kind = None

    def _follow_kind(self, at: int) -> None:
        """Have units used once by the kind that is picked; what somebody ticked, or a draft did, stays."""
        if self.once.isChecked() == self._once_by_kind:
            self._once_by_kind = at >= 0 and USES[at] in ONCE
            self.once.setChecked(self._once_by_kind)

    def _allow_agent(self) -> None:
        """Let an agent of the protocol be picked for a numbing cream alone; of all else none is shown."""
        numbing = self.use.currentIndex() == USES.index("numbing")
        self.agent.setEnabled(numbing)
        if not numbing:
            self.agent.setCurrentIndex(-1)
