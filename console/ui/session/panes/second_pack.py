"""A scan that comes to a form in which a pack stands already: of another pack it is asked which one it was."""

from PySide6.QtWidgets import QScrollArea, QWidget

from console.exchange.contents import Udi
from console.ui.kit.choice import Choice
from console.ui.kit.pack_fields import Pack
from console.ui.kit.udi_text import pack_text
from console.ui.session.pane_context import PaneContext


def take_pack(context: PaneContext, pack: Pack, udi: Udi) -> None:
    """Fill it in; what has to be chosen is brought into sight."""

    def take() -> None:
        pack.clear()
        pack.take(udi)

    if pack.is_another(udi):
        words = context.words
        said = words.say("scan", "other-pack-long", what=pack_text(words, udi, context.model.today()))
        choices = [
            Choice(words.say("scan", "keep-pack", lot=pack.lot.text().strip() or "–"), lambda: None),
            Choice(words.say("scan", "take-pack", lot=udi.lot or "–"), take),
        ]
        context.prompt.ask(words.say("scan", "other-pack"), choices, said, columns=1)
        return
    pack.take(udi)
    if udi.others:
        _reveal(pack)


def _reveal(shown: QWidget) -> None:
    above = shown.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(shown)
