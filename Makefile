# The commands everyone relies on. `make run` needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench lint lock messages clean

run: $(VENV)/.installed
	@$(BIN)/curbside up --sample

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m evals --shared ../shared

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Compile the locked requirements again after changing pyproject.toml (needs uv in the environment).
lock: $(VENV)/.installed-dev
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --extra build pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

# Needs Debian's gettext.
messages: $(VENV)/.installed-dev
	@for room in web notify; do (cd curbside/$$room \
	  && ../../$(BIN)/django-admin makemessages --locale zh_Hant --no-location --no-wrap \
	  && ../../$(BIN)/django-admin compilemessages --locale zh_Hant) || exit 1; done

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Curbside needs Python 3.11 or later; $(PYTHON) is missing or older."; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python cannot make a virtual environment: apt install python3-venv"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Curbside needs (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
