import assert from "node:assert/strict";
import { test } from "node:test";
import { patientsOf, screenCall, serverSettings } from "../src/calls.js";

test("what nobody set is not told to the server", () => {
  assert.deepEqual(serverSettings("", "  "), {});
  assert.deepEqual(serverSettings("/p", " 2026-11-22 "), { patients: "/p", asOf: "2026-11-22" });
});

test("patients are screened for one file, on a day if one is set", () => {
  assert.deepEqual(screenCall("/t/a b.enrol", { patients: "/p" }), ["screen", "/t/a b.enrol", "--patients", "/p"]);
  assert.deepEqual(screenCall("/t/a.enrol", { patients: "/p", asOf: "2026-11-22" }).slice(4), ["--as-of", "2026-11-22"]);
});

test("an enrol.toml names its patients at its top, as a text", () => {
  assert.equal(patientsOf('patients = "sample/patients"  # ours\n\n[lints]\nW0602 = "off"\n'), "sample/patients");
  assert.equal(patientsOf("[lints]\npatients = \"x\"\n"), undefined);
  assert.equal(patientsOf("patients = 3\n"), undefined);
  assert.equal(patientsOf("patients = \n"), undefined);
});
