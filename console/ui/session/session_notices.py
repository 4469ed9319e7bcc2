"""What the run screen says of a press: why it was refused, what it waits for, that it did nothing."""

from collections.abc import Callable

from console.core.events import CreamOn
from console.core.state import SessionState
from console.ui.kit.toast import BRIEF_MS, Toast
from console.ui.session.file_prompts import ask_by_file
from console.ui.session.first_notice import notice_text
from console.ui.session.pane_context import PaneContext
from console.ui.session.panes.own_label_prompt import ask_own_label, label_wanted
from console.ui.shell.clinic_jobs import RefusedIntent

AskReason = Callable[[RefusedIntent, str], object]


class SessionNotices:
    """Says it on the toast; where a choice or a reason opens the way, that is asked on the sheet."""

    def __init__(self, context: PaneContext, toast: Toast, reason_for: AskReason) -> None:
        self._context, self._toast, self._reason_for = context, toast, reason_for
        self._told = ""

    def show_state(self, state: SessionState) -> None:
        """What was said is over with the next entry; of that one what is worth a word."""
        fresh, self._told = state.history[-1].id != self._told, state.history[-1].id
        if self._toast.isVisible() and not fresh:
            return
        self._toast.hide()
        notice = "" if state.closed else notice_text(self._context, state, fresh)
        if notice:
            self._toast.show_text(notice, "low")
        elif self._context.digits_left and not state.closed:
            self.tell(self._context.digits_left)

    def tell_kept(self, what: str) -> None:
        """What was typed on the sheet that was put away is kept."""
        if self._asks:
            self.tell(self._context.words.say("drafts", "kept", what=what))

    def remind(self, otherwise: Callable[[], object] = lambda: None) -> None:
        """What whoever is here typed in this session and did not save, where there is such; `otherwise` what else."""
        state, words = self._context.model.session, self._context.words
        titles = self._context.model.drafts.titles(state.id) if state else []
        if self._toast.isVisible():
            return
        if not titles:
            otherwise()
        else:
            self._toast.show_text(words.say("drafts", "left", what=words.listed(titles, "list-long")), "low")

    def refuse(self, refused: RefusedIntent) -> None:
        """Beside the primary action; where a reason opens the way, the reasons to choose from."""
        refusal, state = refused.refusal, self._context.model.session
        text = self._context.words.refusal(refusal, state.protocol if state else None)
        if self._asks and isinstance(refused.body, CreamOn) and label_wanted(refused.body, refusal):
            ask_own_label(self._context, refused.body, refused.ago_ms, text)
        elif self._asks and ask_by_file(self._context, refused, text, self._reason_for):
            return
        elif self._asks and refusal.situation and refused.body is not None:
            self._reason_for(refused, text)
        else:
            self._context.model.drafts.stayed()
            self._toast.show_text(text)

    def tell(self, text: str) -> None:
        """Say it for a while."""
        now_ms = self._context.model.dependencies.clock.now().boot_ms
        self._toast.show_text(text, "low", now_ms + BRIEF_MS)

    def ignore(self, code: str) -> None:
        """Let it be seen and heard that a press did nothing, and why."""
        self.tell(self._context.say(code))
        self._context.bell.sound.play("low", True)

    @property
    def _asks(self) -> bool:
        """Whether the page is in sight, and a sheet can lie over it."""
        page = self._toast.parentWidget()
        return page is not None and page.isVisible()

    def mistaken(self, error: BaseException) -> None:
        """Our own mistake: said, and nothing has changed."""
        self._toast.show_text(self._context.say("mistake", kind=type(error).__name__), "stop")
