import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { root, ruleFiles, tokens, type Token } from "./tokens.js";

/** What a keyword may be coloured as. */
const KEYWORD = /^(keyword|storage|support\.function|variable\.language|constant\.language)\./;
const NUMBER = /^(constant\.numeric|constant\.other\.(code|value)|keyword\.other\.unit|entity\.name|variable\.other\.criterion)\./;

/** The words that no name can be, from the grammar: in groups by first letter there. */
function reserved(): Set<string> {
  const grammar = readFileSync(path.join(root, "grammar", "enrol.pest"), "utf8");
  const rule = /^reserved = _\{([\s\S]*?)^\}/m.exec(grammar)?.[1] ?? "";
  const words = new Set<string>();
  const rest = rule.replace(/"(\w)" ~ \(([^()]*)\)/g, (_, first: string, ends: string) => {
    for (const [, end] of ends.matchAll(/"(\w+)"/g)) {
      words.add(first + end);
    }
    return "";
  });
  for (const [, word] of rest.matchAll(/"(\w+)"/g)) {
    words.add(word ?? "");
  }
  return words;
}

/** The kind of each letter of a text, by a scan that knows nothing of colours: in a comment, in a text, or neither. */
function kinds(line: string): string {
  let kind = " ";
  let out = "";
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (kind === " " && letter === "#") {
      return out + "#".repeat(line.length - at);
    }
    const before = kind;
    if (letter === '"') {
      kind = kind === " " ? '"' : " ";
    } else if (letter === "\\" && kind === '"') {
      out += '"';
      at++;
    }
    out += before === '"' || kind === '"' ? '"' : " ";
  }
  return out;
}

interface Place {
  readonly file: string;
  readonly line: string;
  readonly token: Token;
}

async function everyToken(): Promise<Place[]> {
  const all: Place[] = [];
  for (const file of ruleFiles()) {
    const text = readFileSync(file, "utf8");
    const lines = text.split("\n");
    for (const token of await tokens(text)) {
      all.push({ file: path.relative(root, file), line: lines[token.line] ?? "", token });
    }
  }
  return all;
}

const said = ({ file, line, token }: Place): string =>
  `${file}:${token.line + 1}: \`${token.text}\` is ${token.scopes.join(" ") || "plain"} in: ${line.trim()}`;
const inner = (token: Token): string => token.scopes.at(-1) ?? "";

test("every comment and text of the rule files is one", async () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const place of await everyToken()) {
    const { token, line } = place;
    const kind = kinds(line).slice(token.start, token.start + token.text.length);
    const is = token.scopes.some((scope) => scope.startsWith("comment.")) ? "#"
      : token.scopes.some((scope) => scope.startsWith("string.quoted.")) ? '"' : " ";
    seen += is === " " ? 0 : 1;
    if ([...kind].some((letter) => letter !== is)) {
      wrong.push(said(place));
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 5000, `only ${seen} seen`);
});

test("every keyword of the rule files is one", async () => {
  const words = reserved();
  assert.ok(words.size > 70, `only ${words.size} reserved words read`);
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const place of await everyToken()) {
    const { token, line } = place;
    const kind = kinds(line);
    for (const found of token.text.matchAll(/(?<![\w+/.-])[A-Za-z]\w*(?![\w+/-])/g)) {
      const at = token.start + found.index;
      if (kind[at] !== " " || !words.has(found[0]) || /\bunits?\b/.test(inner(token))) {
        continue;
      }
      seen.add(found[0]);
      if (!token.scopes.some((scope) => KEYWORD.test(scope))) {
        wrong.push(said(place));
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen.size > 60, `only ${seen.size} of the words stand in rule files`);
});

test("no name of the rule files is coloured as a keyword where it is declared", async () => {
  const declared = /^\s*(?:define|parameter|anchor|cohort|score|group|judgement|measurement|condition|drug|procedure|vaccine)\s+([A-Za-z]\w*)/;
  const all = await everyToken();
  const wrong: string[] = [];
  let seen = 0;
  for (const place of all) {
    const name = declared.exec(place.line);
    if (name?.[1] === undefined || place.token.start !== name[0].length - name[1].length) {
      continue;
    }
    seen++;
    if (place.token.text !== name[1] || !inner(place.token).startsWith("entity.name.")) {
      wrong.push(said(place));
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 800, `only ${seen} seen`);
});

test("every number of the rule files is one, with its unit", async () => {
  const wrong: string[] = [];
  let units = 0;
  const all = await everyToken();
  for (const [at, place] of all.entries()) {
    const { token, line } = place;
    if (kinds(line)[token.start] === " " && /^\s*-?\d/.test(token.text) && !NUMBER.test(inner(token))) {
      wrong.push(said(place));
    }
    const rest = line.slice(token.start + token.text.length);
    const unit = /^\s*(days|weeks|months|years|%|[A-Za-z]*[%[/][^\s,(){}"]*)(?=[\s,)}]|$)/.exec(rest)?.[1];
    if (inner(token).startsWith("constant.numeric.enrol") && unit !== undefined && unit !== "/") {
      units++;
      const next = all.slice(at + 1).find((other) => other.token.text.trim() !== "");
      if (next?.token.text.trim() !== unit || inner(next.token) !== "keyword.other.unit.enrol") {
        wrong.push(next === undefined ? line : said(next));
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(units > 400, `only ${units} units seen`);
});

for (const name of ["trial", "vocabulary"]) {
  test(`the ${name} made up for its colours has them`, async () => {
    const folder = path.join(process.cwd(), "test", "colours");
    const text = readFileSync(path.join(folder, `${name}.enrol`), "utf8");
    const lines = text.split("\n");
    let shown = "";
    let line = -1;
    for (const token of await tokens(text)) {
      if (token.line !== line) {
        line = token.line;
        shown += `${lines[line]}\n`;
      }
      if (token.text.trim() !== "") {
        shown += `    ${token.text.trim()}  ${token.scopes.join(" ").replaceAll(".enrol", "") || "-"}\n`;
      }
    }
    const file = path.join(folder, `${name}.txt`);
    if (process.env["UPDATE"] === "1") {
      writeFileSync(file, shown);
    }
    assert.equal(shown, readFileSync(file, "utf8"), "`npm test -- --update` writes it anew; read every line of the difference");
  });
}
