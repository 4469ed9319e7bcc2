"""Printed papers, made from the same record as the screen.

An empty `reportlab_settings` keeps ReportLab from running a file of that name in the user's home."""

import sys
from types import ModuleType

sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
