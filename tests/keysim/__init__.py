"""People and scanners at a keyboard, by chance from a seed: what they press, and what the filter makes of it."""
