# Two commands matter: `make demo` sets everything up and tags the samples, `make test` sets everything up and runs every check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint golden docs clean

demo: $(VENV)/runtime.stamp
	@mkdir -p out
	$(BIN)/stancewire tag corpora/samples -o out/samples.jsonl --force
	$(BIN)/stancewire show out/samples.jsonl --width 120

test: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_wheel.py
	$(BIN)/pytest -n 2 -q

golden: $(VENV)/test.stamp ## accept intended changes of the golden records and the CLI page
	$(BIN)/python scripts/refresh_golden.py
	$(BIN)/python scripts/refresh_docs.py

$(VENV)/runtime.stamp: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "stancewire needs Python 3.11 or newer; say make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/runtime.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) out build dist
