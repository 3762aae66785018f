//! regorus, Rego for Rust: the policy on its register machine.

use crate::by_hand::Outcomes;
use crate::from_letters;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};

const RULE: &str = "data.workload.outcomes";

pub struct Trial {
    machine: RegoVM,
}

impl Trial {
    pub fn new() -> Trial {
        let mut engine = Engine::new();
        let policy = include_str!("../policies/trial.rego");
        engine.add_policy("trial.rego".into(), policy.into()).expect("the policy parses");
        let rule: Rc<str> = RULE.into();
        let compiled = engine.compile_with_entrypoint(&rule).expect("the policy compiles");
        let program = Compiler::compile_from_policy(&compiled, &[RULE]).expect("the policy compiles for the machine");
        let mut machine = RegoVM::new_with_policy(compiled);
        machine.load_program(program);
        machine.set_data(Value::new_object()).expect("there is no data");
        Trial { machine }
    }

    pub fn judge(&mut self, input: &Value) -> Outcomes {
        self.machine.set_input(input.clone());
        let letters = self.machine.execute().expect("the policy runs");
        from_letters(letters.as_string().expect("letters"))
    }
}

pub fn input(line: &str) -> Value {
    Value::from_json_str(line).expect("a record of the generator")
}
