//! The audit: what is proved of the shipped policy, or of a shop's own pack laid over it, in words.

use aftersales_core::audit::findings::{self, Finding, Flaw};
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Policy, RuleId};

use crate::present::answer;
use crate::present::wording::{case_of, present_problem, value_text};
use crate::request::options::read_options;
use crate::shipped;
use crate::shop::rules_of;
use crate::words::catalogue::Catalogue;
use crate::words::letter::complete;
use crate::words::text_id::TextId;

/// Audits the shipped policy, or with a shop's pack laid over it; then only the blocks that the
/// pack's rules can touch are proved again.
pub fn audit(pack: &Value, options: &Value) -> answer::Audit {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let own = rules_of(pack, "/pack", &mut problems);
    let policy = shipped::policy().with(&own);
    let touched: Vec<RuleId> = own.iter().filter_map(|rule| policy.find(&rule.id)).collect();
    let day = options.now.map(|now| now.date_naive().to_string());
    let mut found = if pack.is_null() || !touched.is_empty() {
        findings::audit(&policy, day.as_deref(), &touched)
    } else {
        // None of the pack's rules could be read; there is nothing to prove anew.
        findings::Audit { situations: findings::count(&policy), findings: Vec::new() }
    };
    if let Some(day) = &day {
        found.findings.extend(findings::expired(&policy, day));
    }
    answer::Audit {
        situations: found.situations.to_string(),
        rules: policy.written().len(),
        findings: found.findings.iter().map(|finding| presented(words, &policy, finding)).collect(),
        problems: problems.iter().map(|problem| present_problem(words, problem)).collect(),
    }
}

fn presented(words: &Catalogue, policy: &Policy, finding: &Finding) -> answer::Finding {
    let rules: Vec<Text> =
        finding.rules.iter().map(|rule| policy.rules[*rule].id.clone()).collect();
    let row: Vec<String> = finding
        .row
        .iter()
        .map(|(fact, value)| {
            let slots = [
                ("fact", words.by_id(TextId::FactLabel(*fact))),
                ("value", value_text(words, *fact, value)),
            ];
            complete(words.text("answer.change"), &slots)
        })
        .collect();
    let fact = finding
        .fact
        .map(|fact| words.by_id(TextId::FactLabel(fact)).to_owned())
        .unwrap_or_default();
    let slots = [
        ("rules", rules.join(", ")),
        ("row", row.join(words.text("answer.comma"))),
        ("fact", fact),
    ];
    let slots: Vec<(&str, &str)> =
        slots.iter().map(|(slot, text)| (*slot, text.as_str())).collect();
    let kind = finding.flaw.code();
    answer::Finding {
        kind,
        rules,
        message: complete(words.text(&format!("answer.audit.{kind}")), &slots),
        situations: finding.situations.to_string(),
        witness: (!matches!(finding.flaw, Flaw::DeadRule | Flaw::UntestedFact | Flaw::Expired))
            .then(|| case_of(&finding.witness)),
    }
}
