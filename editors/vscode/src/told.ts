// What the server tells in a text of its own: shown beside the rules, and never to be saved.

import { commands, EventEmitter, Uri, ViewColumn, window, workspace, type Disposable, type TextDocumentContentProvider } from "vscode";

const SCHEME = "enrol-told";

/** The names of these texts, by the command that they answer. */
const TITLES: Readonly<Record<string, string>> = {
  "enrol.runTests": "Tests",
  "enrol.showCoverage": "Coverage",
  "enrol.screenSamples": "Sample patients",
};

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
    const document = await workspace.openTextDocument(this.keep(`${TITLES[command] ?? "enrol"}.txt`, text));
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  /** Shows a page of Markdown as it is read, in the place of the one of that name before. */
  async showPage(name: string, markdown: string): Promise<void> {
    await commands.executeCommand("markdown.showPreviewToSide", this.keep(`${name}.md`, markdown));
  }

  private keep(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
