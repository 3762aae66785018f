//! How long an editor waits from a letter that is typed to the findings of the whole file.
//!
//! A generated trial of some hundred criteria is opened in a language server in this process, over a connection in memory.
//! Letters are typed and taken back in criteria all over the file, one at a time; the clock runs from the change that is sent to
//! the findings that name its version.

use crate::clock::spread;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How many letters are typed, after some that do not count.
const LETTERS: usize = 120;
const BEFORE: usize = 10;

/// Forms of criteria; `{n}` is a number that differs from one to the next.
const FORMS: &[&str] = &[
    "latest upcr within results_within > {n} mg/g",
    "latest egfr within {n} days >= 30 mL/min/1.73m2",
    "all of {\n    \"platelets\": latest platelets within {n} days >= 50 10^9/L,\n    \"neutrophils\": latest neutrophils within 28 days >= 1 10^9/L,\n  }",
    "any { rituximab, obinutuzumab, belimumab } within {n} days before or during screening",
    "no malignancy except { basal_cell_carcinoma where status is cured, cervical_carcinoma_in_situ }",
    "at least 2 failed_recently(standard_immunosuppressant) distinct by drug including any { mycophenolate, cyclophosphamide }",
    "any kidney_biopsy within {n} days where (isn_class includes any { III, IV } and activity_index > 2)",
    "any infection within {n} days where severity is severe or worse unless judged unsuitable_for_study",
    "(days of glucocorticoid with daily_dose as prednisone >= 10 mg/day) lasting at least {n} days is known",
    "highest alt within {n} days > 3 x ULN or latest bilirubin_total within {n} days > 2 x ULN",
];

/// Measures with so many criteria, and prints.
pub(crate) fn measure(criteria: usize) {
    let mut editor = Editor::start(trial(criteria));
    let mut waits: Vec<Duration> = Vec::new();
    let places: Vec<usize> = (0..BEFORE + LETTERS).map(|turn| editor.place(turn)).collect();
    for (turn, place) in places.into_iter().enumerate() {
        for (range, letter) in [((place, place), "x"), ((place, place + 1), "")] {
            let wait = editor.edit(range, letter);
            if turn >= BEFORE {
                waits.push(wait);
            }
        }
    }
    let bytes = editor.text.len();
    println!("{criteria} criteria, {bytes} bytes, {} letters typed or taken back", waits.len());
    println!("{}", spread(&waits));
    editor.stop();
}

/// A trial with so many criteria.
fn trial(criteria: usize) -> String {
    let mut text = String::from(
        "trial T \"A long trial\"\n  version \"1\"\n\nuse common\nuse drugs\nuse lupus\nuse lupus.treatment\n\n\
         anchor consent \"Consent\" day\nanchor randomisation \"Randomisation\" day\n\
         anchor screening \"Screening\" from consent to randomisation\n\n\
         parameter results_within = 28 days \"How old a result may be\"\n\n\
         define failed_recently(agents: drugs) \"Failed\" events agents where outcome in { no_response, progression }\n",
    );
    for number in 1..=criteria {
        let form = FORMS[number % FORMS.len()].replace("{n}", &(7 + number).to_string());
        writeln!(text, "\ninclusion I{number} \"Criterion {number} as the protocol states it\"\n  {form}")
            .expect("a text");
    }
    text
}

/// An editor with one text.
struct Editor {
    connection: Connection,
    server: std::thread::JoinHandle<enrol::lsp::Ending>,
    text: String,
    version: i64,
    last: Value,
}

impl Editor {
    fn start(text: String) -> Editor {
        let (server, connection) = Connection::memory();
        let server = std::thread::spawn(move || enrol::lsp::serve(&server));
        let mut editor = Editor { connection, server, text, version: 1, last: Value::Null };
        let cache = std::env::temp_dir().join("enrol-keystroke");
        let hello = json!({ "capabilities": {}, "initializationOptions": { "cacheFolder": cache } });
        editor.request(1, "initialize", hello);
        editor.notify("initialized", json!({}));
        let document = json!({ "uri": URI, "languageId": "enrol", "version": 1, "text": editor.text });
        editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
        editor.wait();
        let errors = editor.last.as_array().expect("findings").iter().filter(|found| found["severity"] == 1);
        assert_eq!(errors.count(), 0, "the generated trial has errors: {}", editor.last);
        editor
    }

    /// A place in a criterion, all over the file.
    fn place(&self, turn: usize) -> usize {
        let ends: Vec<usize> = self.text.match_indices("within ").map(|(at, _)| at + 6).collect();
        ends[(turn * 7919) % ends.len()]
    }

    fn edit(&mut self, (start, end): (usize, usize), new: &str) -> Duration {
        let position = |byte: usize| {
            let before = &self.text[..byte];
            let line = before.matches('\n').count();
            json!({ "line": line, "character": before.len() - before.rfind('\n').map_or(0, |at| at + 1) })
        };
        let range = json!({ "start": position(start), "end": position(end) });
        self.text.replace_range(start..end, new);
        self.version += 1;
        let document = json!({ "uri": URI, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "range": range, "text": new }] });
        let begun = Instant::now();
        self.notify("textDocument/didChange", params);
        self.wait();
        begun.elapsed()
    }

    fn notify(&self, method: &str, params: Value) {
        let message = Message::Notification(Notification::new(method.to_owned(), params));
        self.connection.sender.send(message).expect("the server listens");
    }

    fn request(&self, id: i32, method: &str, params: Value) {
        let request = Request::new(RequestId::from(id), method.to_owned(), params);
        self.connection.sender.send(Message::Request(request)).expect("the server listens");
        while !matches!(self.connection.receiver.recv().expect("an answer"), Message::Response(_)) {}
    }

    /// Waits for the findings of the text as it is now.
    fn wait(&mut self) {
        loop {
            let Message::Notification(news) = self.connection.receiver.recv().expect("findings") else { continue };
            if news.params["version"] == self.version {
                self.last = news.params["diagnostics"].clone();
                return;
            }
        }
    }

    fn stop(self) {
        self.request(2, "shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.server.join().expect("the server ends");
    }
}

const URI: &str = "untitled:trial.enrol";
