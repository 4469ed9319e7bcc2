"""The command line: what each command does, given from outside what it works with."""
