"""Printed papers, drawn from the same record as the screen."""
