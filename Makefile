# Everything a newcomer needs: `make run` and `make test`. Each step runs only when what it makes is older
# than what it is made of.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
SOURCES := $(shell find web sync static -type f -not -path 'static/build/*' -not -name '*.py' 2>/dev/null)

# Without them each of some 150 processes that the tests start would compile 600 modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run build test fuzz test-browsers soak soak-kill simulation bench fmt lint types unit node browser beside chromium postgres engines pictures clean lock

run: .venv/.done static/build/.done  ## Set up, build, and serve; an empty data folder gets the demonstration
	@if [ ! -e "$(DATA)/tannha.sqlite" ]; then $(BIN)/python -m server demo --data "$(DATA)"; fi
	@$(BIN)/python -m server serve --data "$(DATA)"

build: static/build/.done

.venv/.done: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

node_modules/.done: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

static/build/.done: node_modules/.done $(SOURCES)
	npm run --silent build
	@touch $@

# The journeys wait for screens most of the time, so the other tests run beside them, and three journeys at once.
test: lint types static/build/.done chromium postgres  ## Everything that CI checks
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target browser beside
	@echo "== all checks passed"

beside:
	@$(MAKE) --no-print-directory --jobs=1 unit node simulation

lint: .venv/.done
	@echo "== lint"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.done node_modules/.done
	@echo "== types"
	$(BIN)/mypy
	npm run --silent types

unit: .venv/.done static/build/.done postgres
	@echo "== python tests"
	$(BIN)/pytest --ignore=tests/browser

node: node_modules/.done
	@echo "== javascript tests"
	npm test --silent

simulation: .venv/.done node_modules/.done postgres  ## Some dozens of seeds, and every planted bug caught
	@echo "== simulation"
	node --test --test-reporter=spec --test-force-exit --test-concurrency=2 tests/sync/simulation/*.test.js

soak: .venv/.done node_modules/.done  ## Many seeds: make soak SEEDS=2000; one again, with all that happens: make soak SEED=7
	@SEEDS=$(or $(SEEDS),200) SEED=$(SEED) node tests/sync/simulation/soak.js

soak-kill: .venv/.done static/build/.done chromium  ## The server killed 200 times, the browser 20, 1,000 phones at once
	@echo "== kills"
	TANNHA_TEST_KILLS=200 TANNHA_TEST_BROWSER_KILLS=20 TANNHA_TEST_PHONES=1000 TANNHA_TEST_EXAMPLES=1000 $(BIN)/pytest -s \
	  tests/sync/test_kill_server.py tests/sync/test_thousand_phones.py tests/sync/test_judge.py \
	  tests/sync/test_two_phones.py tests/browser/test_kill_browser.py

fuzz: .venv/.done static/build/.done  ## Many requests that nobody should send: make fuzz REQUESTS=500 (to each route)
	@echo "== fuzz"
	TANNHA_TEST_EXAMPLES=$(or $(REQUESTS),100) $(BIN)/pytest -s tests/http/test_fuzz.py

# Three at once make a slow machine slower still: a journey that ran out of patience must pass by itself.
browser: .venv/.done static/build/.done chromium
	@echo "== browser journeys"
	$(BIN)/pytest -n 3 tests/browser \
	  || (echo "== again, one by one" && $(BIN)/pytest --last-failed --last-failed-no-failures none tests/browser)

pictures: .venv/.done static/build/.done chromium  ## Of the real screens, for the guides of /help
	$(BIN)/pytest -q tests/browser/test_help_pictures.py

test-browsers: .venv/.done static/build/.done engines  ## The shortest journey on Firefox ESR and on WebKitGTK
	@echo "== other engines"
	node --test --test-reporter=spec --test-force-exit tests/engines/smoke.js

engines:
	@test -x /usr/bin/firefox-esr -a -x /usr/bin/WebKitWebDriver -a -x /usr/bin/Xvfb \
	  || (apt-get update -qq && apt-get install -y -qq firefox-esr webkit2gtk-driver xvfb) > /dev/null

chromium:
	@test -x /usr/bin/chromium-headless-shell \
	  || (apt-get update -qq && apt-get install -y -qq chromium chromium-headless-shell) > /dev/null

postgres:
	@command -v postgres > /dev/null || ls /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1 \
	  || (apt-get update -qq && apt-get install -y -qq postgresql) > /dev/null

bench: .venv/.done static/build/.done
	$(BIN)/python -m tests.bench

fmt: .venv/.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/.done  ## Pin anew what pyproject.toml asks for
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra test --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-header --output-file requirements.txt pyproject.toml

clean:
	rm -rf .venv node_modules static/build
