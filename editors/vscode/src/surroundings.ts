// What the editor and the machine say: settings as absolute paths, and where the command is.

import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import { workspace, type Uri } from "vscode";
import { patientsOf, serverSettings, type ServerSettings } from "./calls.js";
import { expand, find, type Found } from "./server.js";

/** Finds the command as it stands now. */
export function findCommand(): Found {
  return find({
    setting: workspace.getConfiguration("enrol").get("path", ""),
    folder: workspace.workspaceFolders?.[0]?.uri.fsPath,
    home: homedir(),
    searchPath: process.env["PATH"] ?? "",
    platform: process.platform,
    startable,
  });
}

/** The settings that the server is told. */
export function settings(scope?: Uri): ServerSettings {
  const own = workspace.getConfiguration("enrol", scope ?? null);
  const patients = own.get("patients", "").trim();
  return serverSettings(patients === "" ? "" : absolute(patients, scope), own.get("asOf", ""));
}

/** The sample patients for a rule file: as set in the editor, else as the nearest `enrol.toml` says. */
export function samplePatients(file: Uri): string | undefined {
  const set = settings(file).patients;
  if (set !== undefined) {
    return set;
  }
  let folder = path.dirname(file.fsPath);
  for (;;) {
    const toml = path.join(folder, "enrol.toml");
    if (statSync(toml, { throwIfNoEntry: false })?.isFile() === true) {
      const named = patientsOf(readFileSync(toml, "utf8"));
      return named === undefined ? undefined : path.resolve(folder, named);
    }
    const above = path.dirname(folder);
    if (above === folder) {
      return undefined;
    }
    folder = above;
  }
}

function absolute(setting: string, scope?: Uri): string {
  const open = scope === undefined ? undefined : workspace.getWorkspaceFolder(scope);
  const folder = (open ?? workspace.workspaceFolders?.[0])?.uri.fsPath;
  return expand(setting, { folder, home: homedir(), platform: process.platform });
}

function startable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
