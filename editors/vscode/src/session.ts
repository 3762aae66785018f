// The conversation with the server: started, restarted, ended, and shown in the status bar.

import {
  commands, languages, LanguageStatusSeverity, window, workspace, type Disposable, type LanguageStatusItem,
} from "vscode";
import { LanguageClient, State, TransportKind } from "vscode-languageclient/node";
import { serverCall } from "./calls.js";
import { missingMessage } from "./server.js";
import type { Told } from "./told.js";
import { findCommand, settings } from "./surroundings.js";

const SETTINGS = "Open the setting";
const AGAIN = "Look again";

/** The one conversation of a window. */
export class Session implements Disposable {
  private client: LanguageClient | undefined;
  private readonly status: LanguageStatusItem;
  /** What is under way; each start waits for what came before. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly told: Told) {
    this.status = languages.createLanguageStatusItem("enrol.server", { language: "enrol" });
    this.status.name = "enrol";
    this.status.command = { command: "enrol.restartServer", title: "Restart" };
    this.say("enrol: starting", LanguageStatusSeverity.Information);
  }

  /** Starts the server anew, with the command and the settings as they are now. */
  restart(): Promise<void> {
    this.turn = this.turn.then(() => this.stop()).then(() => this.start());
    return this.turn;
  }

  /** Whether the server answers. */
  get answers(): boolean {
    return this.client?.state === State.Running;
  }

  /** Ends the conversation in order. */
  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client !== undefined) {
      await client.dispose().catch(() => undefined);
    }
  }

  dispose(): void {
    this.status.dispose();
    void this.stop();
  }

  private async start(): Promise<void> {
    const found = findCommand();
    if (found.kind === "missing") {
      this.say("enrol: not found", LanguageStatusSeverity.Error);
      void this.tellMissing(missingMessage(found));
      return;
    }
    const executable = { command: found.command, args: [...serverCall], transport: TransportKind.stdio };
    const client: LanguageClient = new LanguageClient("enrol", "enrol", executable, {
      documentSelector: [{ language: "enrol", scheme: "file" }, { language: "enrol", scheme: "untitled" }],
      initializationOptions: settings(),
      middleware: {
        executeCommand: (command, given: unknown[]) => this.ask(client, command, given),
        // The server asks when a setting changes; it is told paths as this machine knows them.
        workspace: { configuration: ({ items }) => items.map(({ section }) => (section === "enrol" ? settings() : null)) },
      },
    });
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.sayState(newState, found.command);
      }
    });
    try {
      await client.start();
      const version = client.initializeResult?.serverInfo?.version;
      this.say(version === undefined ? "enrol" : `enrol ${version}`, LanguageStatusSeverity.Information, found.command);
    } catch (error) {
      this.say("enrol: did not start", LanguageStatusSeverity.Error, found.command);
      const reason = error instanceof Error ? error.message : String(error);
      const message = `${found.command} did not start as a server: ${reason}. `
        + "If it is older than this extension, install the present one.";
      void this.tellMissing(message);
    }
  }

  /** Shows what a command of the server has to say, or what kept it from that; the client alone would show neither. */
  private async ask(client: LanguageClient, command: string, given: unknown[]): Promise<void> {
    try {
      const said: unknown = await client.sendRequest("workspace/executeCommand", { command, arguments: given });
      if (typeof said === "string") {
        await this.told.show(command, said);
      }
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  private sayState(state: State, command: string): void {
    if (state === State.Stopped) {
      this.say("enrol: stopped", LanguageStatusSeverity.Warning, command);
    } else if (state === State.Starting) {
      this.say("enrol: starting", LanguageStatusSeverity.Information, command);
    }
  }

  private say(text: string, severity: LanguageStatusSeverity, detail?: string): void {
    this.status.text = text;
    this.status.severity = severity;
    this.status.detail = detail ?? "";
    this.status.busy = text.endsWith("starting");
  }

  private async tellMissing(message: string): Promise<void> {
    const chosen = await window.showErrorMessage(message, SETTINGS, AGAIN);
    if (chosen === SETTINGS) {
      await commands.executeCommand("workbench.action.openSettings", "enrol.path");
    } else if (chosen === AGAIN) {
      await this.restart();
    }
  }
}

/** Starts the server anew when another command is set; of other settings it hears by itself. */
export function follow(session: Session): Disposable {
  return workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("enrol.path")) {
      void session.restart();
    }
  });
}
