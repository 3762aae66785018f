import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { documentCall, serverSettings, trialCommands } from "../src/calls.js";
import { root } from "./tokens.js";

test("what nobody set is not told to the server", () => {
  assert.deepEqual(serverSettings("", "  "), {});
  assert.deepEqual(serverSettings("/p", " 2026-11-22 "), { patients: "/p", asOf: "2026-11-22" });
});

test("the server knows the commands that it is asked for", () => {
  const commands = readFileSync(path.join(root, "src", "lsp", "commands.rs"), "utf8");
  for (const asked of Object.values(trialCommands)) assert.ok(commands.includes(`"${asked}"`), asked);
});

test("a file is written as a section of its protocol, as one argument whatever its name holds", () => {
  assert.deepEqual(documentCall("/t/a b.enrol"), ["doc", "/t/a b.enrol", "--format", "markdown"]);
});
