"""The clinic: its name, its people, its clients, and the protocol that it adopted."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from console.app.ids import Random, new_id
from console.app.ports import AdoptionView, Backup, Head, Store
from console.app.rights import need_of
from console.core import clinic_state
from console.core.anatomy import Zone
from console.core.client_file import ClientFile
from console.core.client_intents import decide
from console.core.clinic_state import ClinicState
from console.core.clock import Clock
from console.core.events import (
    BackupMade,
    ClientAdded,
    ClientIntent,
    ClinicOpened,
    Event,
    NumberEdit,
    OwnBody,
    PersonAdded,
    PersonSwitched,
    ProtocolAdopted,
    ProtocolDrafted,
    RecallCopied,
    RecordCopied,
    SigningKeyTaken,
)
from console.core.names import readable_name
from console.core.people import Operator, Profile, Right
from console.core.protocol import Protocol
from console.core.protocol_check import problems
from console.core.protocol_file import BadFile, from_json
from console.core.protocol_groups import Group
from console.core.refusal import Refusal


class Clinic:
    """What the clinic's own events do. One method, one event; every one raises StoreError, or Refusal."""

    def __init__(self, store: Store, clock: Clock, random: Random) -> None:
        self._store = store
        self._clock = clock
        self._random = random
        self.actor = ""

    def new_id(self) -> str:
        return new_id(self._clock.now(), self._random)

    def open(self, name: str) -> None:
        """Append the first event of a store."""
        self._append(clinic_state.decide(ClinicState(), ClinicOpened(name, self._store.kind)))

    def name(self) -> str:
        """Return what the clinic is called; "" where it was not opened yet."""
        event = self._store.latest("clinic-opened")
        return event.body.name if event and isinstance(event.body, ClinicOpened) else ""

    def add_person(self, person: Operator) -> Operator:
        """Add a person; with an empty id a new one is made. The first person added acts until another signs in."""
        made = replace(person, id=person.id or self.new_id(), name=readable_name(person.name))
        self.actor = self.actor or made.id
        self._append(PersonAdded(made))
        return made

    def switch(self, person: str) -> None:
        """Let this person, by id, go on at the running program; where nobody was signed in, write nothing."""
        before, self.actor = self.actor, person
        if before not in ("", person) and not self._store.viewing:
            self._append(PersonSwitched(before, person))

    def take_key(self, person: str) -> bool:
        """Write down with which key the person signs from now on, where the log does not say so yet.

        Return whether it did. Nothing is written for one whose passphrase was not given since the store was opened.
        """
        public = self._store.public_key(person)
        if self._store.viewing or not public or public == self._store.key_in_log(person):
            return False
        self._store.append(replace(self.event(SigningKeyTaken(person, public)), actor=person))
        return True

    def adopt(self, protocol: Protocol, by: str, edits: tuple[NumberEdit, ...] = ()) -> None:
        """Make this protocol the clinic's own: `by` has read each number with its source. BadFile if it cannot be.

        edits  the numbers in it that the clinic set otherwise than the file
        """
        for key, allowed in problems(protocol):
            raise BadFile(protocol.title, key, allowed)
        self.need("adopt")
        body = ProtocolAdopted(protocol.digest, protocol.content, by, edits)
        self._append(clinic_state.decide(ClinicState(), body))

    def draft(self, body: ProtocolDrafted) -> None:
        """Keep numbers that wait to be adopted."""
        self.need("adopt")
        self._append(body)

    def protocol(self, digest: str = "") -> tuple[AdoptionView, Protocol]:
        """Return the protocol with this digest, or the one in force. Refusal where none was adopted."""
        adopted = self._store.adoption(digest)
        if adopted is None:
            raise Refusal("no-protocol")
        return adopted, from_json(adopted.content)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups of the protocol in force, by which a client's entries are sorted; none without one."""
        adopted = self._store.adoption("")
        return from_json(adopted.content).groups if adopted else ()

    def allow_namesake(self, profile: Profile, client: str = "") -> None:
        """Refuse a client of whom somebody else has name and birthday, however that is spelled. Not asked by itself:
        who goes on says so first.

        client  whose profile it is; "" of a new one
        """
        for other in self._store.same_person(profile.name, profile.born):
            if other.id != client:
                raise Refusal("client-known", name=other.profile.name, born_day=profile.born, client=other.id)

    def add_client(self, profile: Profile) -> str:
        """Add a client; return their new id."""
        client = self.new_id()
        ids = self._ids(len(profile.entries))
        entries = tuple(replace(entry, id=made) for entry, made in zip(profile.entries, ids, strict=True))
        self._store.append_all(
            decide(ClientFile(), [self.event(ClientAdded(replace(profile, entries=entries)), client)])
        )
        return client

    def change_client(self, client: str, intents: Iterable[ClientIntent]) -> None:
        """Change the file alone: all that is meant, or nothing.

        `Sessions.change_client` brings the change to an open session too.
        """
        meant = list(intents)
        events = [
            replace(self.event(each, client), id=made) for each, made in zip(meant, self._ids(len(meant)), strict=True)
        ]
        if events:
            self._store.append_all(decide(self._store.client_file(client), events))

    def note_copy(self, client: str, body: RecordCopied) -> None:
        """Write down that a client's record left the program."""
        self.need_for(body.what)
        self._append(body, client)

    def note_recall(self, body: RecallCopied) -> None:
        """Write down that a list of where a lot was used left the program."""
        self._append(body)

    def back_up(self, folder: Path | None = None) -> Backup:
        """Make a verified backup, and write the log's head down beside the keys."""
        made = self._store.backup(self._clock.now(), folder)
        self.note_backup(made)
        return made

    def note_backup(self, made: Backup) -> None:
        """Write down that a backup was made."""
        self._store.anchor()
        self._append(BackupMade(made.file.name, made.seq, made.sha256))

    def need(self, right: Right) -> None:
        """Refuse what whoever is signed in may not do."""
        need_of(self._store, self.actor, right)

    def need_for(self, what: Literal["summary", "export"]) -> None:
        """Refuse a copy to who may not make it: asked before it is made, and again when it is noted."""
        self.need("print" if what == "summary" else "export")

    def event(self, body: OwnBody, client: str = "") -> Event:
        """Make an event of the clinic's own, here and now, by whoever is signed in; it is not appended yet."""
        return Event(self.new_id(), "", client, self.actor, self._clock.now(), body)

    def _ids(self, count: int) -> list[str]:
        """Return so many new ids, in order also within one millisecond: entries are shown in the order of theirs."""
        return sorted(self.new_id() for _ in range(count))

    def _append(self, body: OwnBody, client: str = "") -> Head:
        return self._store.append(self.event(body, client))


def with_caps(protocol: Protocol, caps: dict[str, float]) -> Protocol:
    """Return the protocol with the clinic's own greatest depths (mm) by zone id, both sides alike. Refusal."""
    known = {zone.id for zone in protocol.zones}
    for zone_id in caps:
        if zone_id not in known:
            raise Refusal("unknown-zone", zone=zone_id)

    def cap(zone: Zone) -> Zone:
        return replace(zone, max_depth_mm=caps[zone.id]) if zone.id in caps else zone

    return replace(protocol, zones=tuple(cap(zone) for zone in protocol.zones))
