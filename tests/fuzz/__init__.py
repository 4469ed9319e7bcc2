"""Bad input: whatever is in a file, it is refused by name, soon, and without taking the computer's memory."""
