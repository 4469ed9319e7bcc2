"""How alarms call: heard, seen, muted."""
