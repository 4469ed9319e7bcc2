"""Whether alarms can be heard here, and how loud; the library that plays them is imported when it is first needed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from console.core.alarms import Level
from console.ui.alarms.tones import calls, wav
from console.ui.shell.window_dependencies import MakePlayer, Player


class Sound(QObject):
    """`able`: whether there is anything to hear alarms by; None before anybody needed to know, and in a rehearsal."""

    changed = Signal()
    chosen = Signal(int)
    """Another volume, by somebody in the room."""

    def __init__(self, make: MakePlayer | None, parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._player: Player | None = None
        self.able: bool | None = None
        self.volume = calls().floor_percent

    def prepare(self) -> None:
        """Looks for an output, the first time that it is asked to."""
        if self._make is None:
            return
        make, self._make = self._make, None
        try:
            self._player = make(self._look)
        except ImportError:
            self._tell(False)
        else:
            self._look()

    def play(self, level: Level, in_session: bool) -> None:
        """An output that failed is tried again each time. The system's own beep where nothing else is left."""
        self.prepare()
        if self._player is not None:
            self._player.play(wav(level), loudness(self.volume, in_session) / 100)
            self._look()
        if self.able is False:
            QApplication.beep()

    def choose(self, volume: int) -> None:
        self.volume = volume
        self.chosen.emit(volume)

    def stop(self) -> None:
        if self._player is not None:
            self._player.stop()

    def _look(self) -> None:
        if self._player is not None:
            self._tell(self._player.able)

    def _tell(self, able: bool) -> None:
        if able != self.able:
            self.able = able
            self.changed.emit()


def loudness(volume: int, in_session: bool) -> int:
    """In percent: as it was chosen, but never below the floor while a session is open."""
    return max(volume, calls().floor_percent) if in_session else max(volume, 0)
