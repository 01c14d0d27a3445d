//! The difference between two packs, each laid over the shipped policy, in words.

use aftersales_core::audit::difference;
use aftersales_core::plain::text::Text;
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Ranges, Rule};
use aftersales_core::vocabulary::remedies::RemedyId;

use crate::present::answer;
use crate::present::wording::{case_of, present_problem};
use crate::request::options::read_options;
use crate::shipped;
use crate::shop::{rules_of, too_many_ranges};
use crate::words::text_id::TextId;

/// Compares the shipped policy with one pack laid over it to that with another; `Null` stands for
/// the shipped policy alone.
pub fn compare(before: &Value, after: &Value, options: &Value) -> answer::Difference {
    let (options, mut problems) = read_options(options);
    let words = shipped::words(options.lang);
    let vocabulary = shipped::vocabulary();
    let shipped = shipped::policy().written();
    let before = rules_of(before, "/before", &mut problems);
    let mut after = rules_of(after, "/after", &mut problems);
    // Both are compared situation by situation, so that their ranges need room together.
    let mut ranges = Ranges::of(vocabulary, shipped.iter().chain(&before));
    after.retain(|rule| match ranges.add(vocabulary, rule) {
        Ok(()) => true,
        Err(fact) => {
            problems.push(too_many_ranges("/after/rules".into(), fact));
            false
        }
    });
    let with = |own: Vec<Rule>| -> Vec<Rule> { shipped.iter().cloned().chain(own).collect() };
    let (before, after) = (with(before), with(after));
    let day = options.now.map(|now| now.date_naive().to_string());
    let found = difference::difference(vocabulary, &before, &after, day.as_deref());
    let code = |remedy: Option<RemedyId>| remedy.map_or("", |id| vocabulary.get_remedy(id).code);
    let title = |remedy: Option<RemedyId>| {
        Text::Borrowed(remedy.map_or("", |id| words.by_id(TextId::RemedyTitle(id))))
    };
    answer::Difference {
        situations: found.situations.to_string(),
        changed: found.changed.to_string(),
        groups: found
            .groups
            .into_iter()
            .map(|group| answer::Group {
                from: code(group.from),
                to: code(group.to),
                from_title: title(group.from),
                to_title: title(group.to),
                ended: group.ended.into_iter().map(Text::from).collect(),
                begun: group.begun.into_iter().map(Text::from).collect(),
                situations: group.situations.to_string(),
                witness: case_of(&group.witness),
            })
            .collect(),
        problems: problems.iter().map(|problem| present_problem(words, problem)).collect(),
    }
}
