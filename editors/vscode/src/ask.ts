// The commands that ask the server about the trial on the screen; the session shows what it tells.

import { commands, window } from "vscode";
import type { Session } from "./session.js";

/** Asks the server about the trial of the open file, as it stands in the editor, by one of the server's own commands. */
export async function askOfTrial(session: Session, serverCommand: string): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "enrol") {
    void window.showInformationMessage("Open the rule file of a trial first.");
    return;
  }
  if (!session.answers) {
    void window.showErrorMessage("The server does not run, so nobody can answer. The status of enrol, beside {}, says why.");
    return;
  }
  await commands.executeCommand(serverCommand, document.uri.toString());
}
