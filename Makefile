# The README's two commands are `make run` and `make test`; the rest serves those who build Cohelm.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
CORES := $(shell getconf _NPROCESSORS_ONLN)
READY := $(VENV)/.ready
export UV_PYTHON_DOWNLOADS := never

help: ## says what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## makes the virtual environment and installs Cohelm into it

$(READY): requirements.lock pyproject.toml
	@bash tools/setup $(PYTHON) $(VENV)
	@touch $(READY)

run: setup ## opens the sample organisation in a browser's reach
	@$(BIN)/cohelm demo

test: setup ## runs every test: both databases, a real browser
	@$(BIN)/python tools/with-services $(BIN)/pytest -n $(CORES) --dist worksteal

quick: setup ## the tests for every commit, under a minute
	@$(BIN)/pytest -n $(CORES) --dist worksteal -m "not slow and not browser and not postgres and not campaign"

check: setup ## lint, types, layers, sizes
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/sizes.py
	@$(BIN)/python tools/reference.py --check
	@$(BIN)/python tools/commands.py --check
	@$(BIN)/djlint --lint --quiet src/cohelm/web/templates

campaign: setup ## the long ones: fuzz, faults, load, every page in axe
	@COHELM_CAMPAIGN=1 $(BIN)/python tools/with-services $(BIN)/pytest -m "campaign or hypothesis" --override-ini addopts=

bench: setup ## the benchmarks: each beside what a user would pick instead
	@$(BIN)/python -m benchmarks

reference: setup ## writes docs/reference from the code
	@$(BIN)/python tools/reference.py
	@$(BIN)/python tools/commands.py

lock: ## compiles requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.lock

clean: ## removes what the commands above made
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: help setup run test quick check campaign bench reference lock clean
