"""A PDF in memory, on screen and on a printer; nothing of it is written down on the way."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter

DPI = 300
POINTS = 72


class PdfView(QPdfView):
    """All pages below one another, as wide as the view."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self.setDocument(self.pdf)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QPdfView.Shape.NoFrame)

    def show_bytes(self, data: bytes) -> int:
        """Returns how many pages there are."""
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
        """What is seen around the pages."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Dark, colour)
        self.setPalette(palette)

    def forget(self) -> None:
        self.pdf.close()


def print_pages(pdf: QPdfDocument, printer: QPrinter) -> bool:
    """The pages chosen for this printer, one sheet each; whether it took them."""
    first = max(1, printer.fromPage())
    last = min(pdf.pageCount(), printer.toPage() or pdf.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for page in range(first - 1, last):
        if page >= first and not printer.newPage():
            painter.end()
            return False
        points = pdf.pagePointSize(page)
        size = QSize(round(points.width() * DPI / POINTS), round(points.height() * DPI / POINTS))
        box = QRect(0, 0, size.width() * printer.resolution() // DPI, size.height() * printer.resolution() // DPI)
        painter.drawImage(box, pdf.render(page, size))
    return painter.end() and printer.printerState() != QPrinter.PrinterState.Error
