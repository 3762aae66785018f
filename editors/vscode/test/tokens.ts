// Rule files in their colours, by the tokeniser that editors use.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";

/** The folder of the whole project. */
export const root = path.join(process.cwd(), "..", "..");

/** A stretch of a line and its innermost scope. */
export interface Token {
  readonly line: number;
  readonly start: number;
  readonly text: string;
  /** Outermost first, without that of the file. */
  readonly scopes: readonly string[];
}

async function load(): Promise<textmate.IGrammar> {
  const wasm = readFileSync(createRequire(path.join(process.cwd(), "package.json")).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const file = path.join(root, "editors", "textmate", "enrol.tmLanguage.json");
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(file, "utf8"), file)),
  });
  const grammar = await registry.loadGrammar("source.enrol");
  if (grammar === null) {
    throw new Error("no grammar");
  }
  return grammar;
}

const grammar = load();

/** The tokens of a text in order. */
export async function tokens(text: string): Promise<Token[]> {
  const loaded = await grammar;
  let state = textmate.INITIAL;
  return text.split("\n").flatMap((line, number) => {
    const result = loaded.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      line: number,
      start: token.startIndex,
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1),
    }));
  });
}

/** Every rule file of the project, by its path. */
export function ruleFiles(folder = path.join(root, "rules")): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? ruleFiles(file) : entry.name.endsWith(".enrol") ? [file] : [];
    })
    .sort();
}
