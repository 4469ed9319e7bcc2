"""Prints how often presses of people are lost and keys of scanners act, as two tables."""

import argparse
import os


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.keysim", description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--rows", type=int, default=300, help="of each kind (%(default)s)")
    options = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from console.ui.shell import refcount_workaround

    refcount_workaround.keep()
    from PySide6.QtWidgets import QApplication

    from tests.keysim.desk import Desk
    from tests.keysim.report import people, scanners

    app = QApplication([])
    desk = Desk()
    desk.open()
    app.processEvents()
    print("| people | presses | lost, % | taken back, % | lost and not said, % |\n|---|---|---|---|---|")
    for name, lost in people(desk, options.seed, options.rows).items():
        shares = " | ".join(f"{float(f'{lost.percent(each):.2g}'):g}" for each in (lost.lost, lost.back, lost.silent))
        print(f"| {name} | {lost.presses} | {shares} |")
    print("\n| scanners | codes | scans | acted | acted, taken back | read |\n|---|---|---|---|---|---|")
    for (pace, kind), acted in scanners(desk, options.seed, options.rows).items():
        print(f"| {pace} | {kind} | {acted.scans} | {acted.stood} | {acted.back} | {acted.read} |")
    print(f"\n{desk.events} events")
    desk.close()


if __name__ == "__main__":
    main()
