// What the editor and the machine say: settings as absolute paths, and where the command is.

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { workspace } from "vscode";
import { serverSettings, type ServerSettings } from "./calls.js";
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
export function settings(): ServerSettings {
  const own = workspace.getConfiguration("enrol");
  const patients = own.get("patients", "").trim();
  return serverSettings(patients === "" ? "" : absolute(patients), own.get("asOf", ""));
}

/** A path of the settings as an absolute one. */
function absolute(setting: string): string {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
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
