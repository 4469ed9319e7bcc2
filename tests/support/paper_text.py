"""Papers, opened and read back."""

from functools import cache
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtPdf import QPdfDocument

from console.core.record import Record
from console.core.text.words import Words
from console.documents.summary import summary
from resources import Texts
from tests.support.sample_records import crowded

WORDS = Words(Texts("en"))
Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = ("a4", "letter")


class Opened:
    """A PDF, opened by another reader than the one that wrote it."""

    def __init__(self, data: bytes) -> None:
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf = QPdfDocument()
        self.pdf.load(self._buffer)
        self.pages = [self.pdf.getAllText(page).text() for page in range(self.pdf.pageCount())]
        self.text = " ".join("\n".join(self.pages).split())

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for page in self.pages for line in page.splitlines()]

    def picture(self, page: int) -> QImage:
        size = self.pdf.pagePointSize(page).toSize()
        drawn = self.pdf.render(page, size)
        white = QImage(size, QImage.Format.Format_RGB32)
        white.fill(QColor("white"))
        from PySide6.QtGui import QPainter

        painter = QPainter(white)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return white


def opened(record: Record, paper: Paper = "a4") -> Opened:
    return Opened(summary(record, WORDS, paper))


@cache
def nasty() -> Record:
    return crowded()
