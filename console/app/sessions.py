"""Sessions in the treatment room: begun, led, resumed, signed off; several may be open at once."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from console.app.clinic import Clinic
from console.app.earlier_creams import earlier_creams
from console.app.emergency_number import emergency_number
from console.app.ids import Random, new_id
from console.app.kept_sessions import KeptSessions
from console.app.last_treatment import last_treatment
from console.app.local_time import minutes_at, offsets
from console.app.open_sessions import OpenSessions, open_sessions, readable
from console.app.ports import Store, StoreError
from console.app.projections.session_view import session_view
from console.app.records import names_in, record_of
from console.app.signatures import may_sign, seal_record
from console.app.signs_of_life import SignsOfLife
from console.app.taken_over import profile_to_take
from console.app.units import complete_unit
from console.app.visits import last_day
from console.core.actions import Action
from console.core.clock import Clock, Instant
from console.core.event_rules import rules_of
from console.core.events import (
    Basis,
    ClientIntent,
    CreamOn,
    Event,
    PlanSet,
    ProfileTaken,
    Resumed,
    SessionBegun,
    SessionBody,
    SignedOff,
)
from console.core.history import begin as begin_state
from console.core.next_action import next_action
from console.core.people import Operator, require_right
from console.core.record import Record
from console.core.refusal import Refusal
from console.core.session import apply, decide
from console.core.state import SessionState
from console.core.unsigned_entries import signs_at_once

LateEntry = tuple[SessionBody, int]
"""An entry, and how many ms ago it was made."""
SALT = 16
"""Random bytes in each session's record."""
LEAST_ROOM = 500 << 20
"""Bytes that must be free for a session to begin; one that runs goes on with less."""


class Sessions:
    """The open sessions of one store. An intent is shown only after its commit returned.

    Methods raise Refusal where the rules say no, StoreError where the store does; then nothing has changed.
    """

    def __init__(self, store: Store, clock: Clock, clinic: Clinic, random: Random, zone: str) -> None:
        self._store = store
        self._clock = clock
        self._clinic = clinic
        self._random = random
        self.zone = zone
        self._signs = SignsOfLife(store, clock)
        self.kept = KeptSessions(store, clinic, self._signs)
        self.backup_problem: StoreError | None = None
        """Why the backup after the last sign-off failed; the session itself is signed and safe."""
        self.back_up: Callable[[], object] = clinic.back_up
        """Called after a sign-off."""

    def begin(self, client: str, operator: Operator, couch: str = "") -> SessionState:
        """Open a session for the client under the protocol in force. A client has one at most that goes on."""
        known = self._store.client(client)
        if known is None:
            raise Refusal("unknown-client")
        require_right(operator, "treat")
        if self.standing(client).going:
            raise Refusal("session-open")
        room = self._store.free_bytes()
        if room < LEAST_ROOM:
            raise Refusal("disk-nearly-full", free=room >> 20, least=LEAST_ROOM >> 20)
        self.kept.forget_ended()
        adopted, protocol = self._clinic.protocol()
        at = self._clock.now()
        body = SessionBegun(
            protocol=adopted.digest, number=known.sessions + 1, operator=operator, couch=couch,
            adopted_by=adopted.by, adopted_utc_ms=adopted.utc_ms, zone=self.zone, profile=known.profile,
            salt=self._random(SALT).hex(), offset_min=minutes_at(self.zone, at.utc_ms), days="room", depths="chosen",
            last_day=last_day(self._store, self.kept.fold, client, self.zone),
            emergency_number=emergency_number(self._store),
        )  # fmt: skip
        event = Event(new_id(at, self._random), new_id(at, self._random), client, operator.id, at, body)
        state = begin_state(protocol, event, body)
        self._commit([event], None, state)
        return state

    def propose_late(self, session: str, entries: Sequence[LateEntry], actor: str = "") -> SessionState:
        """Decide each entry, made so many ms ago, and commit all of them at once; else none is recorded."""
        state = self._catch_up(session)
        return self._do(state, entries, actor or self._known_actor(state)) if entries else state

    def propose(self, session: str, body: SessionBody, ago_ms: int = 0, actor: str = "") -> SessionState:
        """Decide, commit, apply; return the state with the event in it, durable.

        The actor is the session's operator; UNKNOWN is given where the screen is locked, and then little is allowed.
        """
        state = self.state(session) if isinstance(body, Resumed) else self._catch_up(session)
        actor = actor or self._known_actor(state)
        if signs_at_once(state, body):
            name = names_in(self._store, state).get(actor, actor)
            if may_sign(self._store, actor, name, must=rules_of(body).signable):
                self._clinic.take_key(actor)
        if isinstance(body, SignedOff):
            body = self._sign_off(state)
        after = self._do(state, [(body, ago_ms)], actor)
        if after.signed and not state.signed:
            self._back_up()
        return after

    def _known_actor(self, state: SessionState) -> str:
        return state.operator.id if state.signed is None else self._clinic.actor or state.operator.id

    def _do(self, state: SessionState, entries: Iterable[LateEntry], actor: str) -> SessionState:
        at, after = self._clock.now(), state
        for body, ago_ms in entries:
            after = self._with_entry(after, body, actor, at, ago_ms)
        self._commit(after.history[len(state.history) :], state, after)
        return after

    def _with_entry(self, state: SessionState, body: SessionBody, actor: str, at: Instant, ago_ms: int) -> SessionState:
        """Return the state with the entry, and its seal where it is signed at once; nothing is durable yet."""
        body = complete_unit(self._store, state, body)
        if isinstance(body, CreamOn):
            earlier = earlier_creams(self._store, self.kept.folded, state, at.utc_ms - ago_ms)
            body = replace(body, earlier=earlier)
        event = decide(state, Event(new_id(at, self._random), state.id, state.client, actor, at, body, ago_ms))
        after = apply(state, event)
        if not signs_at_once(state, body) or not self._store.public_key(actor):
            return after
        seal = seal_record(self._store, self._record(after), actor, event.id)
        return apply(after, decide(after, replace(event, id=new_id(at, self._random), body=seal, ago_ms=0)))

    def seal(self, session: str, target: str, person: str) -> None:
        """Sign the record up to the event `target`, made earlier, as this person."""
        self._clinic.take_key(person)
        state = self.state(session)
        self._do(state, [(seal_record(self._store, self._record(state), person, target), 0)], person)

    def change_client(self, client: str, intents: Iterable[ClientIntent]) -> None:
        """Change the clinic's file first, then the client's open session.

        Where the second fails the file is right, and the session follows before its next entry, or when it is resumed.
        """
        self._clinic.change_client(client, intents)
        for state in self.standing(client).going:
            self.kept.behind.add(state.id)
            self._catch_up(state.id)

    def _catch_up(self, session: str) -> SessionState:
        """Bring the session to the clinic's file as it is now, after a gap once that is confirmed; return it."""
        state = self.state(session)
        if session not in self.kept.behind or not state.timeline.sure(self._clock.now()):
            return state
        if profile := profile_to_take(self._store, state):
            state = self._do(state, [(ProfileTaken(profile), 0)], self._clinic.actor or state.operator.id)
        self.kept.behind.discard(session)
        return state

    def _commit(self, events: Sequence[Event], before: SessionState | None, after: SessionState) -> None:
        """Make the events durable first, then show them. Where the store refuses, everything stays as it was."""
        stood = None if before is None else self.kept.view_of(before)
        view = session_view(after, (before, stood) if before and stood else None)
        self._store.append_all(events, stood, view)
        self.kept.keep(after, view)

    def _back_up(self) -> None:
        self.backup_problem = None
        try:
            self.back_up()
        except StoreError as error:
            self.backup_problem = error

    def resume(self, session: str, off_ms: int | None = None) -> SessionState:
        """Go on after the program was away; over a restart of the computer `off_ms` states how long. Then catch up with
        the client's file: where that fails, it is resumed, and catches up with its next entry."""
        basis: Basis = "boot" if off_ms is None else "stated"
        self.state(session)
        self.propose(session, Resumed(None, off_ms or 0, basis, *self._signs.away(session)))
        self._signs.gone_on(session)
        return self._catch_up(session)

    def beat(self) -> None:
        """Give a sign of life for every open session."""
        self._signs.beat(self.open())

    def state(self, session: str) -> SessionState:
        """Return the session as it stands."""
        return self.kept.state(session)

    def open(self) -> list[SessionState]:
        """Return the sessions that go on, oldest first."""
        return readable(self.state, self._store.going())

    def standing(self, client: str = "") -> OpenSessions:
        """Return the sessions that are not signed off, all or those of one client."""
        return open_sessions(self._store, self.state, client)

    def now_t(self, state: SessionState) -> int:
        """Return now, on the session's own time (ms)."""
        return state.timeline.t(self._clock.now())

    def next_action(self, session: str) -> Action:
        state = self.state(session)
        return next_action(state, self.now_t(state))

    def last_plan(self, session: str) -> PlanSet:
        """Return what was last done to the client as this session's plan. Refusal "no-last-session".

        That is the last signed session in which a zone was treated.
        """
        return last_treatment(self._store, self.state, self.state(session))

    def record(self, session: str, events: int | None = None) -> Record:
        """Return the whole record, for the summary and for export; or as it stood after so many events."""
        if events is not None:
            return self._record(self.kept.fold(self._store.events(session)[:events]))
        return self._record(self.state(session))

    def _record(self, state: SessionState) -> Record:
        """Return the record; of an open session the same whenever and wherever it is asked for."""
        zone = state.zone_name or self.zone
        table = () if state.signed else offsets(zone, state.begun.utc_ms, state.history[-1].at.utc_ms)
        return record_of(self._store, self._clinic.name(), state, zone, table)

    def _sign_off(self, state: SessionState) -> SignedOff:
        head = self._store.head()
        table = offsets(self.zone, state.begun.utc_ms, self._clock.now().utc_ms)
        return SignedOff(self.zone, table, head.seq, head.mac)
