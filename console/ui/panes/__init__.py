"""What each kind of step shows in the middle and beside it."""
