#!/usr/bin/env bash
# Packs the shell, installs the tarball in an empty folder, and runs a line there.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

(cd "$root" && npm pack --silent --pack-destination "$folder" >/dev/null)
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-fund --no-audit ./tweet-shell-*.tgz
export TWEET_SHELL_HOME="$folder/home"

answer=$(./node_modules/.bin/tweet-shell -e 'val x = lit(1) + 1
println(x)')
[[ "$answer" == *"(1 + 1)"* ]] || { echo "the packed shell answered: $answer"; exit 1; }
if ./node_modules/.bin/tweet-shell --confg a=b 2>"$folder/error"; then
  echo "an unknown option was taken"
  exit 1
fi
grep -q -- "--conf" "$folder/error" || { cat "$folder/error"; exit 1; }
echo "packed $(du -k tweet-shell-*.tgz | cut -f1) KB, installed $(du -sm node_modules | cut -f1) MB"
