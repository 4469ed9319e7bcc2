"""What was copied or marked in this program and would be pasted elsewhere."""

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


def clear_clipboard() -> None:
    """Takes it back. What another program copied stays, and so does what a clipboard manager has kept."""
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
