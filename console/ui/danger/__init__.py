"""The danger card."""
