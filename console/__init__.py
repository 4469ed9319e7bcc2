"""The treatment-room console: its rules, its use cases, its papers and its screens."""
