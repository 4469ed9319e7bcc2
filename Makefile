# Everything a machine needs besides Python 3.11 to 3.14 is set up here, from the locks, in .venv.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check soak faults bench screens lock clean packages
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV

FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(FITS)' 2>/dev/null && { echo "$$p"; break; }; done)

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
TREE = $(wildcard main.py console db resources tests)

help:
	@echo "make run     start Stipple"
	@echo "make test    run the tests"
	@echo "make check   lint, format, types, likeness and tests"
	@echo "make soak    run the tests that take minutes"
	@echo "make faults  try the faults of the table, a line each (LONG=1: everything there is to try, half an hour)"
	@echo "make bench   measure"
	@echo "make screens draw every screen at every size and look for cropped texts (ONLY=text for those with this in their name)"
	@echo "make lock    write the locks anew from pyproject.toml (LOCK=--upgrade for newer versions)"
	@echo "make clean   remove what was built, the environment too"

run: $(VENV)/.runtime
	@$(PY) -m compileall -q $(TREE)
	@$(PY) main.py run --out build --force

test: $(VENV)/.dev
	@$(PY) -m compileall -q $(TREE)
	@$(PY) -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(PY) -m tests.likeness
	@$(PY) -m pytest -n 2 --dist loadfile

soak: $(VENV)/.dev
	@$(PY) -m pytest -m "soak or hypothesis" --timeout 3600

faults: $(VENV)/.dev
	@$(PY) -m tests.faults $(if $(LONG),--long)

bench: $(VENV)/.dev
	@$(PY) -m tests.bench

screens: $(VENV)/.dev
	@$(PY) -m tests.screens $(if $(ONLY),--only "$(ONLY)")

packages: $(VENV)/.python
	@$(PY) -m console.ui.shell.system_libraries --packages

lock: build/lock/bin/uv
	@for name in requirements requirements-dev; do \
		build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-annotate --no-header $(LOCK) \
			$$([ $$name = requirements ] || echo --extra dev --constraint requirements.lock) \
			--output-file $$name.lock || exit 1; \
	done

clean:
	@rm -rf $(VENV) build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find $(TREE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.python:
	@[ -n "$(PYTHON)" ] || { echo "Stipple needs Python 3.11 to 3.14: none was found on PATH."; exit 1; }
	@"$(PYTHON)" -c '$(FITS)' || { echo "Stipple needs Python 3.11 to 3.14: $(PYTHON) is another."; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv is not installed: sudo apt-get install $(notdir $(PYTHON))-venv"; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock | $(VENV)/.python
	@echo "Installing what Stipple needs (once, a few minutes on a slow line) ..."
	@$(PIP) -r $<
	@$(PY) -m compileall -q -j 0 -x '[.]tmpl' $(VENV)
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/.python
	@echo "Installing what Stipple and its tests need (once, a few minutes on a slow line) ..."
	@$(PIP) -r $<
	@$(PY) -m compileall -q -j 0 -x '[.]tmpl' $(VENV)
	@touch $(VENV)/.runtime $@

build/lock/bin/uv: | $(VENV)/.python
	@$(PY) -m venv build/lock
	@build/lock/bin/pip install --quiet --disable-pip-version-check uv
