# Everything is installed inside the project (target/tools, node_modules), pinned; only Debian's chromium, which the
# browser tests need, goes to the system. `make help` lists what there is.

PORT ?= 8080
export PATH := $(CURDIR)/target/tools/bin:$(CURDIR)/node_modules/.bin:$(PATH)

# Where nobody is watching, a lock file that is out of date is an error.
LOCKED := $(if $(CI),--locked)
# Trunk takes NO_COLOR=1, as everybody else reads it, for a mistake.
TRUNK := env -u NO_COLOR trunk --log warn
say = @printf '── %s\n' "$(1)"

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve test build package single-file bench harden-report sizes sizes-accept fmt clean setup ready lint test-rust test-web test-package test-browser

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: setup package ## build the page and serve it on 127.0.0.1:8080 (PORT=…), again after every change
	$(call say,Serving on http://127.0.0.1:$(PORT)/ as soon as it is built; Ctrl-C ends it)
	@$(TRUNK) serve --release --offline --port $(PORT)

test: ready lint test-rust test-web build sizes test-package test-browser ## everything: style, lints, all tests, the bundle and its size
	$(call say,All tests passed)

build: setup package ## the release bundle, in target/dist
	$(call say,Building the release bundle into target/dist)
	@$(TRUNK) build --release --offline

package: setup ## the npm package @drydock/core in target/package, and the widget in target/widget
	$(call say,Building the package into target/package)
	@node static/package/build.mjs

single-file: package ## the whole auditor as one HTML file, target/drydock.html
	@cp target/widget/embed.html target/drydock.html
	$(call say,The auditor is target/drydock.html)

bench: build ## figures, never a verdict
	$(call say,Running the benchmarks)
	@.tools/setup rust
	@cargo bench $(LOCKED) --profile native -p drydock-tests
	@node tests/browser/latency.mjs
	@node tests/browser/matching.mjs
	@node tests/browser/pipeline.mjs

harden-report: ## what hardening does to the corpus: figures, never a verdict
	@.tools/setup rust
	$(call say,Hardening the corpus)
	@cargo bench $(LOCKED) --quiet --profile native -p drydock-tests --bench harden_report

sizes: ## what the bundle weighs; fails 3 % above the accepted sizes
	$(call say,Weighing the bundle)
	@node tests/browser/sizes.mjs

sizes-accept: build ## accept what the bundle weighs now
	$(call say,Accepting the sizes)
	@node tests/browser/sizes.mjs --accept

fmt: ## format the Rust sources
	@.tools/setup rust lints
	$(call say,Formatting)
	@cargo fmt --all

clean: ## remove all that was built or installed here
	$(call say,Removing target and node_modules)
	@rm -rf target node_modules

setup:
	@.tools/setup rust wasm trunk bindgen npm

# What `make test` needs, all asked for before the first minute is spent.
ready:
	@.tools/setup rust lints wasm trunk bindgen npm chromium

lint:
	@.tools/setup rust lints
	$(call say,Checking the format)
	@cargo fmt --all --check
	$(call say,Linting with clippy)
	@cargo clippy $(LOCKED) --workspace --all-targets -- -D warnings

test-rust: ## the engine, the command line, and what spans packages
	@.tools/setup rust
	$(call say,Testing the engine and the command line)
	@cargo test $(LOCKED)

test-web: ## the page's components, without a browser
	@.tools/setup rust
	$(call say,Testing the page without a browser)
	@cargo test $(LOCKED) -p drydock-web

test-package: ## the package: packed, typed, and equal to the command line; and the recipes
	@.tools/setup npm
	$(call say,Testing the package)
	@node --test --test-reporter=spec tests/package.test.mjs tests/recipes.test.mjs

test-browser: ## the release bundle as it stands, in Chromium
	@.tools/setup npm chromium
	$(call say,Testing the bundle in Chromium)
	@node --test --test-reporter=spec tests/browser/*.test.mjs
