// The command that screens the sample patients for the trial on the screen.

import { commands, window } from "vscode";
import { screenCommand } from "./calls.js";
import type { Session } from "./session.js";

/** Tells the verdict of each sample patient for the trial of the open file, as it stands in the editor. */
export async function screenPatients(session: Session): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== "enrol") {
    void window.showInformationMessage("Open the rule file of a trial first.");
    return;
  }
  if (!session.answers) {
    void window.showErrorMessage("The server does not run, so nobody can screen. The status of enrol, beside {}, says why.");
    return;
  }
  // The session shows what is told.
  await commands.executeCommand(screenCommand, document.uri.toString());
}
