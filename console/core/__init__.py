"""What happens in a treatment room: values, rules and the fold over events."""
