# Sagittal: make run opens the program, make test runs the whole suite. Both set up what they need first.

PYTHON ?= python3
export PYTHON
BIN := .venv/bin
SET_UP := .venv/set-up

.PHONY: setup run test test-without-qt faults check texts package bench pictures lock clean

setup: $(SET_UP)

# The stamp is younger than what it was made from, so a second call does nothing.
$(SET_UP): requirements.lock pyproject.toml packaging/setup/set_up.sh packaging/setup/system_packages.sh
	@sh packaging/setup/set_up.sh
	@touch $@

run: setup
	@sh packaging/setup/run.sh $(ARGS)

test: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto $(ARGS)

# The domain and the application in an environment that has never seen Qt.
test-without-qt: setup
	@sh packaging/setup/without_qt.sh $(ARGS)

# Everything that is broken on purpose, in full; its figures go into docs/faults.md. One alone: ARGS="-k R1_".
faults: setup
	@mkdir -p build && rm -f build/faults.jsonl
	@SAGITTAL_FAULTS=full SAGITTAL_FIGURES=build/faults.jsonl QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -m pytest -n 2 --dist worksteal tests/faults $(ARGS); outcome=$$?; \
		$(BIN)/python tests/faults/figures.py build/faults.jsonl && exit $$outcome

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# The template that translators begin with: resources/locale/sagittal.pot.
texts: setup
	@$(BIN)/python packaging/texts/template.py

package: setup
	@sh packaging/pyinstaller/package.sh

bench: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/bench/run.py $(ARGS)

# Every screen and every page as PNG, in pictures/, to be looked at. Some alone: ARGS=dark-1.3, ARGS=paper, ARGS=cases.
pictures: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/pictures/everything.py $(ARGS)

lock:
	@sh packaging/setup/lock.sh

clean:
	@rm -rf .venv .venv-without-qt .venv-lock build dist
