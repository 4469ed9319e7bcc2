"""Every screen of the program, one after the other: for pictures to look at, and for tests."""
