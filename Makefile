# Two commands do everything: `make demo` and `make test`. Both need Python 3.11 or later and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test floors bench clean

$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	$(BIN)/python -m compileall -q extractor # as pip does for packages that are not editable
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(VENV)/.run
	$(BIN)/extractor run corpus/articles --out out/demo
	$(BIN)/extractor show out/demo

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

# Raises the quality floors to what is measured now; LOWER=1 lets them sink too.
floors: $(VENV)/.dev
	$(BIN)/python -m tests.quality $(if $(LOWER),--lower)

# Speed beside other tools, in ten minutes; figures are kept in benchmarks/results/.
bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24' # older ones cannot resolve these extras
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.bench_start
	$(BIN)/python -m benchmarks.bench_speed
	$(BIN)/python -m benchmarks.bench_growth
	$(BIN)/python -m benchmarks.bench_pages
	$(BIN)/python -m benchmarks.bench_slips
	$(BIN)/python -m benchmarks.bench_numbers

clean:
	rm -rf $(VENV) out build dist
