// What the editor calls when a rule file is opened.

import { commands, type ExtensionContext } from "vscode";
import { screenPatients } from "./screen.js";
import { follow, Session } from "./session.js";

let session: Session | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const own = new Session();
  session = own;
  context.subscriptions.push(
    own,
    follow(own),
    commands.registerCommand("enrol.restartServer", () => own.restart()),
    commands.registerCommand("enrol.screenPatients", screenPatients),
  );
  await own.restart();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
