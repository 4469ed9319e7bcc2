"""The only place that reads a clock: UTC, and a boot clock that goes on through suspend."""

import ctypes
import sys
import time
from functools import cache
from typing import Protocol as Interface

from msgspec import Struct
from msgspec.structs import replace


class Instant(Struct, frozen=True):
    """One reading of both clocks.

    utc_ms   wall clock, milliseconds since 1970 UTC; may jump
    boot_ms  milliseconds since the computer started, suspend included; never jumps within one boot_id
    boot_id  names one run of the computer; readings of boot_ms compare only within it
    """

    utc_ms: int
    boot_ms: int
    boot_id: str


class Clock(Interface):
    """What tells the instant: the computer's clocks, or a script's."""

    def now(self) -> Instant: ...


@cache
def _linux_boot() -> str:
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        return file.read().strip()


def _linux() -> tuple[int, str]:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000, _linux_boot()


def _windows() -> tuple[int, str]:
    import winreg

    key = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:  # type: ignore[attr-defined,unused-ignore]
        boot_id = str(winreg.QueryValueEx(opened, "BootId")[0])  # type: ignore[attr-defined,unused-ignore]
    ticks = ctypes.windll.kernel32.GetTickCount64  # type: ignore[attr-defined,unused-ignore]
    ticks.restype = ctypes.c_uint64
    return int(ticks()), boot_id


def _macos() -> tuple[int, str]:
    size = ctypes.c_size_t(64)
    name = ctypes.create_string_buffer(64)
    ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", name, ctypes.byref(size), None, 0)
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000, name.value.decode("ascii")


class SystemClock:
    """The computer's own clocks. The boot clock counts sleep on every system."""

    def __init__(self) -> None:
        self._boot = {"linux": _linux, "win32": _windows, "darwin": _macos}[sys.platform]

    def now(self) -> Instant:
        boot_ms, boot_id = self._boot()
        return Instant(time.time_ns() // 1_000_000, boot_ms, boot_id)


class ScriptClock:
    """A clock that only its methods move: for rehearsals and tests."""

    def __init__(self, utc_ms: int, boot_ms: int = 600_000, boot: int = 1) -> None:
        self._now = Instant(utc_ms, boot_ms, f"boot-{boot}")
        self._boots = boot

    def now(self) -> Instant:
        return self._now

    def advance(self, ms: int) -> None:
        """Let time pass, awake or suspended: both clocks move by `ms`."""
        self._now = replace(self._now, utc_ms=self._now.utc_ms + ms, boot_ms=self._now.boot_ms + ms)

    def jump_wall(self, ms: int) -> None:
        """Set the wall clock forward by `ms`, or back below 0; no time passes."""
        self._now = replace(self._now, utc_ms=self._now.utc_ms + ms)

    def reboot(self, off_ms: int) -> None:
        """Turn the computer off for `off_ms` and on again: the boot clock restarts at 0."""
        self._boots += 1
        self._now = Instant(self._now.utc_ms + off_ms, 0, f"boot-{self._boots}")
