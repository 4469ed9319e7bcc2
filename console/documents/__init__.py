"""Printed papers, drawn from the same record as the screen. What draws them would run a file of settings from the home
of whoever runs it: an empty module of that name comes before it."""

import sys
from types import ModuleType

sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
