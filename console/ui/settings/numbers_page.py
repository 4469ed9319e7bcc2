"""The numbers of a clinic that runs: what is otherwise in the program's file, and what the clinic sets itself."""

from functools import partial

from console.app.protocol_offer import Offer, adopt, draft, offer
from console.ui.kit.card import Card
from console.ui.kit.drafts import Place
from console.ui.kit.form_draft import FormDraft
from console.ui.kit.form_page import FormPage
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model
from console.ui.start.adoption import Adoption

WIDE = 1180


class NumbersPage(FormPage):
    """Shows the page of numbers. What is in force stays until whoever is signed in adopts; `done` says that it was."""

    def __init__(self, model: Model, theme: Theme) -> None:
        super().__init__(model, theme, "adoption")
        self.adoption = Adoption(self.words, model.dependencies.clock)
        self.adoption.kept.connect(self._draft)
        self.lay_out(Card(theme, self.adoption, WIDE, tall=True), self.outcome)
        self.adoption.turned.connect(self.show_action)
        self.adoption.view.editing.connect(self._keep_typed)

    def load(self) -> None:
        """Read what can be adopted now."""
        self.tell("")
        store, shipped = self.model.open_clinic.store, self.model.dependencies.protocol
        self.run(lambda: offer(store, shipped()), self._show)

    def begin(self) -> None:
        (self.adoption.area if self.adoption.adopts else self.foot.primary).setFocus()
        self.adoption.begin()

    @property
    def action(self) -> str:
        return self.adoption.primary

    def show_action(self) -> None:
        super().show_action()
        self.foot.primary.setDisabled(self.adoption.waits)

    def primary(self) -> None:
        """Go on as the button says; adopt what was read."""
        found = self.adoption.offer
        if self.busy or found is None:
            return
        self.tell("")
        if self.adoption.check():
            clinic, store, by = self.model.open_clinic.clinic, self.model.open_clinic.store, self.operator.name
            self.work(lambda: adopt(clinic, store, found, by), self.finish)
        else:
            self.show_action()

    def press_on(self) -> None:
        """Read on; who adopts presses the button itself."""
        if not self.adoption.hold_back():
            self.primary()

    def finish(self, result: None) -> None:
        self.load()
        self.tell(self.say("adopted"))

    def refuse(self, text: str) -> None:
        """Say it; where something was adopted meanwhile, that is shown, and read from the beginning."""
        if self.adoption.view.editor is None:
            self.adoption.forget()
            self.load()
        self.adoption.refuse(text)

    def go_on(self) -> bool:
        return self.adoption.go_on()

    def back(self) -> None:
        """Go one step back: out of a number, to the part before, off the page."""
        if not self.adoption.back():
            self.leave()

    def leave(self) -> None:
        """Esc leaves a number first; what was typed of it is kept."""
        editor = self.adoption.view.editor
        if editor is None:
            super().leave()
            return
        self.adoption.view.close_editor()
        if self.model.drafts.at(_place(editor.key)):
            self.tell(self.words.say("drafts", "kept", what=editor.title))

    def forget(self) -> None:
        """Leave a number that is set: the page may be shown to somebody else next."""
        super().forget()
        self.adoption.view.close_editor()

    def _keep_typed(self) -> None:
        editor, drafts = self.adoption.view.editor, self.model.drafts
        if editor is not None:
            editor.cancelled.connect(partial(drafts.drop, _place(editor.key)))
            if FormDraft(drafts, editor, _place(editor.key), editor.title).found:
                editor.value.trouble.set_text(self.words.say("drafts", "back"))

    def _show(self, found: Offer) -> None:
        self.adoption.show_offer(found, self.operator.name)
        self.show_action()
        self.begin()

    def _draft(self, *typed: str) -> None:
        found, clinic = self.adoption.offer, self.model.open_clinic.clinic
        if found is None:
            return
        key, value, source, reason = typed

        def then(drafted: Offer) -> None:
            self.model.drafts.drop(_place(key))
            self._show(drafted)

        self.work(lambda: draft(clinic, found, key, value, source, reason), then)


def _place(key: str) -> Place:
    return Place(f"number {key}")
