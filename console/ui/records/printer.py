"""Pages of a PDF on a printer: which one, and each page as a picture, straight to it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from console.ui.shell.window_dependencies import Paper

DPI = 300
"""Dots to the inch of a page's picture."""
POINTS = 72
"""Points to the inch, in which a PDF measures its pages."""


def new_printer(paper: Paper, document: str) -> QPrinter:
    """Return a printer set to this paper; `document` is what its queue shows."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    size = QPageSize.PageSizeId.A4 if paper == "a4" else QPageSize.PageSizeId.Letter
    printer.setPageSize(QPageSize(size))
    printer.setFullPage(True)
    printer.setDocName(document)
    return printer


def ask_printer(parent: QWidget, printer: QPrinter, refuse: Callable[[str], object]) -> bool:
    """Ask which printer, and return whether to print; `refuse` gets the code of what stands in the way.

    A copy on disk is the business of Save, which looks where it goes.
    """
    if not QPrinterInfo.availablePrinterNames():
        refuse("no-printer")
        return False
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    if printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
        refuse("printed-to-file")
        return False
    return True


def print_pages(pdf: QPdfDocument, printer: QPrinter) -> bool:
    """Print the pages chosen for this printer, one sheet each; return whether it took them."""
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
