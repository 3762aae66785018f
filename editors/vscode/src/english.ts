// The command that reads the rules on the screen back in plain English.

import { execFile } from "node:child_process";
import { basename } from "node:path";
import { window } from "vscode";
import { documentCall } from "./calls.js";
import { missingMessage } from "./server.js";
import { findCommand } from "./surroundings.js";
import type { Told } from "./told.js";

/** Shows the open file as a section of its protocol, beside it. */
export async function showEnglish(told: Told): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "enrol" || document.uri.scheme !== "file") {
    void window.showInformationMessage("Open a rule file first; it must lie in a folder.");
    return;
  }
  const found = findCommand();
  if (found.kind === "missing") {
    void window.showErrorMessage(missingMessage(found));
    return;
  }
  // The command reads the file, not the editor.
  if (document.isDirty && !(await document.save())) {
    return;
  }
  const { text, problem } = await run(found.command, documentCall(document.uri.fsPath));
  if (text === "") {
    void window.showErrorMessage(problem === "" ? "enrol doc wrote nothing." : problem);
    return;
  }
  await told.showPage(`${basename(document.uri.fsPath, ".enrol")} in plain English`, text);
  if (problem !== "") {
    void window.showWarningMessage(problem);
  }
}

/** What a command writes, and what it says aside. It may write a document and end with findings. */
function run(command: string, call: readonly string[]): Promise<{ text: string; problem: string }> {
  return new Promise((resolve) => {
    execFile(command, call, { encoding: "utf8", maxBuffer: 1 << 26, windowsHide: true }, (error, text, aside) => {
      const problem = aside.trim() === "" && error !== null && text === "" ? error.message : aside.trim();
      resolve({ text, problem });
    });
  });
}
