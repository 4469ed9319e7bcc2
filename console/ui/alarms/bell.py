"""How alarms call, on every page, for every couch: heard again and again, flashing, muted for two minutes at most."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.core.alarms import LEVELS, QUIET_MS, Alarm, Level
from console.ui.alarms.sound import Sound
from console.ui.alarms.tones import calls
from console.ui.kit.theme import Theme
from console.ui.shell.model import Model

Key = tuple[str, str]
"""A session and an alarm of it."""


class Bell(QObject):
    """Asked at every tick; the most urgent alarm of all open sessions says how it sounds, and how soon again."""

    rung = Signal(str)
    beat = Signal()
    """A flash turns bright or dim."""

    def __init__(self, model: Model, theme: Theme, sound: Sound | None = None) -> None:
        super().__init__(model)
        self._model, self._theme = model, theme
        self.sound = sound or Sound(model.dependencies.player, self)
        self._known: set[Key] = set()
        self._unheard: set[Key] = set()
        self._last_ms: int | None = None
        self._muted_ms: int | None = None
        self._flash = QTimer(self, singleShot=True)
        self._flash.setTimerType(Qt.TimerType.PreciseTimer)
        self._flash.timeout.connect(self._beaten)

    @property
    def muted_for_ms(self) -> int:
        """How long it stays muted; 0 where it is not."""
        return 0 if self._muted_ms is None else max(0, self._muted_ms + QUIET_MS - self._now_ms())

    @property
    def calls(self) -> bool:
        """Whether there is anything to mute."""
        return bool(self._calling())

    def tick(self) -> None:
        calling = self._calling()
        if self._model.open_sessions:
            self.sound.prepare()
        self._flashing(list(calling.values()))
        new = {key: alarm for key, alarm in calling.items() if key not in self._known}
        self._known = set(calling)
        self._unheard = (self._unheard | set(new)) & self._known
        if not calling:
            if self._last_ms is not None:
                self.sound.stop()
            self._muted_ms = self._last_ms = None
            return
        if self._muted_ms is not None:
            if self.muted_for_ms and all(alarm.level != "high" for alarm in new.values()):
                return
            self._muted_ms = self._last_ms = None
        self._ring_if_due(min((alarm.level for alarm in calling.values()), key=LEVELS.index))

    def mute(self) -> None:
        """Once more ends it. Where nothing calls there is nothing to mute: what comes later is heard."""
        if self._muted_ms is not None:
            self._muted_ms = self._last_ms = None
            self.tick()
        elif self._calling():
            self._muted_ms = self._now_ms()
            self.sound.stop()

    def test(self) -> None:
        """What the most urgent alarm sounds like."""
        self.sound.play("high", bool(self._model.open_sessions))

    def lit(self, alarm: Alarm) -> bool:
        """Whether it is bright now: steadily where less motion is asked for. What is low or was seen never is."""
        call = calls().of(alarm.level)
        if alarm.quiet or not call.flash_ms:
            return False
        return not self._theme.motion or call.lit(self._now_ms())

    def close(self) -> None:
        """Nothing flashes or sounds any more."""
        self._flash.stop()
        self.sound.stop()

    def _calling(self) -> dict[Key, Alarm]:
        """What is raised on any couch and was not seen a short while ago."""
        model = self._model
        raised = ((state.id, alarm) for state in model.open_sessions for alarm in model.alarms_of(state))
        return {(session, alarm.id): alarm for session, alarm in raised if not alarm.quiet}

    def _ring_if_due(self, level: Level) -> None:
        now_ms = self._now_ms()
        again_ms = calls().of(level).again_ms
        if self._unheard or (again_ms and (self._last_ms is None or now_ms - self._last_ms >= again_ms)):
            self._last_ms = now_ms
            self._unheard.clear()
            self.sound.play(level, True)
            self.rung.emit(level)

    def _flashing(self, calling: list[Alarm]) -> None:
        """Wakes up for the next turn of any flash, once for as long as something flashes."""
        if self._flash.isActive() or not self._theme.motion:
            return
        now_ms = self._now_ms()
        turns = [call.turns_in(now_ms) for alarm in calling if (call := calls().of(alarm.level)).flash_ms]
        if turns:
            self._flash.start(min(turns))

    def _beaten(self) -> None:
        self.beat.emit()
        self._flashing(list(self._calling().values()))

    def _now_ms(self) -> int:
        return self._model.dependencies.clock.now().boot_ms
