// A person at work in VS Code: opens a trial, mends it, completes, asks, renames, lays out, screens. It runs in the editor
// itself, as an extension beside the one that it tries, and writes down how each step went.

const assert = require("node:assert/strict");
const { writeFileSync } = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const PATIENCE = 20_000;

/** Asks again until what is asked for is there. */
async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await ask();
    if (found) {
      return found;
    }
    assert.ok(Date.now() < end, `no ${what} came`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

const ask = (command, ...given) => vscode.commands.executeCommand(command, ...given);
const place = (document, words, within = 1) => document.positionAt(document.getText().indexOf(words) + within);
const findings = (document) => vscode.languages.getDiagnostics(document.uri);
const label = (item) => (typeof item.label === "string" ? item.label : item.label.label);

async function work(step) {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const file = (name) => vscode.Uri.joinPath(folder, name);
  const document = await vscode.workspace.openTextDocument(file("trials/demo.enrol"));
  const editor = await vscode.window.showTextDocument(document);

  await step("the language of the file", () => assert.equal(document.languageId, "enrol"));

  await step("a finding, with its code and what to do", async () => {
    const found = await until("finding", () => findings(document).find(({ message }) => message.includes("upcrr")));
    assert.equal(found.source, "enrol");
    assert.equal(found.code.value, "E0201");
    assert.match(found.message, /did you mean `upcr`/);
  });

  await step("its fix", async () => {
    const [found] = findings(document).filter(({ message }) => message.includes("upcrr"));
    const actions = await ask("vscode.executeCodeActionProvider", document.uri, found.range);
    const fix = actions.find(({ title, edit }) => edit !== undefined && title.includes("upcr"));
    assert.ok(fix, `offered: ${actions.map(({ title }) => title).join("; ")}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until("text without findings", () => findings(document).every(({ severity }) => severity !== 0));
  });

  await step("findings while typing, and none when it is whole", async () => {
    const end = document.positionAt(document.getText().length);
    await editor.edit((edit) => edit.insert(end, "\ninclusion I3 \"Kidney function\"\n  latest egfr within 28 days >= "));
    await until("finding in half-typed text", () => findings(document).some(({ severity }) => severity === 0));
    await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), "30 mL/min/1.73m2\n"));
    await until("text without errors", () => findings(document).every(({ severity }) => severity !== 0));
  });

  await step("completion of words and units", async () => {
    const at = place(document, "upcr within", 2);
    const { items } = await ask("vscode.executeCompletionItemProvider", document.uri, at);
    assert.ok(items.some((item) => label(item) === "upcr"), items.slice(0, 9).map(label).join(", "));
    const unit = place(document, "30 mL/min", 3);
    const { items: units } = await ask("vscode.executeCompletionItemProvider", document.uri, unit);
    assert.ok(units.some((item) => label(item) === "mL/min/1.73m2"), units.slice(0, 9).map(label).join(", "));
  });

  await step("what a word means", async () => {
    const [hover] = await until("hover", async () => {
      const hovers = await ask("vscode.executeHoverProvider", document.uri, place(document, "upcr within"));
      return hovers.length > 0 && hovers;
    });
    assert.match(hover.contents.map(({ value }) => value).join("\n"), /protein\/creatinine ratio/i);
  });

  await step("where a definition stands", async () => {
    const [found] = await ask("vscode.executeDefinitionProvider", document.uri, place(document, "kidney_disease"));
    assert.ok((found.uri ?? found.targetUri).path.endsWith("/library/shared.enrol"));
  });

  await step("its rename in all files", async () => {
    const edit = await ask("vscode.executeDocumentRenameProvider", document.uri, place(document, "kidney_disease"), "sick_kidney");
    const files = edit.entries().map(([uri]) => path.posix.basename(uri.path)).sort();
    assert.deepEqual(files, ["demo.enrol", "other.enrol", "shared.enrol"]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until("text without errors", () => findings(document).every(({ severity }) => severity !== 0));
  });

  await step("a rename that is refused, with the reason", async () => {
    const rename = ask("vscode.executeDocumentRenameProvider", document.uri, place(document, "sick_kidney"), "within");
    await assert.rejects(async () => rename, /keyword of the language/);
  });

  await step("layout", async () => {
    const before = document.getText();
    const edits = await ask("vscode.executeFormatDocumentProvider", document.uri, { tabSize: 2, insertSpaces: true });
    assert.ok(edits.length > 0, "the file is not laid out");
    const whole = new vscode.WorkspaceEdit();
    whole.set(document.uri, edits);
    assert.ok(await vscode.workspace.applyEdit(whole));
    assert.notEqual(document.getText(), before);
    assert.match(document.getText(), /^ {2}any sick_kidney$/m);
  });

  await step("outline, colours, folding", async () => {
    const symbols = await ask("vscode.executeDocumentSymbolProvider", document.uri);
    assert.ok(JSON.stringify(symbols).includes("I1"));
    const tokens = await ask("vscode.provideDocumentSemanticTokens", document.uri);
    assert.ok(tokens.data.length > 20);
    assert.ok((await ask("vscode.executeFoldingRangeProvider", document.uri)).length > 2);
  });

  const hints = async () => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const found = (await ask("vscode.executeInlayHintProvider", document.uri, whole)) ?? [];
    return found.map((hint) => (typeof hint.label === "string" ? hint.label : hint.label.map(({ value }) => value).join("")));
  };

  await step("a threshold in the other unit", async () => {
    await until("threshold in mg/mmol", async () => (await hints()).some((hint) => hint.includes("mg/mmol")));
  });

  await step("sample patients, once the folder is set", async () => {
    await vscode.workspace.getConfiguration("enrol").update("patients", "people", vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.getConfiguration("enrol").update("asOf", "2026-11-22", vscode.ConfigurationTarget.Workspace);
    const counted = "1 of 1 sample patient passes";
    await until("count", async () => (await hints()).some((hint) => hint.includes("sample patient")));
    assert.ok((await hints()).includes(counted), (await hints()).join("; "));
  });

  await step("the verdict of each, by the lens above the trial", async () => {
    const [lens] = await until("lens", async () => {
      const lenses = await ask("vscode.executeCodeLensProvider", document.uri, 10);
      return lenses.length > 0 && lenses;
    });
    assert.equal(lens.command.title, "Screen sample patients");
    await ask(lens.command.command, ...lens.command.arguments);
    const told = await until("verdict", () =>
      vscode.workspace.textDocuments.find((shown) => shown.getText().includes("Sample patients, as of 2026-11-22")));
    assert.match(told.getText(), /ONE: /);
  });

  await step("the rules in plain English", async () => {
    await vscode.window.showTextDocument(document);
    await ask("enrol.showEnglish");
    await until("preview", () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some((tab) => tab.input instanceof vscode.TabInputWebview));
  });

  await step("a trial that is left as it is laid out", async () => {
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    assert.ok(await document.save());
    const edits = (await ask("vscode.executeFormatDocumentProvider", document.uri, { tabSize: 2, insertSpaces: true })) ?? [];
    assert.equal(edits.length, 0);
  });
}

exports.activate = async () => {
  const steps = [];
  const write = (done) => writeFileSync(process.env.ENROL_DESK, JSON.stringify({ version: vscode.version, done, steps }));
  const step = async (name, go) => {
    try {
      await go();
      steps.push({ name, wrong: null });
    } catch (error) {
      steps.push({ name, wrong: error instanceof Error ? error.message : String(error) });
    }
    write(false);
  };
  // What is awaited here would keep the editor from starting other extensions.
  void work(step).catch((error) => steps.push({ name: "the whole", wrong: String(error) })).finally(() => write(true));
};
