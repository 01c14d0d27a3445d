//! A Rego policy as the bench calls it: JSON text in, JSON text out.

use core::num::{NonZeroU32, NonZeroUsize};
use regorus::utils::limits::PolicyLengthConfig;
use regorus::{CompiledPolicy, Engine, Value};
use wasm_bindgen::prelude::*;

/// A compiled policy. regorus walks it as a tree: its virtual machine takes no more than 65,535 instructions.
#[wasm_bindgen]
pub struct Decider(CompiledPolicy);

#[wasm_bindgen]
impl Decider {
    /// Compiles a policy.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &str) -> Result<Decider, String> {
        let mut engine = Engine::new();
        engine.set_policy_length_config(PolicyLengthConfig {
            max_col: NonZeroU32::MAX,
            max_file_bytes: NonZeroUsize::MAX,
            max_lines: NonZeroUsize::MAX,
        });
        engine.add_policy("policy.rego".into(), policy.into()).map_err(text)?;
        engine.compile_with_entrypoint(&"data.policy.decide".into()).map(Decider).map_err(text)
    }

    /// The outcome for a case.
    pub fn decide(&self, case: &str) -> Result<String, String> {
        let case = Value::from_json_str(case).map_err(text)?;
        self.0.eval_with_input(case).and_then(|outcome| outcome.to_json_str()).map_err(text)
    }
}

fn text(problem: impl std::fmt::Display) -> String {
    problem.to_string()
}
