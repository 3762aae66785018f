// How the command is called. Nothing here knows of an editor, so that plain tests can ask.

/** The arguments that start the server; it speaks over standard input and output. */
export const serverCall: readonly string[] = ["lsp"];

/** What the server is told at its start, and when a setting changes; what nobody set is left out. */
export interface ServerSettings {
  readonly patients?: string;
  readonly asOf?: string;
}

/** The settings of the server, from those of the editor. `patients` is an absolute path. */
export function serverSettings(patients: string, asOf: string): ServerSettings {
  return {
    ...(patients.trim() === "" ? {} : { patients }),
    ...(asOf.trim() === "" ? {} : { asOf: asOf.trim() }),
  };
}

/** The server's commands about a trial, whose address they take, by those that the editor offers. */
export const trialCommands: Readonly<Record<string, string>> = {
  "enrol.testTrial": "enrol.runTests",
  "enrol.coverTrial": "enrol.showCoverage",
  "enrol.screenPatients": "enrol.screenSamples",
};

/** The arguments that write a rule file as a section of its protocol, for the preview of the editor. */
export function documentCall(file: string): string[] {
  return ["doc", file, "--format", "markdown"];
}
