# Two commands do everything: `make demo` and `make test`. Both need Python 3.11 or later and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test gate floors site bench hostile faults fuzz coverage mutants lock audit sbom clean
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PIP_INSTALL := $(PIP) -c constraints.txt

# Nothing is installed whose hash is not in a lock, the tools that build packages included.
PIP_LOCKED := $(PIP) --no-build-isolation --require-hashes -r

$(VENV)/.run: pyproject.toml locks/build.lock locks/run.lock
	$(PYTHON) -m venv $(VENV)
	$(PIP_LOCKED) locks/build.lock
	$(PIP_LOCKED) locks/run.lock
	$(PIP) --no-build-isolation --no-deps -e .
	$(BIN)/python -m compileall -q extractor # as pip does for packages that are not editable
	touch $@

$(VENV)/.dev: $(VENV)/.run locks/dev.lock
	$(PIP_LOCKED) locks/dev.lock
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

# Quality (facts, damage, main text of pages) and speed beside the tokeniser against their floors; a fall names what was lost.
gate: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_quality.py tests/test_damaged.py tests/test_gate.py

# Raises the floors to what is measured now; LOWER=1 lets them sink too.
floors: $(VENV)/.dev
	$(BIN)/python -m tests.quality $(if $(LOWER),--lower)
	$(BIN)/python -m tests.gate $(if $(LOWER),--lower)

# How time grows with length on hostile texts and pages.
hostile: $(VENV)/.dev
	$(BIN)/python -m benchmarks.bench_hostile
	$(BIN)/python -m benchmarks.bench_hostile --large

# Kills runs at random moments and resumes them, then fills small disks (as root); twenty minutes.
faults: $(VENV)/.dev
	$(BIN)/python -m tests.faults --kills 100
	$(BIN)/python -m tests.faults --full 5

# Coverage-guided fuzzing, SECONDS for each target.
SECONDS ?= 300
fuzz: $(VENV)/.dev
	$(PIP_INSTALL) -e '.[fuzz]'
	for name in decode repair html rules; do $(BIN)/python -m tests.fuzz.$$name -max_total_time=$(SECONDS) || exit 1; done

# Fails below 95 % of the package's lines.
coverage: $(VENV)/.dev
	$(PIP_INSTALL) -e '.[checks]'
	$(BIN)/python -m pytest --cov=extractor --cov-report=term-missing:skip-covered --cov-fail-under=95

# Changes the code in SAMPLE random places and tells which changes no test notices.
SAMPLE ?= 60
mutants: $(VENV)/.dev
	$(PIP_INSTALL) -e '.[checks]'
	$(BIN)/python -m tests.mutants $(SAMPLE)

# The versions of constraints.txt with the hashes of all their files, for every platform that they are offered for: what builds
# packages, what a run needs, what the service in the container needs, what the tests need, and everything.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate --unsafe-package pip \
  --constraints constraints.txt --custom-compile-command 'make lock'
lock: $(VENV)/.dev
	$(PIP_INSTALL) -e '.[release]'
	$(LOCK) --group build --output-file locks/build.lock
	$(LOCK) --output-file locks/run.lock pyproject.toml
	$(LOCK) --extra excel --extra service --output-file locks/service.lock pyproject.toml
	$(LOCK) --extra dev --output-file locks/dev.lock pyproject.toml
	$(LOCK) --all-extras --output-file locks/all.lock pyproject.toml

# Known vulnerabilities of what the locks name. It asks an advisory database on the network; exit code 1 tells that it found some,
# 3 that it could not ask.
audit: $(VENV)/.dev
	$(PIP_INSTALL) -e '.[release]'
	$(BIN)/python -m tests.audit locks/build.lock locks/all.lock

# The software bill of materials (CycloneDX) of what the lock names.
sbom: $(VENV)/.dev
	$(PIP_INSTALL) -e '.[release]'
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements locks/all.lock --pyproject pyproject.toml --output-reproducible --of JSON -o dist/sbom.json

# The documentation as a site, in out/site.
site: $(VENV)/.dev
	$(BIN)/mkdocs build --strict --site-dir out/site

# Speed beside other tools, in ten minutes; figures are kept in benchmarks/results/.
bench: $(VENV)/.dev
	$(PIP) --upgrade 'pip>=24' # older ones cannot resolve these extras
	$(PIP_INSTALL) -e '.[bench]'
	$(BIN)/python -m benchmarks.bench_start
	$(BIN)/python -m benchmarks.bench_speed
	$(BIN)/python -m benchmarks.bench_growth
	$(BIN)/python -m benchmarks.bench_pages
	$(BIN)/python -m benchmarks.bench_slips
	$(BIN)/python -m benchmarks.bench_numbers
	$(BIN)/python -m benchmarks.compare

clean:
	rm -rf $(VENV) out build dist
