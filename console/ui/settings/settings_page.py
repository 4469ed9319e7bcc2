"""Theme, text size, volume of alarms, paper and motion: each change counts at once."""

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from console.app.erasure import may_set
from console.ui.alarms.sound import Sound
from console.ui.alarms.tones import calls
from console.ui.input.scan_routing import ScanRouting
from console.ui.kit.card import Card, card_body
from console.ui.kit.card_page import CardPage
from console.ui.kit.drafts import Place
from console.ui.kit.labels import button, label
from console.ui.kit.layouts import holder, row
from console.ui.kit.prompt import Prompt
from console.ui.kit.theme import Theme
from console.ui.settings.emergency_number_field import EmergencyNumberField
from console.ui.settings.needling_lock_option import NeedlingLockOption
from console.ui.settings.options import Options
from console.ui.settings.scanner_teaching import ScannerTeaching
from console.ui.shell.backup_scheduler import BackupScheduler
from console.ui.shell.model import Model
from console.ui.shell.preferences import LOCK_MIN, SCALES, Settings

WIDE = 900


class SettingsPage(CardPage):
    """Puts each change in force at once. Emits `changed` with the Settings as they are now.

    Emits `sound` to hear an alarm; the other signals lead to pages.
    """

    changed = Signal(object)
    sound = Signal()
    people = Signal()
    verify = Signal()
    pin = Signal()
    retention = Signal()
    backups = Signal()
    devices = Signal()
    numbers = Signal()

    def __init__(
        self, model: Model, theme: Theme, settings: Settings, scheduler: BackupScheduler, sound: Sound | None = None,
        routing: ScanRouting | None = None,
    ) -> None:  # fmt: skip
        super().__init__(model, theme, "start")
        self.settings = settings
        self._scheduler, self._sound_output = scheduler, sound
        self.test = button(model.words.say("alarms", "test"), self.sound.emit)
        self._own_pin = button(model.words.say("lock", "pin"), self.pin.emit)
        self.retention_button = button(model.words.say("erasing", "keeping-open"), self.retention.emit)
        self.numbers_button = button(model.words.say("adoption", "door"), self.numbers.emit)
        self._routing = routing
        self._teaching: ScannerTeaching | None = None
        self.teach_button = button(model.words.say("scan", "offer"), self.teach_scanner)
        if routing is None:
            self.teach_button.hide()
        self.options = self._make_options()
        colours, scale, volume, paper, motion, lock = self.options.values()
        self.needling = NeedlingLockOption(model, self.fail)
        self.emergency = self._emergency()
        self.room = label("", "body", "soft", wrap=True)
        self.no_sound_line = label(model.words.say("alarms", "none-found"), "body", "warn", wrap=True)
        language = label(self.say("language"), "body", "soft", wrap=True)
        both = holder(row(paper, motion, 1, gap=48))
        inner = card_body(
            self.say("settings"), self.say("settings-long"), colours, scale, self.room, volume, self.no_sound_line,
            both, lock, self.needling, self.emergency, holder(row(self.teach_button, self.retention_button, 1)),
            language, self.trouble,
        )  # fmt: skip
        self.lay_out(Card(theme, inner, WIDE), *self._doors())
        theme.changed.connect(self._tell_room)
        if sound is not None:
            sound.changed.connect(self._tell_sound)
        self.show_settings(settings)

    def _emergency(self) -> EmergencyNumberField:
        made = EmergencyNumberField(self.model)
        title = self.words.say("window", "emergency")
        made.kept.connect(self.keep_typed(title, {"number": made.field}, lambda: Place("emergency")).done)
        return made

    def _doors(self) -> list[QWidget]:
        """Return the buttons that lead to other pages, and the way out."""
        say = self.words.say
        self.people_button = button(self.say("people-and-keys"), self.people.emit)
        self.devices_button = button(say("devices", "open"), self.devices.emit)
        self.check_button = button(say("checking", "open"), self.verify.emit)
        self.backups_button = button(say("backups", "backups"), self.backups.emit)
        self.backups_button.setVisible(False)
        self.close_button = button(self.say("close"), self.leave)
        return [
            self.people_button,
            self.numbers_button,
            self.devices_button,
            self.check_button,
            self.backups_button,
            self.close_button,
        ]

    def teach_scanner(self) -> None:
        """Ask for a scan of any pack; what it teaches counts at once."""
        if self._teaching is None and self._routing is not None:
            self.prompt = Prompt(self.words, self.keys, lock=self.model.lock_asked.emit)
            self._teaching = ScannerTeaching(self.words, self.prompt, self._routing, partial(self._choose, "scanner"))
        if self._teaching is not None:
            self._teaching.ask()

    def _make_options(self) -> dict[str, Options]:
        switch = [(True, self.say("on")), (False, self.say("off"))]
        themes = [(each, self.say(f"theme-{each}")) for each in ("light", "dark", "system")]
        volumes = [(each, self.words.say("alarms", "percent", number=each)) for each in calls().volumes]
        sizes = [(each, self.say("percent", number=round(each * 100))) for each in SCALES]
        minutes = [(each, self.words.say("lock", "minutes", number=each)) for each in LOCK_MIN]
        return {
            "theme": self._options("theme", themes),
            "scale": self._options("scale", sizes),
            "volume": self._options("volume", volumes, self.test, self.words.say("alarms", "volume")),
            "paper": self._options("paper", [("a4", self.say("paper-a4")), ("letter", self.say("paper-letter"))]),
            "motion": self._options("motion", switch),
            "lock_min": self._options("lock_min", minutes, self._own_pin, self.words.say("lock", "idle")),
        }

    def show_settings(self, settings: Settings) -> None:
        self.settings = settings
        for name, options in self.options.items():
            options.show_value(getattr(settings, name))
        self._tell_room()
        self._tell_sound()

    def _tell_sound(self) -> None:
        """Say so where nothing can be heard."""
        self.no_sound_line.setVisible(self._sound_output is not None and self._sound_output.able is False)

    def _tell_room(self) -> None:
        """Say so where the window is too small for the size that was asked for."""
        self.room.setText(self.say("scale-room", number=round(self.theme.scale * 100)))
        self.room.setVisible(self.theme.scale < self.theme.preferred_scale)

    def load(self) -> None:
        """Offer what whoever is signed in may do."""
        operator = self.model.operator
        self.check_button.setVisible(operator is not None and "see-log" in operator.rights)
        for each in (self.devices_button, self.numbers_button):
            each.setVisible(operator is not None and "adopt" in operator.rights)
        self.retention_button.setVisible(operator is not None and may_set(operator))
        self.backups_button.setVisible(self._scheduler.backups is not None)
        self.emergency.show_number()
        self.needling.show_setting()
        self._own_pin.setVisible(self.model.operator is not None and not self.model.open_clinic.pins.needs_no_pin)

    def begin(self) -> None:
        self.options["theme"].buttons[self.settings.theme].setFocus()

    def _options(
        self, name: str, values: "Sequence[tuple[object, str]]", also: QPushButton | None = None, title: str = ""
    ) -> Options:
        made = Options(title or self.say(name), values, also)
        made.chosen.connect(partial(self._choose, name))
        return made

    def _choose(self, name: str, value: object) -> None:
        settings = replace(self.settings, **{name: value})
        if settings == self.settings:
            return
        self.show_settings(settings)
        self.trouble.set_text("")
        self.theme.motion = settings.motion
        if name in ("theme", "scale"):
            self.theme.set(settings.theme, settings.scale)
        self.changed.emit(settings)

    def leave(self) -> None:
        if self.emergency.may_leave():
            super().leave()

    def enter(self) -> None:
        """Press the button in focus; keep the emergency number that was typed."""
        if self.focusWidget() is self.emergency.field.edit:
            self.emergency.keep()
        else:
            super().enter()
