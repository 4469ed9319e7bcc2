"""A dose beside its label: milligrams of each drug, then each figure with the label's and where it stands."""

from PySide6.QtWidgets import QLabel, QWidget

from console.core.dosing import dose, figures, rounded
from console.core.events import CreamOn
from console.core.state import SessionState
from console.core.state_parts import Application
from console.core.text.words import join_sources
from console.ui.kit.flow import Columns
from console.ui.kit.labels import label, mark
from console.ui.kit.layouts import column, holder
from console.ui.session.pane_context import PaneContext
from console.ui.session.source_button import SourceButton

FIGURES = 3


class DoseLines(QWidget):
    """Shows what was recorded; what was not is "not recorded". Figures stand side by side where there is room."""

    def __init__(self, context: PaneContext, across: bool = False) -> None:
        super().__init__()
        self._words = context.words
        self._drugs = label("", "large", strong=True, wrap=True)
        self._parts: list[tuple[QLabel, QLabel, QLabel]] = []
        for _ in range(FIGURES):
            made = (
                label("", "small", "soft", wrap=True),
                label("", strong=True, wrap=True),
                label("", "small", "soft", wrap=True),
            )
            self._parts.append(made)
        beside = [holder(column(*made, 1, gap=0)) for made in self._parts]
        grid = Columns(*beside, shares=(1,) * (FIGURES if across else 1), gap=6, beside=12)
        self._source = SourceButton(context)
        self.setLayout(column(self._drugs, holder(grid), self._source, gap=6))

    def show_dose(self, state: SessionState, cream: Application | CreamOn) -> None:
        """Of an application, or of one that is about to be put on."""
        words, found = self._words, dose(state.protocol, cream)
        drugs = [words.say("window", "drug", name=name, number=words.number(mg, 1)) for name, mg in found.drugs]
        self._drugs.setText(" · ".join(drugs) or words.say("window", "no-drugs"))
        beside = figures(state, cream)
        exact = list[str]()
        for (name, value, said), each in zip(self._parts, beside, strict=True):
            how = f"area-{'stated' if found.stated else 'nominal'}" if each.code == "area" and each.of == 1 else ""
            title = words.say("dose", f"name-{each.code}")
            told, of_label = words.figure(rounded(each))
            if rounded(each) != each:
                exact.append(words.say("dose", "exactly", name=title, value=words.figure(each)[0]))
            name.setText(f"{title} · {words.say('window', how)}" if how and each.value is not None else title)
            value.setText(told)
            mark(value, tone="stop" if each.over else "ink")
            said.setText(of_label)
        sources = join_sources(each.source for each in beside)
        label_said = words.say("window", "label-source", source=sources) if sources else ""
        self._source.tell(state.protocol.agent[cream.agent].label, *exact, label_said)
