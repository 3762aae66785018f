import assert from "node:assert/strict";
import { test } from "node:test";
import { expand, find, missingMessage, type Surroundings } from "../src/server.js";

/** A machine on which these files can be started. */
function machine(startable: string[], more: Partial<Surroundings> = {}): Surroundings {
  return {
    setting: "",
    folder: "/trials",
    home: "/home/ada",
    searchPath: "/usr/local/bin:/usr/bin",
    platform: "linux",
    startable: (file) => startable.includes(file),
    ...more,
  };
}

test("the command is taken from the path, the first folder first", () => {
  const both = machine(["/usr/bin/enrol", "/usr/local/bin/enrol"]);
  assert.deepEqual(find(both), { kind: "found", command: "/usr/local/bin/enrol" });
});

test("the command is found where cargo installs it", () => {
  assert.deepEqual(find(machine(["/home/ada/.cargo/bin/enrol"])), { kind: "found", command: "/home/ada/.cargo/bin/enrol" });
});

test("a folder of the path that is relative is passed over: it would be another in each open folder", () => {
  const found = find(machine(["bin/enrol", "./enrol"], { searchPath: "bin:." }));
  assert.equal(found.kind, "missing");
});

test("the setting comes before the path, and may name the folder of the command", () => {
  const around = machine(["/usr/bin/enrol", "/opt/enrol/enrol"], { setting: "/opt/enrol" });
  assert.deepEqual(find(around), { kind: "found", command: "/opt/enrol/enrol" });
});

test("a setting that names nothing is told of, and nothing else is started instead", () => {
  const missing = find(machine(["/usr/bin/enrol"], { setting: "~/old/enrol" }));
  assert.deepEqual(missing, { kind: "missing", looked: ["/home/ada/old/enrol"], bySetting: true });
  assert.ok(missing.kind === "missing");
  assert.match(missingMessage(missing), /enrol\.path names \/home\/ada\/old\/enrol, and no command is there/);
});

test("a command that is nowhere is told of with what to do", () => {
  const missing = find(machine([]));
  assert.ok(missing.kind === "missing");
  assert.match(missingMessage(missing), /not found on the path.*cargo install --path \..*enrol\.path/s);
});

test("Windows has its own names, separators and folders", () => {
  const around = machine(["C:\\Tools\\enrol.exe"], {
    platform: "win32", searchPath: "C:\\Windows;C:\\Tools", home: "C:\\Users\\ada", folder: "C:\\trials",
  });
  assert.deepEqual(find(around), { kind: "found", command: "C:\\Tools\\enrol.exe" });
});

test("paths of the settings start at the user's folder or the open one", () => {
  const around = machine([]);
  assert.equal(expand("~/bin/enrol", around), "/home/ada/bin/enrol");
  assert.equal(expand("${workspaceFolder}/target/debug/enrol", around), "/trials/target/debug/enrol");
  assert.equal(expand("patients", around), "/trials/patients");
  assert.equal(expand("/srv/../srv/patients", around), "/srv/patients");
});
