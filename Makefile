# `make run` and `make test` need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint bench clean

run: .venv/ready
	$(BIN)/fukushi build --if-missing corpus/samples --sources corpus/samples/sources.csv
	$(BIN)/fukushi serve

test: lint
	$(BIN)/pytest

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Each prints its tables and writes them into README.md, between its markers.
bench: .venv/ready
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.ablation
	$(BIN)/python -m benchmarks.learn
	$(BIN)/python -m benchmarks.records
	$(BIN)/python -m benchmarks.speed

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch .venv/ready

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache
