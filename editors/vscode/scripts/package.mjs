// Packs the extension into enrol.vsix, and reads it again to see that it holds what it must and nothing else.

import { createVSIX } from "@vscode/vsce";
import { unzipSync, strFromU8 } from "fflate";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const packagePath = path.join(here, "enrol.vsix");

/** Everything that is in it, besides what the format itself asks for. */
const FILES = [
  "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "THIRD-PARTY-NOTICES.txt", "dist/extension.js",
  "language-configuration.json", "package.json", "syntaxes/enrol.tmLanguage.json",
];

// `createVSIX` builds first, by the script `vscode:prepublish`.
await createVSIX({
  cwd: here,
  packagePath,
  dependencies: false,
  skipLicense: true,
  allowMissingRepository: true,
});

const entries = unzipSync(readFileSync(packagePath));
// The format's own writer may write some names in small letters.
const inside = Object.keys(entries).filter((name) => name.startsWith("extension/"));
const names = inside.map((name) => name.slice("extension/".length).toLowerCase()).sort();
assert.deepEqual(names, FILES.map((file) => file.toLowerCase()).sort(), "what enrol.vsix holds");

const text = (name) => strFromU8(entries[inside.find((entry) => entry.toLowerCase() === `extension/${name}`.toLowerCase())]);
const manifest = JSON.parse(text("package.json"));
for (const file of [manifest.main, ...manifest.contributes.grammars.map((grammar) => grammar.path),
  ...manifest.contributes.languages.map((language) => language.configuration)]) {
  assert.ok(text(path.posix.normalize(file)).length > 0, `${file} is named and there`);
}
assert.equal(JSON.parse(text("syntaxes/enrol.tmLanguage.json")).scopeName, "source.enrol");
const bundle = text("dist/extension.js");
for (const { command } of manifest.contributes.commands) {
  assert.ok(bundle.includes(`"${command}"`), `${command} is offered and made`);
}
assert.ok(!bundle.includes(path.dirname(here)), "no path of the machine that packed it");
console.log(`enrol.vsix: ${names.length} files, as expected`);
