import assert from "node:assert/strict";
import Module, { createRequire } from "node:module";
import * as path from "node:path";
import { test } from "node:test";

// The editor's own module is there in the editor alone. In its place stands something of which everything can be asked and
// nothing is answered: enough for the bundle to be read, and no more is claimed.
function anything(): unknown {
  const nothing = function (): void {};
  return new Proxy(nothing, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => "" : name === "prototype" ? {} : anything()),
    construct: () => ({}),
    apply: () => anything(),
  });
}

test("the bundle can be read, and holds what the editor calls", () => {
  const modules = Module as unknown as { _load: (request: string, ...more: unknown[]) => unknown };
  const load = modules._load;
  modules._load = (request, ...more) => (request === "vscode" ? anything() : load.call(Module, request, ...more));
  try {
    const bundle = createRequire(path.join(process.cwd(), "package.json"))("./dist/extension.js");
    assert.deepEqual(Object.keys(bundle).sort(), ["activate", "deactivate"]);
    assert.equal(typeof bundle.activate, "function");
  } finally {
    modules._load = load;
  }
});
