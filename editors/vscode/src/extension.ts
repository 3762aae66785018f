// What the editor calls when a rule file is opened.

import { commands, type ExtensionContext } from "vscode";
import { showEnglish } from "./english.js";
import { askOfTrial } from "./ask.js";
import { trialCommands } from "./calls.js";
import { follow, Session } from "./session.js";
import { Told } from "./told.js";

let session: Session | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const told = new Told();
  const own = new Session(told);
  session = own;
  context.subscriptions.push(
    told,
    own,
    follow(own),
    commands.registerCommand("enrol.restartServer", () => own.restart()),
    ...Object.entries(trialCommands).map(([offered, asked]) =>
      commands.registerCommand(offered, () => askOfTrial(own, asked)),
    ),
    commands.registerCommand("enrol.showEnglish", () => showEnglish(told)),
  );
  await own.restart();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
