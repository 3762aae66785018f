// Puts together what the extension is made of: the bundle, the grammar, the licences and those of what is bundled.

import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.join(here, "..", "..");

/** Licences under which something may be bundled. */
const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"];

mkdirSync(path.join(here, "syntaxes"), { recursive: true });
copyFileSync(
  path.join(root, "editors", "textmate", "enrol.tmLanguage.json"),
  path.join(here, "syntaxes", "enrol.tmLanguage.json"),
);
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) {
  copyFileSync(path.join(root, licence), path.join(here, licence));
}

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node18",
  external: ["vscode"],
  minify: true,
  metafile: true,
  logLevel: "warning",
});
writeFileSync(path.join(here, "THIRD-PARTY-NOTICES.txt"), notices(Object.keys(metafile.inputs)));

/** The licences of everything of others in the bundle. */
function notices(inputs) {
  const packages = new Set(
    inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean),
  );
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(here, folder, "package.json"), "utf8"));
    if (!ALLOWED.includes(license)) {
      throw new Error(`${name} is under ${license}, which must not be bundled`);
    }
    const file = readdirSync(path.join(here, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined || !existsSync(path.join(here, folder, file))) {
      throw new Error(`${name} has no file with its licence`);
    }
    return `${name} ${version}, ${license}\n\n${readFileSync(path.join(here, folder, file), "utf8").trim()}\n`;
  });
  return `The extension contains these works of others.\n\n${texts.join("\n----\n\n")}`;
}
