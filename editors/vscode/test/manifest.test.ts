import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { trialCommands } from "../src/calls.js";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const language = JSON.parse(readFileSync("language-configuration.json", "utf8"));

test("every setting and command that the code speaks of is declared, and the other way", () => {
  const code = readdirSync("src").map((name) => readFileSync(`src/${name}`, "utf8")).join("\n");
  const commands = manifest.contributes.commands.map((command: { command: string }) => command.command).sort();
  const made = [...code.matchAll(/registerCommand\("([^"]+)"/g)].map((found) => found[1]);
  assert.deepEqual(commands, [...made, ...Object.keys(trialCommands)].sort());
  const settings = Object.keys(manifest.contributes.configuration.properties).sort();
  const read = [...code.matchAll(/\.get\("([^"]+)"/g)].map((found) => `enrol.${found[1]}`);
  // The client itself reads how much of the conversation is written down.
  assert.deepEqual(settings, [...new Set([...read, "enrol.trace.server"])].sort());
});

test("what follows a line is indented where it belongs to it", () => {
  const increase = new RegExp(language.indentationRules.increaseIndentPattern);
  const decrease = new RegExp(language.indentationRules.decreaseIndentPattern);
  for (const line of ['inclusion I1 "Age"', "  all of {", '    "a # b": any of {', "define failed(", "  any of {  # why", "score sledai"]) {
    assert.match(line, increase);
  }
  for (const line of ["use common", "  age >= 18 years", "  any of { a, b }", '# trial {', '  note "open {"', 'drug x "Y"']) {
    assert.doesNotMatch(line, increase);
  }
  assert.match("  }", decrease);
  assert.doesNotMatch("  a }", decrease);
});

test("every colour of the server has a scope", () => {
  const source = readFileSync("../../src/lsp/semantic.rs", "utf8");
  const list = /const TYPES: &\[&str\] = &\[([^\]]*)\]/.exec(source)?.[1] ?? "";
  const types = [...list.matchAll(/"(\w+)"/g)].map((found) => found[1]);
  assert.ok(types.length > 10, `only ${types.length} types read`);
  const scopes = Object.keys(manifest.contributes.semanticTokenScopes[0].scopes).filter((name) => !name.startsWith("*"));
  assert.deepEqual(scopes.sort(), types.sort());
});
