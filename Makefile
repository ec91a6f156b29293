# Everything one does with Trainer; `make` alone lists it.
.POSIX:
.SILENT:
.PHONY: help setup run check test coverage soak bench screens lock

BIN = .venv/bin
# One more worker than there are cores: a journey waits for its browser half the time.
WORKERS = $$(( $$(getconf _NPROCESSORS_ONLN) + 1 ))

help: ## list these commands
	awk -F ' ## ' '/^[a-z]+:.* ## / { sub(/:.*/, "", $$1); printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.tests ## make the environment and see what this machine lacks
	.ci/system print browser

run: .venv/.runs ## serve the demo at http://127.0.0.1:8000
	TRAINER_DEMO=1 exec $(BIN)/python -m trainer serve

check: .venv/.tests ## format, lint, types, imports, templates and content
	.ci/check

test: setup ## every check and every test
	.ci/beside .ci/check $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

coverage: .venv/.tests ## that every branch of the core is tested, which takes as long again
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n $(WORKERS) --dist worksteal tests/lessons tests/quizzes
	$(BIN)/coverage combine --quiet
	.ci/quietly $(BIN)/coverage report -m --skip-covered --fail-under 100 --include 'lessons/*,quizzes/*'

soak: .venv/.tests ## the long forms of the property tests, and how much each has tried
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal --told -m 'soak or hypothesis' --hypothesis-profile soak

bench: .venv/.tests ## what a lesson page costs, beside a floor
	$(BIN)/python -m tests.bench

screens: setup ## every page and every PDF page as PNG, in var/screens/
	$(BIN)/python -m tests.screens

lock: .venv/.tests ## pin what the two requirements*.in ask for
	command -v uv >/dev/null || $(BIN)/python -m pip install --quiet uv
	.ci/lock requirements
	.ci/lock requirements-dev

.venv/.runs: requirements.txt
	.ci/environment requirements.txt
	.ci/system print
	touch $@

.venv/.tests: .venv/.runs requirements-dev.txt
	.ci/environment requirements-dev.txt
	touch $@
