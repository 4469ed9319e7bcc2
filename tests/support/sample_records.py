"""Records to print: one with everything that could go wrong on paper, and small ones."""

from msgspec.structs import replace

from console.core import events as ev
from console.core.people import NO_GROUP, RIGHTS, Entry, Operator, Profile
from console.core.preparation import due_checks
from console.core.record import Record
from console.core.screening import open_questions
from tests.support.app_room import Room
from tests.support.client_changes import changed_to

NAMES = (
    "Zoë Müller-Łukasz", "Дарья Ковалёва", "Ελένη Παπαδοπούλου", "Nguyễn Thị Phương", "محمد سعيد", "יעל כהן",
    "प्रिया शर्मा", "李小龍", "山田 太郎 さくら", "김민지",
)  # fmt: skip
ALL_NAMES = " · ".join(NAMES)
MARKUP = "<b>bold</b> &amp; ]]> %PDF-1.4 (paren) \\back <para>"
UNBROKEN = "x" * 5_000
PROSE = ("Die Haut ist ruhig. " * 250)[:5_000]


class Writer(Room):
    """A room in which one session is led by proposing events, twenty seconds apart."""

    def __init__(self, profile: Profile, older: bool = False) -> None:
        """Let an older program have written the profile, which took any text, where `older` is given.

        Its allergies touch none of the protocol's groups.
        """
        super().__init__()
        entries = (Entry("e1" if older else "", "allergy", profile.allergies, (NO_GROUP,)),)
        profile = replace(profile, allergies="", entries=entries) if profile.allergies else profile
        if older:
            self.store.append(self.clinic.event(ev.ClientChanged(profile), self.maya))
        else:
            self.clinic.change_client(self.maya, changed_to(self.store, self.maya, profile))
        self.id = self.sessions.begin(self.maya, self.osei, MARKUP).id

    def say(self, *bodies: ev.SessionBody, ago_ms: int = 0) -> None:
        for body in bodies:
            self.clock.advance(20_000)
            self.sessions.propose(self.id, body, ago_ms)

    def check_all(self) -> None:
        self.say(*(ev.CheckAnswered(check.id) for check in due_checks(self.sessions.state(self.id))))

    @property
    def record(self) -> Record:
        return self.sessions.record(self.id)


def small(profile: Profile | None = None, *bodies: ev.SessionBody) -> Record:
    """A session that has just begun, with a few events."""
    room = Writer(profile or Profile("Maya Lindqvist", "1992-03-14", 3, "penicillin"))
    room.say(*bodies)
    return room.record


def crowded() -> Record:
    """Sixty zones and more, ten applications, forty corrections, long notes, every script, markup everywhere."""
    room = Writer(Profile(ALL_NAMES, "1992-03-14", 4, "苯佐卡因, " * 10 + MARKUP))
    _prepare(room)
    zones = [zone for zone, known in room.sessions.state(room.id).protocol.zone.items() if not known.never]
    room.say(ev.PlanSet("all", tuple(ev.PlannedZone(zone, 500, 3) for zone in zones)))
    room.check_all()
    room.say(ev.StepDone("prepare"), ev.StepDone("cleanse"))
    _numb(room, zones)
    _needle(room, zones)
    room.say(
        ev.ReactionSeen("Light-headed " + ALL_NAMES, ("chin",), MARKUP), ev.ReactionOver(1), ev.StepDone("needling")
    )
    room.say(*(ev.ZoneCorrected(zone, depth_um=800, reason="Read the wrong dial") for zone in zones[:40]))
    room.say(*(ev.Noted(text) for text in (MARKUP, UNBROKEN, PROSE, "皮膚" * 600, ALL_NAMES, "bell \x07 \u202e end")))
    room.say(ev.HandedOver(Operator("p2", "Dr " + ALL_NAMES, RIGHTS)), ev.Deviated(MARKUP, MARKUP))
    room.clock.jump_wall(3 * 86_400_000)
    room.say(ev.Noted("the clock jumped"))
    return room.record


def _prepare(room: Writer) -> None:
    left = open_questions(room.sessions.state(room.id))
    room.say(
        ev.ScreeningAnswered(dict.fromkeys(left, "no")),
        ev.ScreeningAnswered({"nickel-allergy": "yes", "sunburn": "yes"}),
    )
    room.say(ev.FindingCleared("sunburn", "Doctor agreed in writing " + MARKUP))
    room.say(ev.DeviceChosen("dermapen-4", "SN" + "9" * 80))
    room.say(ev.ProductUsed("cleanser", "N" * 200, "L" * 200, "2027-01-31", 1_250))


def _numb(room: Writer, zones: list[str]) -> None:
    for number in range(10):
        lot = "LOT" + "X" * 20 * number
        three = tuple(zones[number * 3 : number * 3 + 3])
        room.say(
            ev.CreamOn("lidocaine-4", three, 0, lot, "2027-01-31", 3_000, bool(number % 2), MARKUP, None, MARKUP),
            ago_ms=number * 60_000,
        )
    room.clock.advance(70 * 60_000)
    room.say(*(ev.CreamOff(number) for number in range(1, 11)))
    room.check_all()
    room.say(ev.StepDone("numbing"))


def _needle(room: Writer, zones: list[str]) -> None:
    for number, zone in enumerate(zones):
        room.say(ev.ZoneTaken(zone), ev.DepthSet(zone, 500 + 100 * (number % 7)))
        room.say(*[ev.PassDone(zone)] * (1 + number % 3))
        if number % 2:
            room.say(ev.EndpointSeen(zone, "erythema"))
