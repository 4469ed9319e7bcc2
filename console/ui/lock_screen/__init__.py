"""Lock screen."""
