# What one types while working on hntrack; `make` lists it.  CONTRIBUTING.md says more.
python := .venv/bin/python

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):[^#]*## */make \1\t/' | expand -t 16

dev: .venv/.made  ## an environment with everything, in .venv
.venv/.made: pyproject.toml constraints.txt
	python3 -m venv .venv
	.venv/bin/pip install -q -c constraints.txt -e '.[dev]'
	touch $@

test: dev  ## the tests of two minutes
	$(python) -m pytest -q

test-whole: dev  ## all tests, by two workers
	$(python) -m pytest -q --whole -n 2

lint: dev  ## style, types, import contracts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

docs: dev  ## write the generated documents anew
	$(python) tools/constraints.py
	$(python) tools/messages.py
	$(python) tools/fields.py
	$(python) tools/commands.py
	$(python) tools/man.py
	$(python) tools/sessions.py
	$(python) tools/walks.py
	$(python) tools/pictures.py
	$(python) schemas/write.py

accept: dev  ## take golden outputs as they come now: make accept NAME='progress-*'
	@test -n "$(NAME)" || { echo "say which: make accept NAME='progress-*'"; exit 2; }
	$(python) -m pytest -q tests/cli/test_golden.py tests/unit/errors --accept '$(NAME)'

ci:  ## everything that must hold before a change lands
	.ci/run

.PHONY: help dev test test-whole lint docs accept ci
.DEFAULT_GOAL := help
