"""What the bench runs in processes of their own, each with one window; every one prints what it measured as JSON."""
