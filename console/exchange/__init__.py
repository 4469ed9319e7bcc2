"""What leaves Stipple and what enters it."""
