# Folkmoot: every command there is. `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PY := .venv/bin/python
FOLKMOOT := .venv/bin/folkmoot
JOBS ?= 2
PORT ?= 8000
AREA ?=
LOCALE ?= cy
# These touch no database, so once is enough.
WITHOUT_DATABASE := tests/rules tests/rulebooks tests/reckoning tests/tools tests/clauses tests/test_shape.py tests/test_words.py
DEMO := FOLKMOOT_ENV=demo FOLKMOOT_DATABASE_URL=sqlite:///$(CURDIR)/var/demo.sqlite3
LOCKED := .venv/bin/uv pip compile -q --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --annotation-style line

.PHONY: help demo serve check test long pictures quick lint format types contracts clauses bench assets lock messages \
	clean python run-environment test-environment

help:
	@awk '/^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {split($$0, part, ":.*## "); printf "  make %-11s %s\n", part[1], part[2]}' \
	  $(firstword $(MAKEFILE_LIST))
	@echo

##@ See it and run it
demo: run-environment ## A small town to walk about in, on this machine; Ctrl-C stops it
	@mkdir -p var
	@$(DEMO) $(FOLKMOOT) migrate -v 0
	@$(DEMO) $(FOLKMOOT) demo --fresh
	@$(DEMO) $(FOLKMOOT) serve --port $(PORT)

serve: run-environment ## Serve the assemblies of this installation, set up as docs/deploy.md says
	@$(FOLKMOOT) serve --port $(PORT)

check: run-environment ## Say what is unsafe or missing before the public may come in
	@$(FOLKMOOT) check

##@ Prove it
test: test-environment ## Every check and every test, on SQLite and on PostgreSQL, with a real browser
	@python3 tools/bootstrap.py system
	@if command -v npm >/dev/null; then (cd assets && npm ci --ignore-scripts --silent --no-audit --no-fund) || \
	  echo "html-validate could not be fetched, so pages are not held against the HTML standard this time."; else \
	  echo "There is no Node here, so pages are not held against the HTML standard this time."; fi
	@$(MAKE) --no-print-directory lint types contracts
	@echo "The tests, on SQLite:"
	@COVERAGE_CORE=sysmon $(PY) -m pytest -q -n $(JOBS) --dist worksteal -m "not long" --cov --cov-report=term:skip-covered
	@echo "The tests, on PostgreSQL:"
	@FOLKMOOT_TEST_DATABASE=postgresql $(PY) -m pytest -q -n $(JOBS) --dist worksteal -m "not slow and not long and not browser" $(WITHOUT_DATABASE:%=--ignore=%)

long: test-environment ## The longest walks: the whole site as everybody, and meetings without JavaScript
	@$(PY) -m pytest -q -n $(JOBS) --dist worksteal -m long

pictures: test-environment ## Walk the journeys, and take the pictures of the documents anew
	@FOLKMOOT_PICTURES=1 $(PY) -m pytest -q -n $(JOBS) --dist worksteal -m "browser and not slow and not long" tests/journeys

quick: test-environment ## The tests on SQLite, without those that drive a browser or take long
	@$(PY) -m pytest -q -n $(JOBS) --dist worksteal -m "not browser and not slow"

lint: test-environment ## Style and likely mistakes, in Python and in templates
	@.venv/bin/ruff check -q .
	@.venv/bin/ruff format -q --check .
	@find src -path '*/templates/*' -name '*.html' -print0 | xargs -0 .venv/bin/djade --check --target-version 6.1

format: test-environment ## Put Python and templates into the house's style
	@.venv/bin/ruff check -q --fix .
	@.venv/bin/ruff format -q .
	@find src -path '*/templates/*' -name '*.html' -print0 | xargs -0 .venv/bin/djade --target-version 6.1

types: test-environment ## Types; strict in rules/ and reckoning/
	@.venv/bin/mypy

contracts: test-environment ## The floors of the house: who may import whom
	@.venv/bin/lint-imports

clauses: test-environment ## What of each source document is proved by which test; AREA=forums,elections
	@$(PY) -m tests.clauses $(if $(AREA),--area $(AREA))

bench: test-environment ## Measure, and write docs/measurements.md
	@$(PY) -m bench

##@ Look after it
assets: run-environment ## Make the styles, scripts and fonts anew from their sources (needs Node)
	@command -v npm >/dev/null || { echo "make assets needs Node with npm; what it makes is already here."; exit 1; }
	@cd assets && npm ci --silent --ignore-scripts && npm run --silent build

lock: test-environment ## Choose versions anew for requirements/*.in, with their hashes
	@UV_SYSTEM_CERTS=1 $(LOCKED) --upgrade requirements/run.in -o requirements/run.txt
	@UV_SYSTEM_CERTS=1 $(LOCKED) --upgrade -c requirements/run.txt requirements/test.in -o requirements/test.txt

messages: run-environment ## Gather the sentences to translate, for LOCALE=cy
	@command -v xgettext >/dev/null || { echo "make messages needs gettext (apt-get install gettext)."; exit 1; }
	@mkdir -p locale
	@$(FOLKMOOT) makemessages --locale $(LOCALE) --no-obsolete --add-location file \
	  --ignore '.venv/*' --ignore 'tests/*' --ignore 'assets/*' --ignore 'build/*' --ignore 'var/*'

clean: ## Remove what the other commands made: the environment, the demo, reports and caches
	@rm -rf .venv build var htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache \
	  .import_linter_cache .hypothesis
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v python3 >/dev/null || { \
	  echo "Folkmoot needs Python 3.12 or later, and there is no python3 here."; \
	  echo "On Debian or Ubuntu: apt-get install python3 python3-venv"; exit 1; }

run-environment: python
	@python3 tools/bootstrap.py run

test-environment: python
	@python3 tools/bootstrap.py test
