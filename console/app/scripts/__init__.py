"""Session scripts: a small language that replays sessions through the real engine and store."""
