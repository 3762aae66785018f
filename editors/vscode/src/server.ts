// Where the command `enrol` is. Nothing here knows of an editor, so that plain tests can ask.

import * as path from "node:path";

/** What is looked at to find the command. */
export interface Surroundings {
  /** The setting `enrol.path`; empty where nobody set it. */
  readonly setting: string;
  /** The folder that is open, if one is. */
  readonly folder: string | undefined;
  /** The user's own folder. */
  readonly home: string;
  /** The variable PATH. */
  readonly searchPath: string;
  readonly platform: NodeJS.Platform;
  /** Whether a file is there that can be started. */
  readonly startable: (file: string) => boolean;
}

/** The command, or the places where it is not. */
export type Found =
  | { readonly kind: "found"; readonly command: string }
  | { readonly kind: "missing"; readonly looked: readonly string[]; readonly bySetting: boolean };

/** Finds the command: where the setting says, else on the path, else where cargo installs it. */
export function find(around: Surroundings): Found {
  const names = around.platform === "win32" ? ["enrol.exe"] : ["enrol"];
  if (around.setting.trim() !== "") {
    const file = expand(around.setting.trim(), around);
    const given = [file, ...names.map((name) => rules(around).join(file, name))];
    const command = given.find(around.startable);
    return command === undefined
      ? { kind: "missing", looked: [file], bySetting: true }
      : { kind: "found", command };
  }
  const separator = around.platform === "win32" ? ";" : ":";
  const folders = around.searchPath.split(separator).filter((folder) => rules(around).isAbsolute(folder));
  folders.push(rules(around).join(around.home, ".cargo", "bin"));
  for (const folder of folders) {
    for (const name of names) {
      const file = rules(around).join(folder, name);
      if (around.startable(file)) {
        return { kind: "found", command: file };
      }
    }
  }
  return { kind: "missing", looked: folders, bySetting: false };
}

/** What a person is told when the command is not there: what is missing, and what to do. */
export function missingMessage(missing: Extract<Found, { kind: "missing" }>): string {
  if (missing.bySetting) {
    return `The setting enrol.path names ${missing.looked.join(", ")}, and no command is there. `
      + "Correct the setting, or empty it to have the command looked for. Until then rule files have colours only.";
  }
  return "The command enrol was not found on the path or in .cargo/bin. "
    + "Install it (in a clone of its source: cargo install --path .), or say in the setting enrol.path where it is. "
    + "Until then rule files have colours only.";
}

/** A path of the settings as an absolute one: `~` is the user's folder, what is relative starts at the open folder. */
export function expand(setting: string, around: Pick<Surroundings, "folder" | "home" | "platform">): string {
  const { folder, home } = around;
  const own = setting === "~" || /^~[/\\]/.test(setting) ? home + setting.slice(1) : setting;
  const full = folder === undefined ? own : own.split("${workspaceFolder}").join(folder);
  if (rules(around).isAbsolute(full) || folder === undefined) {
    return rules(around).normalize(full);
  }
  return rules(around).join(folder, full);
}

function rules(around: Pick<Surroundings, "platform">): path.PlatformPath {
  return around.platform === "win32" ? path.win32 : path.posix;
}
