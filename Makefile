# The two commands of the README, and what developers run in between.
PY := .venv/bin/python
DEMO ?= demo

.PHONY: run test verifier couverture preuves captures lock propre

run: ## Install what is needed and open the application on a demonstration base (headless where there is no screen)
	@installer/preparer.sh base
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(PY) -m plateforme demo --dossier "$(DEMO)"; \
	else \
		$(PY) -m plateforme demo --dossier "$(DEMO)" --sans-ecran; \
	fi

test: ## Install what is needed and run every check and test
	@installer/preparer.sh dev
	@$(MAKE) --no-print-directory verifier couverture

verifier: ## Format, lint, types, layers
	$(PY) -m ruff format --check plateforme tests
	$(PY) -m ruff check plateforme tests
	.venv/bin/lint-imports
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 .venv/bin/pyright --pythonpath $(PY) plateforme

couverture: ## Tests with branch coverage, and its floors
	QT_QPA_PLATFORM=offscreen $(PY) -m coverage run -m pytest
	$(PY) -m coverage combine -q
	$(PY) -m coverage report --fail-under=90
	$(PY) -m coverage report --fail-under=100 --include='plateforme/domain/*,plateforme/db/migrations/*,plateforme/db/migrate.py'

preuves: ## The long proofs, whole (kills in the middle of a write)
	@installer/preparer.sh dev
	QT_QPA_PLATFORM=offscreen PREUVES=entieres $(PY) -m pytest -m preuve -s

captures: ## Renew the pictures of the README from the demonstration
	@installer/preparer.sh base
	$(PY) -m plateforme demo --dossier build/captures --sans-ecran
	@mkdir -p docs/captures
	@for nom in appel personne-2-suivi fiches evaluation croisement-paire; do \
		cp build/captures/captures/[0-9][0-9]-$$nom.png docs/captures/$$nom.png; \
	done

lock: ## Renew the locked requirements (needs uv); they name no index
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml -o requirements/base.txt -q
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml --group dev -o requirements/dev.txt -q

propre: ## Remove what the commands above left
	rm -rf .venv build dist $(DEMO) .coverage* .pytest_cache .ruff_cache .hypothesis .import_linter_cache
