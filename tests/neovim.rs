//! A real editor at work with the language server: Neovim, without a screen, plays a person who opens a trial, mends it,
//! completes, renames over files, lays it out, asks what stands there and goes where it is defined.
//!
//! What the person does stands in `editors/neovim/test`; here is what must come of it.

#![cfg(all(feature = "cli", feature = "lsp"))]
#![expect(clippy::unwrap_used, reason = "a test that goes wrong should stop there")]
#![expect(clippy::panic, reason = "a test that has no editor says how to get one")]
#![expect(clippy::print_stderr, reason = "a test that is left out is left out loudly")]

use insta::assert_snapshot;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The folder of rules on which the person works.
const RULES: [(&str, &str); 7] = [
    (
        "trials/demo.enrol",
        r#"trial DEMO-01 "A drug in lupus nephritis"

use common
use lupus
use own

inclusion I1 "Adults"   age>=18 years
inclusion I2 "Protein/creatinine ratio above 1 g/g"
  latest upcrr within 28 days > 1 g/g
inclusion I3 "Well enough"
    meets well_enough   # as the library says
inclusion I4 "eGFR at least 30 mL/min/1.73 m2"
"#,
    ),
    (
        "trials/other.enrol",
        "trial DEMO-02 \"Another\"\n\nuse common\nuse own\n\ninclusion I1 \"Well enough\"\n  meets well_enough\n",
    ),
    (
        "library/own.enrol",
        "library own \"Our own\"\n\nuse common\n\ndefine well_enough \"Well enough to take part\"\n  truth latest ecog <= 1\n",
    ),
    ("enrol.toml", "patients = \"patients\"\n\n[tests]\nas_of = \"2026-11-22\"\n"),
    (
        "tests/demo.md",
        "# Tests of the demo\n\nRules: [DEMO-01](../trials/demo.enrol)\n\n## Of age\n\n```yaml\nbirth: $birth\n```\n\n\
         | $birth     | I1   |\n|---|---|\n| 2008-11-22 | pass |\n| 2008-11-23 | pass |\n",
    ),
    (
        "patients/ada.yaml",
        "patient: ADA\nrecorded: 2026-11-22\nbirth: 1990\nsex: female\nmeasurements:\n  \
         - { test: upcr, value: 2 g/g, on: 2026-11-15 }\n  - { test: ecog, value: 1, on: 2026-11-15 }\n  \
         - { test: egfr, value: 61 mL/min/1.73m2, on: 2026-11-15 }\n",
    ),
    (
        "patients/ben.yaml",
        "patient: BEN\nrecorded: 2026-11-22\nbirth: 1980\nsex: male\nmeasurements:\n  \
         - { test: upcr, value: 200 mg/g, on: 2026-11-15 }\n",
    ),
];

/// Plays one of the scripts; what the person saw and did. Nothing where the test is left out.
fn played(script: &str) -> Option<String> {
    if std::env::var_os("ENROL_WITHOUT_NEOVIM").is_some_and(|value| value == "1") {
        eprintln!("LEFT OUT: Neovim was not tried, because ENROL_WITHOUT_NEOVIM is set");
        return None;
    }
    let editor = std::env::var_os("ENROL_NEOVIM").unwrap_or_else(|| "nvim".into());
    assert!(
        Command::new(&editor).arg("--version").output().is_ok_and(|output| output.status.success()),
        "the language server is tried with Neovim, and `nvim` is not here: install it (on Debian: apt-get install neovim), \
         name it in the variable ENROL_NEOVIM, or set ENROL_WITHOUT_NEOVIM=1 to leave this test out"
    );
    let folder = TempDir::new().unwrap();
    let rules = folder.path().join("rules");
    for (name, text) in RULES {
        let path = rules.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let record = folder.path().join("record");
    let output = Command::new(&editor)
        .args(["--headless", "--clean", "-n", "-u"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/neovim/test/init.lua"))
        .current_dir(&rules)
        // Neovim keeps its log, and the server its copies of words, below these.
        .env("HOME", folder.path())
        .envs(
            ["XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"].map(|name| (name, folder.path())),
        )
        .env("ENROL", env!("CARGO_BIN_EXE_enrol"))
        .env("RECORD", &record)
        .env("PLAY", script)
        .output()
        .unwrap();
    let told = std::fs::read_to_string(&record).unwrap_or_default();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        panic!("Neovim did not come to the end of {script}\n{told}\n{errors}");
    }
    Some(told)
}

#[test]
fn a_person_edits_a_trial_in_neovim() {
    let Some(told) = played("work") else { return };
    assert_snapshot!(told);
}

#[test]
fn files_have_their_colours_in_neovim() {
    let Some(told) = played("colours") else { return };
    assert_snapshot!(told);
}

#[test]
fn neovim_says_once_that_the_command_is_not_there() {
    let Some(told) = played("missing") else { return };
    assert_snapshot!(told, @r#"
    Neovim says: The command /nowhere/enrol was not found. Install it (in a clone of its source: cargo install --path .), or say where it is: require("enrol").setup { cmd = { "/path/to/enrol", "lsp" } }. Until then rule files have colours only.
    file type enrol
    "#);
}
