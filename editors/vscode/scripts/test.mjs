// Bundles the tests and runs them: with `--update`, snapshots are written anew.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tests = readdirSync(path.join(here, "test")).filter((file) => file.endsWith(".test.ts"));

await build({
  absWorkingDir: here,
  entryPoints: tests.map((file) => `test/${file}`),
  outdir: "out/test",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  packages: "external",
  logLevel: "warning",
});
const files = tests.map((file) => `out/test/${file.replace(/\.ts$/, ".cjs")}`);
const env = { ...process.env, ...(process.argv.includes("--update") ? { UPDATE: "1" } : {}) };
const { status } = spawnSync(process.execPath, ["--test", ...files], { cwd: here, env, stdio: "inherit" });
process.exit(status ?? 1);
