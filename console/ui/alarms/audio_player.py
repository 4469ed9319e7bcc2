"""Plays through Qt Multimedia. Importing this needs the system's sound library: ImportError where it is missing."""

import io
import sys
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMessageLogContext,
    QObject,
    QtMsgType,
    qInstallMessageHandler,
)

NOISE = ("qt.multimedia", "PulseAudio")
"""Where Qt finds no sound server or no video library it says so on stderr; the window says it to people."""


@contextmanager
def quiet_output() -> Iterator[None]:
    """Without what Qt Multimedia says while it looks around; everything else is said as before."""

    def heard(kind: QtMsgType, about: QMessageLogContext, text: str) -> None:
        if str(about.category).startswith(NOISE) or text.startswith(NOISE):
            return
        if before is not None:
            before(kind, about, text)
        else:
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(heard)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


with quiet_output():
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio


class QtAudioPlayer(QObject):
    """From memory: no file is written. A sound goes to the output that is the system's default at that moment."""

    def __init__(self, told: Callable[[], object]) -> None:
        super().__init__()
        self._told = told
        self._failed = False
        self._sink: QAudioSink | None = None
        self._held = QBuffer(self)
        with quiet_output():
            self._none = QMediaDevices.defaultAudioOutput().isNull()
            self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._outputs_changed)

    @property
    def able(self) -> bool:
        return not self._none and not self._failed

    def play(self, sound: bytes, share: float) -> None:
        self.stop()
        if self._none:
            return
        with wave.open(io.BytesIO(sound)) as file:
            shape = QAudioFormat()
            shape.setSampleRate(file.getframerate())
            shape.setChannelCount(file.getnchannels())
            shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
            frames = file.readframes(file.getnframes())
        self._held.setData(QByteArray(frames))
        self._held.open(QIODevice.OpenModeFlag.ReadOnly)
        with quiet_output():
            self._sink = QAudioSink(QMediaDevices.defaultAudioOutput(), shape, self)
            self._sink.setVolume(share)
            self._sink.stateChanged.connect(self._state_changed)
            self._sink.start(self._held)
        self._failed = self._sink.error() != QtAudio.Error.NoError

    def stop(self) -> None:
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.stateChanged.disconnect(self._state_changed)
            sink.stop()
            sink.deleteLater()
        self._held.close()

    def _state_changed(self) -> None:
        """Idle: all of it was heard. Stopped: the output went away."""
        if self._sink is None:
            return
        if self._sink.state() == QtAudio.State.IdleState:
            self.stop()
        elif self._sink.state() == QtAudio.State.StoppedState:
            self._failed = self._sink.error() != QtAudio.Error.NoError
            self._told()

    def _outputs_changed(self) -> None:
        with quiet_output():
            self._none = QMediaDevices.defaultAudioOutput().isNull()
        self._failed = False
        self._told()
