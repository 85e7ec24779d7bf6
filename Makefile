# Requires only Python 3.10 or later. Uses uv if it is installed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell uv pip install --help 2>/dev/null | grep -q -e --group && command -v uv)
INSTALL := $(if $(UV),$(UV) pip install --python $(VENV),$(BIN)/python -m pip install) --quiet

export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve test fuzz docs browser format bench screenshot clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(VENV)/.site ## build the example site into example_site/site/
	$(BIN)/mkdocs build --strict -f example_site/mkdocs.yml

serve: $(VENV)/.site ## serve the example site and rebuild it after changes
	$(BIN)/mkdocs serve -f example_site/mkdocs.yml

test: $(VENV)/.test node_modules/.made browser ## run the tests, the linter and the type checkers
	CHROMIUM="$$(cat $(VENV)/.chromium)" $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/node node_modules/typescript/bin/tsc -p mkdocs_podcast/web

FUZZ_SECONDS ?= 600

fuzz: $(VENV)/.test ## repeat the property tests with random inputs for FUZZ_SECONDS
	$(BIN)/pytest -q -m hypothesis --hypothesis-profile=fuzz --fuzz-seconds=$(FUZZ_SECONDS)

docs: $(VENV)/.site ## update the generated tables in the documentation
	$(BIN)/python example_site/reference.py

browser: $(VENV)/.test ## find or install Chromium
	.ci/browser $(BIN)/python > $(VENV)/.chromium

format: $(VENV)/.test ## format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.test browser ## measure builds, searches and pages
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/serve.py
	CHROMIUM="$$(cat $(VENV)/.chromium)" $(BIN)/python benchmarks/search.py
	CHROMIUM="$$(cat $(VENV)/.chromium)" $(BIN)/python benchmarks/page.py
	CHROMIUM="$$(cat $(VENV)/.chromium)" $(BIN)/python benchmarks/large.py

screenshot: site browser ## renew the screenshots in README and documentation
	$(BIN)/mkdocs build --strict -f example_site/mkdocs-search.yml
	$(BIN)/python example_site/screenshot.py

clean: ## remove all generated files
	rm -rf $(VENV) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist node_modules
	rm -rf example_site/.cache example_site/site example_site/site-plain example_site/site-search
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment. Older versions of pip do not support dependency groups.
$(VENV)/.made:
	rm -rf $(VENV)
ifdef UV
	$(UV) venv --quiet --python $(PYTHON) $(VENV)
else
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade 'pip>=25.1'
endif
	touch $@

$(VENV)/.site: $(VENV)/.made pyproject.toml
	$(INSTALL) --editable . --group site
	touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml
	$(INSTALL) --editable . --group test
	touch $(VENV)/.site $@

# TypeScript and axe-core. The test group contains Node.
node_modules/.made: package.json .npmrc $(VENV)/.test
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --silent
	touch $@
