# `make run` and `make test` need Python 3.11 or newer and make, nothing else. `make run WHEELHOUSE=folder` takes every
# package from a folder that `make wheelhouse` filled, and none from the network.
PYTHON ?= python3
BIN := .venv/bin
WHEELHOUSE ?=
SECONDS ?= 60
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := --require-hashes --no-build-isolation
OFFLINE = $(if $(WHEELHOUSE),--no-index --find-links '$(WHEELHOUSE)')
# For every system and Python from 3.11 on; the package left out is for browsers.
LOCK := --quiet --upgrade --universal --python-version 3.11 --constraint constraints.txt --generate-hashes \
	--no-emit-package httpx2-jsfetch --no-emit-index-url --no-annotate --no-header

.PHONY: run test test-slowest quick lint bench bench-scale bench-peers fuzz screenshots models lock wheelhouse clean

run: .venv/runtime
	$(BIN)/fukushi build --if-missing corpus/samples --sources corpus/samples/sources.csv
	$(BIN)/fukushi serve

# Within five minutes on two cores.
test: lint
	$(BIN)/pytest -m "not slowest" --numprocesses auto --dist worksteal

# With browsers, made-up web sites and books as well.
test-slowest: lint
	$(BIN)/pytest -m slowest --numprocesses auto --dist worksteal

# Under a minute: before each commit.
quick: lint
	$(BIN)/pytest -m "not slow" -x --numprocesses auto --dist worksteal

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Each prints its tables and writes them into docs/benchmarks.md, between its markers.
bench: .venv/ready
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.written
	$(BIN)/python -m benchmarks.ablation
	$(BIN)/python -m benchmarks.learn
	$(BIN)/python -m benchmarks.routing
	$(BIN)/python -m benchmarks.faithful
	$(BIN)/python -m benchmarks.about
	$(BIN)/python -m benchmarks.records
	$(BIN)/python -m benchmarks.by_hand
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.bed
	$(BIN)/python -m benchmarks.round_trip
	$(BIN)/python -m benchmarks.scans
	$(BIN)/python -m benchmarks.house
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.load

# How building and asking grow with the corpus, on made-up plans; needs no real ones. `make bench-scale PASSAGES='1000 10000'`.
PASSAGES ?= 10000 100000
bench-scale: .venv/ready
	$(BIN)/python -m benchmarks.scale --passages $(PASSAGES)

# fukushi beside txtai, LanceDB, bm25s and a plain script, each where it can be installed.
bench-peers: .venv/ready
	$(PIP) install -qq --constraint constraints.txt --no-build-isolation --editable '.[bench]'
	$(BIN)/python -m benchmarks.peers --passages $(PASSAGES)

# Looks for bytes that break the readers of PDF, Word and HTML, each for so many seconds; what it finds is in build/fuzz/found.
fuzz: .venv/ready
	$(PIP) install -qq --constraint constraints.txt --no-build-isolation --editable '.[fuzz]'
	$(BIN)/python -m benchmarks.fuzz --seconds $(SECONDS)

# README's pictures, and in build/screenshots those of every screen in every state, to be looked at.
screenshots: .venv/ready
	$(BIN)/python -m tests.screenshots

# What `--encoder NAME` and `--reranker NAME` need.
models: .venv/runtime
	$(PIP) install -qq --constraint constraints.txt --no-build-isolation --editable '.[models]'

# Looks up anew the hashes of the versions that constraints.txt names. Wheels alone are taken, so that installing runs no
# code of a package, except for unidic-lite, the dictionary, which has none.
lock:
	test -x build/lock/bin/python || $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -qq --constraint constraints.txt uv
	build/lock/bin/uv pip compile $(LOCK) --output-file build/lock/runtime.txt pyproject.toml
	printf 'pip\nsetuptools\n' | build/lock/bin/uv pip compile $(LOCK) --output-file build/lock/installer.txt -
	printf '%s\n' '# Made by: make lock' '--only-binary :all:' | cat - build/lock/installer.txt >requirements/installer.txt
	printf '%s\n' '# Made by: make lock' '--only-binary :all:' '--no-binary unidic-lite' | \
		cat - build/lock/runtime.txt >requirements/runtime.txt

# Everything that a machine like this one, without a network, installs from; see docs/operating.md.
wheelhouse: .venv/runtime
	rm -rf wheelhouse build/lib build/bdist.*
	$(PIP) download --quiet $(LOCKED) --dest wheelhouse \
		--requirement requirements/installer.txt --requirement requirements/runtime.txt
	$(PIP) wheel -qq --no-deps --no-build-isolation --wheel-dir wheelhouse .
	cp requirements/*.txt wheelhouse

# The runtime alone: every package by its hash, then this folder, which has none, without its dependencies.
.venv/runtime: pyproject.toml requirements/installer.txt requirements/runtime.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo 'Installing what fukushi runs on into .venv, each package checked by its hash.'
	$(PIP) install --quiet $(LOCKED) $(OFFLINE) --requirement requirements/installer.txt
	$(PIP) install --quiet $(LOCKED) $(OFFLINE) --requirement requirements/runtime.txt
	$(PIP) install -qq --no-deps --no-index --no-build-isolation --editable .
	touch .venv/runtime

# The same .venv with what tests, linting and benchmarks need.
.venv/ready: .venv/runtime constraints.txt
	@echo 'Adding the tools for tests and development to .venv.'
	$(PIP) install -qq --constraint constraints.txt --no-build-isolation --editable '.[dev]'
	touch .venv/ready

clean:
	rm -rf .venv build wheelhouse *.egg-info .mypy_cache .pytest_cache .ruff_cache
