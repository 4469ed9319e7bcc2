"""The real program with an example clinic of few clients, kept in --data: what a test of the whole program starts."""

import sys

import main
from console.cli import demo
from tests.support.example_year import brief

whole = demo.fill
demo.fill = lambda store, protocol, made, *more: whole(store, protocol, brief(made), *more)

if __name__ == "__main__":
    sys.exit(main.main(sys.argv[1:]))
