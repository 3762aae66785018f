// The command that screens the sample patients for the trial on the screen.

import {
  commands, ProcessExecution, Task, TaskPanelKind, TaskRevealKind, tasks, TaskScope, window, workspace,
} from "vscode";
import { screenCall } from "./calls.js";
import { missingMessage } from "./server.js";
import { findCommand, samplePatients, settings } from "./surroundings.js";

const SETTINGS = "Open the setting";

/** Screens the sample patients for the trial of the open file, and shows the verdicts in the terminal. */
export async function screenPatients(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "enrol" || document.uri.scheme !== "file") {
    void window.showInformationMessage("Open the rule file of a trial first; it must lie in a folder.");
    return;
  }
  const patients = samplePatients(document.uri);
  if (patients === undefined) {
    const message = "No sample patients are known. Name their folder in the setting enrol.patients, "
      + "or as patients = \"...\" in an enrol.toml beside the rules.";
    if ((await window.showWarningMessage(message, SETTINGS)) === SETTINGS) {
      await commands.executeCommand("workbench.action.openSettings", "enrol.patients");
    }
    return;
  }
  const found = findCommand();
  if (found.kind === "missing") {
    void window.showErrorMessage(missingMessage(found));
    return;
  }
  if (document.isDirty && !(await document.save())) {
    return;
  }
  const call = screenCall(document.uri.fsPath, { ...settings(document.uri), patients });
  const folder = workspace.getWorkspaceFolder(document.uri) ?? TaskScope.Workspace;
  const definition = { type: "enrol" };
  const task = new Task(definition, folder, "screen the sample patients", "enrol", new ProcessExecution(found.command, call), []);
  task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Dedicated, clear: true };
  await tasks.executeTask(task);
}
