//! cel, the Common Expression Language: expression after expression, as admission policies compose them.

use crate::by_hand::Outcomes;
use crate::from_letters;
use cel::{Context, Env, Program, Value};
use std::sync::Arc;

pub struct Trial {
    root: Context<'static, 'static>,
    /// Name, expression, and whether it is a criterion.
    lines: Vec<(String, Program, bool)>,
}

impl Trial {
    pub fn new() -> Trial {
        let mut env = Env::stdlib();
        env.add_extension(cel::extensions::lists).expect("the extension of lists");
        let env = Arc::new(env);
        let text = include_str!("../policies/trial.cel");
        let lines = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
            let (name, expression) = line.split_once(" = ").expect("NAME = EXPRESSION");
            let criterion = name.starts_with(['I', 'E']);
            (name.to_owned(), env.compile(expression).expect("the expression compiles"), criterion)
        });
        let lines = lines.collect();
        let mut root = Context::with_env(env);
        for (name, day) in [
            ("as_of", "2026-11-01"),
            ("weeks4", "2026-10-04"),
            ("days180", "2026-05-05"),
            ("year", "2025-11-01"),
            ("years5", "2021-11-01"),
            ("oldest", "1960-11-02"),
            ("youngest", "2008-11-01"),
        ] {
            root.add_variable_from_value(name, day);
        }
        let drugs = vec![
            "mycophenolate",
            "cyclophosphamide",
            "azathioprine",
            "tacrolimus",
            "voclosporin",
            "methotrexate",
            "leflunomide",
            "belimumab",
            "rituximab",
        ];
        root.add_variable_from_value("immunosuppressants", drugs);
        root.add_variable_from_value("unsuccessful", vec!["lack_of_efficacy", "intolerance"]);
        Trial { root, lines }
    }

    pub fn judge(&self, patient: &Value) -> Outcomes {
        let mut scope = self.root.new_inner_scope();
        scope.add_variable_from_value("patient", patient.clone());
        let mut letters = String::with_capacity(self.lines.len());
        for (name, expression, criterion) in &self.lines {
            let value = expression.execute(&scope).expect("the expression runs");
            match &value {
                Value::String(letter) if *criterion => letters.push_str(letter),
                _ => scope.add_variable_from_value(name.as_str(), value),
            }
        }
        from_letters(&letters)
    }
}

pub fn value(line: &str) -> Value {
    let json: serde_json::Value = serde_json::from_str(line).expect("a record of the generator");
    cel::to_value(&json).expect("a value")
}
