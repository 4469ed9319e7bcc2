"""Tests of what happens in a treatment room."""
