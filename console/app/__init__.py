"""Use cases: what people want done, in terms of core and of the ports."""
