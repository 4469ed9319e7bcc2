"""The real program with an example clinic of few clients, kept in --data: what a test of the whole program starts."""

import sys
from unittest.mock import patch

import main
from console.app.example.year import fill
from console.cli import demo
from tests.support.example_year import brief

if __name__ == "__main__":
    few = patch.object(demo, "fill", lambda store, protocol, made, *more: fill(store, protocol, brief(made), *more))
    with few:
        sys.exit(main.main(sys.argv[1:]))
