"""The floor: a window of PySide6 with one label. How long until it paints, and how much memory it takes."""

import json
import time

from tests.bench.windows.process import rss_kib


def main() -> None:
    begun = time.perf_counter()
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel

    times: list[float] = []

    class Label(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            times.append((time.perf_counter() - begun) * 1000)

    app = QApplication([])
    label = Label("Stipple")
    label.resize(1280, 800)
    label.show()
    QTimer.singleShot(200, app.quit)
    app.exec()
    print(json.dumps({"paint": times[:1], "rss": [rss_kib()]}))


if __name__ == "__main__":
    main()
