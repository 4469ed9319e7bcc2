"""Printed papers, drawn from the same record as the screen.

What draws them would take settings from a file in the user's home, and run it as a program: a module of that name,
with nothing in it, comes before that file.
"""

import sys
from types import ModuleType

sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
