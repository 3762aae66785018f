// How the command is called. Nothing here knows of an editor, so that plain tests can ask.

import { parse } from "smol-toml";

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

/** The arguments that screen the patients for the trial of one file. */
export function screenCall(file: string, settings: ServerSettings & { readonly patients: string }): string[] {
  const day = settings.asOf === undefined ? [] : ["--as-of", settings.asOf];
  return ["screen", file, "--patients", settings.patients, ...day];
}

/** The sample patients that the text of an `enrol.toml` names, as it is written there. */
export function patientsOf(toml: string): string | undefined {
  try {
    const { patients } = parse(toml);
    return typeof patients === "string" && patients !== "" ? patients : undefined;
  } catch {
    // What is wrong with the file, the server and `enrol check` tell.
    return undefined;
  }
}
