"""What comes from outside: codes of packs."""
