// What the server tells in a text of its own: shown beside the rules, and never to be saved.

import { EventEmitter, Uri, ViewColumn, window, workspace, type Disposable, type TextDocumentContentProvider } from "vscode";

const SCHEME = "enrol-told";

/** The names of these texts, by the command that they answer. */
const TITLES: Readonly<Record<string, string>> = { "enrol.screenSamples": "Sample patients" };

/** The texts that the server told, one for each command. */
export class Told implements TextDocumentContentProvider, Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  /** Shows what a command has to say, in the place of what it said before. */
  async show(command: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${TITLES[command] ?? "enrol"}.txt` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
