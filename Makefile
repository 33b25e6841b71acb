# Everything a fresh machine needs: Python 3.11 or later, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Hundreds of processes start while testing: what Python compiles once is kept, also where that is switched off.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long lint bench sandbox samples golden pictures words lock

help:  ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready  ## make .venv with the locked dependencies and the command .venv/bin/onshelf

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## the main job on a sample sheet, against a sandbox store on this machine
	@$(BIN)/python -m samples.demo

test: lint  ## style, types and every promise but the long ones
	$(BIN)/python -m pytest -m "not long" -n 3 --dist loadfile --no-loadscope-reorder

test-long: setup  ## the long versions too, many hours of them; in parts: docs/crashes.md
	$(BIN)/python -m pytest --hypothesis-profile=long

lint: setup  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup  ## measure: ratios in one run on this machine; ROWS=10000, WORKS="read check" for less
	$(BIN)/python -m benchmarks $(if $(ROWS),--rows $(ROWS)) $(WORKS)

sandbox: setup  ## a local stand-in store on port 8765, until Ctrl-C
	$(BIN)/onshelf sandbox serve --port 8765

samples: setup  ## make the sample files anew from their source
	$(BIN)/python -m samples.make
	$(BIN)/python -m samples.drawer.make

golden: setup  ## write what the reports say anew, to be read as a diff
	$(BIN)/python -m tests.reports.golden

pictures: setup  ## take the pictures of the README anew (needs LibreOffice, Chromium and poppler)
	$(BIN)/python -m samples.pictures

words: setup  ## compile what the command line says in French
	$(BIN)/pybabel --quiet compile -d batch/cli/locale -D onshelf

lock: setup  ## resolve the dependencies again (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
