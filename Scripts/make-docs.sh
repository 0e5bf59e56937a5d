#!/bin/sh
# Makes the pages of the documentation in .build/docs: the articles, and every public symbol of the library.
set -eu
cd -- "$(dirname -- "$0")/.."
docc=$(dirname -- "$(command -v swift)")/docc
[ -x "$docc" ] || docc=docc
graphs=.build/symbol-graphs
rm -rf "$graphs" .build/docs
mkdir -p "$graphs"
swift build --target TrialNER -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$graphs"
# Those of the toolchain's own modules are not ours to document.
find "$graphs" -name '*.json' ! -name 'TrialNER*.symbols.json' -delete
"$docc" convert Sources/TrialNER/TrialNER.docc --additional-symbol-graph-dir "$graphs" --output-path .build/docs \
    --fallback-display-name TrialNER --fallback-bundle-identifier org.trialner.TrialNER --warnings-as-errors
echo "the pages are in .build/docs"
