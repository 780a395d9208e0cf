# One-line wrappers of tools/run.py, which Windows runs directly: py tools/run.py run
PYTHON ?= python3

.PHONY: help run test setup extras check notebooks exercises docs bench fuzz oracles lab
help: ; @$(PYTHON) tools/run.py help
run: ; @$(PYTHON) tools/run.py run
test: ; @$(PYTHON) tools/run.py test
setup: ; @$(PYTHON) tools/run.py setup
extras: ; @$(PYTHON) tools/run.py extras
check: ; @$(PYTHON) tools/run.py check
notebooks: ; @$(PYTHON) tools/run.py notebooks
exercises: ; @$(PYTHON) tools/run.py exercises
docs: ; @$(PYTHON) tools/run.py docs
bench: ; @$(PYTHON) tools/run.py bench
fuzz: ; @$(PYTHON) tools/run.py fuzz
oracles: ; @$(PYTHON) tools/run.py oracles
lab: ; @$(PYTHON) tools/run.py lab
