"""A PDF in memory, on screen; nothing of it is written down on the way."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView


class PdfView(QPdfView):
    """Shows all pages below one another, as wide as the view."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.setDocument(self.pdf)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QPdfView.Shape.NoFrame)

    def show_bytes(self, data: bytes) -> int:
        """Show this PDF and return how many pages it has."""
        self.pdf.close()
        buffer = QBuffer(self)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf.load(buffer)
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._buffer = buffer
        return self.pdf.pageCount()

    def show_ground(self, colour: QColor) -> None:
        """Colour what is seen around the pages."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, colour)
        self.setPalette(palette)

    def forget(self) -> None:
        self.pdf.close()
