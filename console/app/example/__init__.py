"""The example clinic: a year of made-up history, led through the real use cases."""
