#!/usr/bin/env bash
# Installs the command from the files that stand here. Run by action.yml.
# Usage: ci/install.sh key        prints a digest of what the command is made of, under which it can be kept
#        ci/install.sh to FOLDER  builds it into FOLDER/bin, unless it is there
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"

case "${1:-}" in
  key)
    files=$(find Cargo.toml Cargo.lock src grammar rules templates docs/diagnostics docs/language -type f | LC_ALL=C sort)
    { printf '%s\n' "$files"; printf '%s\n' "$files" | git hash-object --stdin-paths --no-filters; } |
      git hash-object --stdin
    ;;
  to)
    if [ -x "$2/bin/enrol" ] || [ -x "$2/bin/enrol.exe" ]; then
      exit 0
    fi
    # The oldest compiler that builds it is the one that it is built with: a newer one of the machine changes nothing.
    rust=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
    rustup toolchain install "$rust" --profile minimal --no-self-update
    cargo "+$rust" install --locked --path . --root "$2"
    ;;
  *)
    echo "usage: ci/install.sh key | to FOLDER" >&2
    exit 2
    ;;
esac
