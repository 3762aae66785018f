//! How long an editor waits from a letter that is typed to the findings of the whole file.
//!
//! A generated trial of some hundred criteria is opened in a language server in this process, over a connection in memory.
//! Letters are typed and taken back in criteria all over the file, one at a time. The clock runs from the change that is sent to
//! the errors that name its version, and to the moment at which lints have been looked at, too.

use crate::clock::spread;
use enrol::check::{Options, Source, check};
use enrol::vocabulary::{Form, Kind};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// How many letters are typed, after some that do not count.
const LETTERS: usize = 120;
const BEFORE: usize = 10;

/// Measures with so many criteria, and prints.
pub(crate) fn measure(criteria: usize) {
    let mut editor = Editor::start(trial(criteria));
    let (mut errors, mut everything): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    let places: Vec<usize> = (0..BEFORE + LETTERS).map(|turn| editor.place(turn)).collect();
    for (turn, place) in places.into_iter().enumerate() {
        for (range, letter) in [((place, place), "x"), ((place, place + 1), "")] {
            let (first, all) = editor.edit(range, letter);
            if turn >= BEFORE {
                errors.push(first);
                everything.push(all);
            }
        }
    }
    let bytes = editor.text.len();
    println!("{criteria} criteria, {bytes} bytes, {} letters typed or taken back", errors.len());
    println!("errors                {}", spread(&errors));
    println!("lints and all         {}", spread(&everything));
    editor.stop();
}

/// A trial with so many criteria, each of other words.
fn trial(criteria: usize) -> String {
    let mut text = String::from(
        "trial T \"A long trial\"\n  version \"1\"\n\nuse common\nuse drugs\nuse lupus\n\n\
         anchor consent \"Consent\" day\nanchor randomisation \"Randomisation\" day\n\
         anchor screening \"Screening\" from consent to randomisation\n\n\
         parameter results_within = 28 days \"How old a result may be\"\n\n\
         define failed_recently(agents: drugs) \"Failed\" events agents where outcome in { no_response, progression }\n",
    );
    let words = Words::of(&text);
    for number in 1..=criteria {
        let form = words.form(number);
        writeln!(text, "\ninclusion I{number} \"Criterion {number} as the protocol states it, in a sentence of usual length\"\n  {form}")
            .expect("a text");
    }
    text
}

/// The words that a text can use.
struct Words {
    drugs: Vec<String>,
    conditions: Vec<String>,
    procedures: Vec<String>,
    /// Measurements with their unit.
    measurements: Vec<(String, String)>,
}

impl Words {
    fn of(text: &str) -> Words {
        let source = Source::new("trial.enrol", text);
        let vocabulary = check(&[source], &enrol::embedded::find, &Options::default()).program.vocabulary;
        let of = |kind: Kind| {
            let words = vocabulary.words.iter().filter(|word| word.kind == kind && !word.vocabulary.is_empty());
            words.map(|word| word.name.clone()).collect()
        };
        let measured = vocabulary.words.iter().filter_map(|word| match word.forms.first() {
            Some(Form::Quantity { unit, bounds: None }) if !vocabulary.unit(*unit).is_empty() => {
                Some((word.name.clone(), vocabulary.unit(*unit).to_owned()))
            }
            _ => None,
        });
        Words {
            drugs: of(Kind::Drug),
            conditions: of(Kind::Condition),
            procedures: of(Kind::Procedure),
            measurements: measured.collect(),
        }
    }

    /// A criterion: ten forms in turn.
    fn form(&self, number: usize) -> String {
        let turn = number / 10;
        let pick = |words: &[String], step: usize| words[(number * 7 + turn * 13 + step * 31) % words.len()].clone();
        let (drug, other, third) = (pick(&self.drugs, 0), pick(&self.drugs, 1), pick(&self.drugs, 2));
        let (condition, except) = (pick(&self.conditions, 0), pick(&self.conditions, 1));
        let procedure = pick(&self.procedures, 0);
        let (result, unit) = &self.measurements[(number * 3 + turn) % self.measurements.len()];
        let (second, second_unit) = &self.measurements[(number * 5 + turn * 11 + 7) % self.measurements.len()];
        let days = 7 + number % 83;
        match number % 10 {
            0 => format!("latest {result} within {days} days > 2 {unit}"),
            1 => format!(
                "all of {{\n    \"one\": latest {result} within results_within >= 3 {unit},\n    \"two\": latest {second} within {days} days >= 1 {second_unit},\n  }}"
            ),
            2 => format!("any {{ {drug}, {other}, {third} }} within {days} days before or during screening"),
            3 => format!("no {condition} except {{ {except} where status is cured }}"),
            4 => format!("at least 2 failed_recently({drug}) distinct by drug including any {{ {other}, {third} }}"),
            5 => format!("any {procedure} within {days} days before consent"),
            6 => format!(
                "any {condition} within {days} days where severity is severe or worse unless judged unsuitable_for_study"
            ),
            7 => format!("any {drug} lasting at least {days} days and any {condition} within 5 years"),
            8 => format!("highest {result} within {days} days > 3 x ULN or latest {second} within 28 days > 2 x ULN"),
            _ => format!("any current {condition} but not any {procedure} within {days} days"),
        }
    }
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
        let messages: Vec<String> = errors.map(|found| found["message"].to_string()).collect();
        assert!(messages.is_empty(), "the generated trial has errors: {messages:#?}");
        editor
    }

    /// A place in a criterion, all over the file.
    fn place(&self, turn: usize) -> usize {
        let ends: Vec<usize> = self.text.match_indices("within ").map(|(at, _)| at + 6).collect();
        ends[(turn * 7919) % ends.len()]
    }

    /// Changes the text. Gives how long the errors took, and how long everything.
    fn edit(&mut self, (start, end): (usize, usize), new: &str) -> (Duration, Duration) {
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
        let errors = begun.elapsed();
        // By now the server looks at the rest; it answers when it has.
        std::thread::sleep(Duration::from_millis(2));
        self.request(3, "enrol/nothing", Value::Null);
        (errors, begun.elapsed())
    }

    fn notify(&self, method: &str, params: Value) {
        let message = Message::Notification(Notification::new(method.to_owned(), params));
        self.connection.sender.send(message).expect("the server listens");
    }

    fn request(&mut self, id: i32, method: &str, params: Value) {
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

    fn stop(mut self) {
        self.request(2, "shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.server.join().expect("the server ends");
    }
}

const URI: &str = "untitled:trial.enrol";
