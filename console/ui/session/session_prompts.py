"""What the run screen asks on its sheet: reasons, pauses, reactions, notes, corrections. One press each."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from console.core.amendments import stray_presses
from console.core.course import step_after_stop
from console.core.cream_rules import second_cream_reasons
from console.core.events import (
    Continued,
    CreamOn,
    Deviated,
    OpenedByMistake,
    Paused,
    StoppedEarly,
    Undone,
)
from console.core.left_out import stray_zones
from console.core.people import Operator
from console.core.products import with_reason
from console.core.state import SessionState
from console.ui.alarms.tones import calls
from console.ui.kit.choice import Choice
from console.ui.session.correction_prompts import CorrectionPrompts
from console.ui.session.cream_corrections import CreamCorrections
from console.ui.session.entry_corrections import EntryCorrections
from console.ui.session.note_prompt import ask_note, note_field
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.prescriber_prompt import ask_prescriber
from console.ui.session.reaction_prompts import ReactionPrompts
from console.ui.shell.clinic_jobs import RefusedIntent


class SessionPrompts:
    """Each method is a key and a button."""

    def __init__(
        self, context: PaneContext, reactions: ReactionPrompts, summary: Callable[[str], object],
        hand_over: Callable[[Operator], object],
    ) -> None:  # fmt: skip
        self._context, self._model, self._summary, self._hand_to = context, context.model, summary, hand_over
        self._reactions, self._corrections = reactions, CorrectionPrompts(context)
        self._creams, self._entries = CreamCorrections(context), EntryCorrections(context)

    @property
    def _state(self) -> SessionState | None:
        return self._model.session

    def say(self, code: str, **facts: object) -> str:
        return self._context.say(code, **facts)

    def undo(self) -> None:
        if self._state:
            self._context.propose(Undone())

    def pause(self) -> None:
        state = self._state
        if state is None or state.signed:
            return
        if state.paused:
            self._context.propose(Continued())
            return
        choices = self._context.reason_choices(
            state.protocol.reason_texts("pause"), lambda reason: self._context.propose(Paused(reason))
        )
        self._context.prompt.ask(self.say("pause-why"), choices, self.say("pause-long"))

    def note(self) -> None:
        if self._state is not None:
            ask_note(self._context, self._state)

    def more(self) -> None:
        """Each entry keeps its digit, whichever of the others are possible now."""
        state = self._state
        if state is None:
            return
        sound = Choice(self._context.words.say("alarms", "sheet"), self.sound)
        choices = [*self._of_signed(state), sound] if state.signed else self._of_running(state, sound)
        self._context.prompt.ask(self.say("more-signed" if state.signed else "more-title"), choices)

    def _of_signed(self, state: SessionState) -> list[Choice]:
        summary = Choice(self.say("show-summary"), partial(self._summary, state.id))
        stray = Choice(self.say("pressed-wrongly"), self._corrections.ask_press, idle=not stray_presses(state))
        return [Choice(self.say("addendum"), self.note), stray, summary]

    def _of_running(self, state: SessionState, sound: Choice) -> list[Choice]:
        untouched, stray = not state.applications and not state.treated, stray_presses(state) or stray_zones(state)
        every = (
            (True, "note", self.note, "plain"),
            (True, "deviate", self._deviate, "plain"),
            (self._reactions.going, "reaction-over", self._reactions.end, "plain"),
            (bool(state.treated), "correct-zone", self._corrections.ask_zone, "plain"),
            (bool(state.applications), "correct-cream", self._creams.ask, "plain"),
            (self._entries.any(state), "correct-entry", self._entries.ask, "plain"),
            (bool(stray or state.treated), "pressed-wrongly", self._corrections.ask_press, "plain"),
            (True, "hand-over", self._ask_people, "plain"),
            (state.kind != "sign-off", "stop-early", self.stop, "danger"),
        )
        choices = [Choice(self.say(code), act, kind, idle=not may) for may, code, act, kind in every]
        wrong = [Choice(self.say("wrong-client"), self._wrong_client, keyless=True)] if untouched else []
        return [*choices, sound, *wrong]

    def sound(self) -> None:
        """Another volume is heard at once."""
        bell, say = self._context.bell, partial(self._context.words.say, "alarms")

        def choose(volume: int) -> None:
            bell.sound.choose(volume)
            bell.test()

        def test() -> None:
            bell.test()
            self.sound()

        volumes = [
            Choice(say("percent", number=each), partial(choose, each), on=each == bell.sound.volume)
            for each in calls().volumes
        ]
        said = say("none-found" if bell.sound.able is False else "sheet-long")
        self._context.prompt.ask(say("sheet-title"), [*volumes, Choice(say("test"), test)], said)

    def stop(self) -> None:
        state = self._state
        if state is None:
            return
        step = state.protocol.step
        here, then = step[state.step].label, step[step_after_stop(state)].label
        said = self.say("stop-here", step=here) if here == then else self.say("stop-long", step=here, then=then)
        self._context.ask_reason(self.say("stop-why"), "stop", StoppedEarly, said)

    def _wrong_client(self) -> None:
        close = Choice(self.say("wrong-client-close"), partial(self._context.propose, OpenedByMistake()), "danger")
        self._context.prompt.ask(
            self.say("wrong-client-title"), [close], self.say("wrong-client-long"), away=self.say("wrong-client-keep")
        )

    def reason_for(self, refused: RefusedIntent, text: str) -> None:
        """The same intent once more, with a reason from the protocol's list."""
        state, body, situation = self._state, refused.body, refused.refusal.situation
        if state is None or body is None or situation is None:
            return
        if isinstance(body, CreamOn) and situation == "over-label" and not body.prescriber:
            ask_prescriber(self._context, lambda name: self._prescribed(refused, name, text), text)
            return
        fit = None
        if isinstance(body, CreamOn) and situation == "second-cream":
            creams = refused.refusal.facts.get("creams", ())
            fit = second_cream_reasons(state, replace(body, earlier=creams))
        choices = self._context.reason_choices(
            state.protocol.reason_texts(situation),
            lambda reason: self._context.propose(with_reason(body, situation, reason), refused.ago_ms),
            fit,
        )
        self._context.prompt.ask(text, choices)

    def _prescribed(self, refused: RefusedIntent, name: str, text: str) -> None:
        assert isinstance(refused.body, CreamOn)
        self.reason_for(replace(refused, body=replace(refused.body, prescriber=name)), text)

    def _deviate(self) -> None:
        field = note_field(self.say("deviate-what"), 120)

        def why() -> None:
            what = field.toPlainText()
            self._context.ask_reason(self.say("deviate-why"), "deviation", Deviated, what=what)

        self._context.prompt.ask(
            self.say("deviate-what"), [Choice(self.say("deviate-why"), why, "primary")], extra=field,
            again=self._deviate,
        )  # fmt: skip
        field.setFocus()

    def _ask_people(self) -> None:
        self._model.read(self._model.open_clinic.store.people, self._hand_over)

    def _hand_over(self, people: list[Operator]) -> None:
        """Ask who goes on, unless something else was begun on the sheet meanwhile."""
        state = self._state
        if state is None or not self._context.prompt.isHidden():
            return
        able = [each for each in people if "treat" in each.rights]
        others = [each for each in able if each.id != state.operator.id]
        choices = [Choice(each.name, partial(self._hand_to, each), idle=each not in others) for each in able]
        said = (
            "hand-over-free" if self._model.open_clinic.pins.needs_no_pin else "hand-over-long" if others else "alone"
        )
        self._context.prompt.ask(self.say("hand-over-who"), choices, self.say(said))
