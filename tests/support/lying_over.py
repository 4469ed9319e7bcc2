"""What may lie over a page: dialogs, the system's too, a menu, an opened list, a window of tools."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QListView,
    QListWidget,
    QMenu,
    QMessageBox,
    QWidget,
)


def message_box(page: QWidget) -> QWidget:
    made = QMessageBox(page)
    made.addButton("Overwrite", QMessageBox.ButtonRole.YesRole)
    made.open()
    return made


def file_dialog(page: QWidget) -> QWidget:
    made = QFileDialog(page)
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.open()
    return made


def print_dialog(page: QWidget) -> QWidget:
    made = QPrintDialog(page)
    made.setWindowModality(Qt.WindowModality.WindowModal)
    made.show()
    return made


def menu(page: QWidget) -> QWidget:
    made = QMenu(page)
    made.addAction("Paste")
    made.popup(QPoint(200, 200))
    return made


def opened_list(page: QWidget) -> QWidget:
    made = QComboBox(page)
    made.setView(QListView())
    made.addItems(["soap", "barrier", "serum"])
    made.show()
    made.setFocus()
    made.showPopup()
    return made


def tool_window(page: QWidget) -> QWidget:
    made = QListWidget(page)
    made.setWindowFlags(Qt.WindowType.Tool)
    made.show()
    made.activateWindow()
    return made


def top() -> QWidget:
    found = QApplication.activePopupWidget() or QApplication.activeWindow()
    assert found is not None
    return found
