//! Writes the vocabulary as TypeScript declarations: the closed sets of codes, and the type of a case. The bindings
//! generator includes them in the package.

use std::fmt::Write;

use crate::channels::Styles;
use crate::words::catalogue::{Catalogue, NAMES};
use crate::words::text_id::{TextId, values_of};
use aftersales_core::audit::findings::Flaw;
use aftersales_core::policy::{Layer, Party, Verified};
use aftersales_core::time::period::Period;
use aftersales_core::time::period::Unit;
use aftersales_core::vocabulary::facts::Kind;
use aftersales_core::vocabulary::objection::ObjectionKind;
use aftersales_core::vocabulary::verdict::Verdict;

/// Declarations that are derived from the type of a case.
const CONDITIONS: &str = "\
/** A condition on a choice: one of these codes, or any but these. */
export type OneOf<Code extends string> = Code | Code[] | { not: Code | Code[] };

/** A condition on a number: exactly this one, or from one up to below another. */
export type Bounds = number | { at_least?: number; less_than?: number };

/** Conditions of a rule by the facts they are on; all must hold. */
export type Conditions = {
    [Fact in FactCode]?: Extract<Case[Fact], string> extends never
        ? Bounds
        : OneOf<Extract<Case[Fact], string>>;
};

/** Values of the names in messages. */
export type Names = { [Name in NameCode]?: string };
";

/// The declarations, with comments in the language of a catalogue.
pub fn vocabulary(words: &Catalogue, languages: &[&str], styles: &Styles) -> String {
    let vocabulary = words.ids.vocabulary;
    let text = |id: TextId| words.by_id(id).to_owned();
    let remedies = (0..)
        .zip(&vocabulary.remedies)
        .map(|(id, remedy)| (remedy.code, text(TextId::RemedyTitle(id))));
    let facts =
        (0..).zip(&vocabulary.facts).map(|(id, fact)| (fact.code, text(TextId::FactLabel(id))));
    let events = vocabulary.events.iter().map(|event| (event.code, label(words, event.code)));
    let answers = words.answers.get();
    let costs = answers.iter().flat_map(|answers| &answers.costs);
    let costs = costs.map(|(code, sentences)| (*code, sentences[0].say.to_owned()));
    fn plain<'a>(codes: &[&'a str]) -> Vec<(&'a str, String)> {
        codes.iter().map(|code| (*code, String::new())).collect()
    }
    let stages: Vec<&str> = vocabulary.acts.iter().map(|act| act.stage.code()).collect();
    let who: Vec<&str> = vocabulary.facts.iter().map(|fact| fact.who.code()).collect();
    let addressees: Vec<&str> = vocabulary.remedies.iter().map(|remedy| remedy.to.code()).collect();
    let tones: Vec<&str> = styles.tones.iter().map(String::as_str).collect();
    let acts: Vec<&str> = vocabulary.acts.iter().map(|act| act.code).collect();
    let mut problems: Vec<&str> = (words.under("problem."))
        .filter_map(|(key, _)| key.strip_suffix(".message"))
        .filter(|code| *code != "suggestion")
        .collect();
    problems.sort_unstable();

    let sets = [
        ("FactCode", "A fact of a case, which rules test.", facts.collect()),
        ("EventCode", "An instant of a case, from which deadlines are counted.", events.collect()),
        ("RemedyCode", "A remedy: the headline of a decision.", remedies.collect()),
        ("Act", "A single thing that is done, communicated, granted or forbidden.", plain(&acts)),
        ("CostCode", "Something that an answer costs the seller.", costs.collect()),
        ("Stage", "The stage of a case that an act belongs to, in this order.", plain(&stages)),
        ("Layer", "The layers of rules, weakest first.", plain(&Layer::ALL.map(Layer::code))),
        ("Party", "A party that acts or pays.", plain(&Party::ALL.map(Party::code))),
        ("Unit", "The unit in which a period is counted.", plain(&Unit::ALL.map(Unit::code))),
        (
            "Ending",
            "How a period of days ends if its last day is a day of rest.",
            plain(Period::ENDS),
        ),
        ("Who", "Who knows a fact.", plain(&who)),
        ("Addressee", "The addressee of a message.", plain(&addressees)),
        ("NameCode", "A name that messages use.", plain(NAMES)),
        ("Language", "A language of page and message, as a BCP 47 tag.", plain(languages)),
        ("Tone", "What a message sounds like.", plain(&tones)),
        ("Channel", "Where a message is sent.", plain(&styles.channels())),
        ("ProblemCode", "The kind of a mistake in the input.", plain(&problems)),
        ("FlawCode", "The kind of a flaw of a policy.", plain(&Flaw::ALL.map(Flaw::code))),
        (
            "GroundCode",
            "The kind of an objection to a shop's own rule.",
            plain(&ObjectionKind::ALL.map(ObjectionKind::code)),
        ),
        ("Verified", "How well a source is verified.", plain(&Verified::ALL.map(Verified::code))),
        ("VerdictCode", "The verdict on a plan.", plain(&Verdict::ALL.map(Verdict::code))),
    ];
    let mut out = String::new();
    for (name, about, codes) in sets {
        union(&mut out, name, about, &codes);
    }
    let rest = "\
/** A field of the form: a fact, an amount, or an instant. */
export type FieldCode = Exclude<keyof Case, 'now'>;

/** Id of a rule, shipped or a shop's own. */
export type RuleId = string;

/** A text in the requested language, or of a source. */
export type Text = string;
";
    out += rest;
    case(&mut out, words);
    out + "\n" + CONDITIONS
}

fn union(out: &mut String, name: &str, about: &str, codes: &[(&str, String)]) {
    let mut known: Vec<&str> = Vec::new();
    let mut text = format!("/**\n * {about}\n");
    for (code, words) in codes {
        if !known.contains(code) {
            known.push(code);
            if !words.is_empty() {
                let _ = writeln!(text, " * - `{code}`: {}", plain_text(words));
            }
        }
    }
    let _ = write!(out, "{text} */\nexport type {name} =");
    for code in known {
        let _ = write!(out, "\n    | '{code}'");
    }
    *out += ";\n\n";
}

fn case(out: &mut String, words: &Catalogue) {
    *out += "\n/** The known facts of a case. A fact that is left out is unknown, which differs from `no`. */\n";
    *out += "export interface Case {\n";
    let vocabulary = words.ids.vocabulary;
    for (id, fact) in vocabulary.facts.iter().enumerate() {
        let mut about = format!(
            "{}. {}",
            words.by_id(TextId::FactLabel(id)),
            words.by_id(TextId::FactHelp(id))
        );
        if let Some(start) = fact.starts_at() {
            let _ = write!(about, " Assumed to be `{start}` if it is left out.");
        }
        let values: Vec<String> = match &fact.kind {
            Kind::Choice(codes) => codes.iter().map(|code| (*code).to_owned()).collect(),
            Kind::Number { .. } => (0..values_of(fact)).map(|number| number.to_string()).collect(),
        };
        let lines = values.iter().enumerate();
        let lines =
            lines.map(|(at, code)| format!("`{code}`: {}", words.by_id(TextId::Value(id, at))));
        let kind = match &fact.kind {
            Kind::Choice(_) => format!("'{}'", fact.stated_codes().join("' | '")),
            Kind::Number { .. } => "number".into(),
        };
        field(out, fact.code, &about, &lines.collect::<Vec<_>>(), &kind);
    }
    let described = |code: &str| format!("{}. {}", label(words, code), help(words, code));
    for amount in &vocabulary.amounts {
        field(out, amount.code, &described(amount.code), &[], "Money");
    }
    for event in &vocabulary.events {
        let about = format!("{} RFC 3339.", described(event.code));
        field(out, event.code, &about, &[], "string");
    }
    let now = "The present, RFC 3339; takes precedence over that of the options.";
    field(out, "now", now, &[], "string");
    *out += "}\n";
}

fn field(out: &mut String, code: &str, about: &str, values: &[String], kind: &str) {
    let _ = writeln!(out, "    /**\n     * {}", plain_text(about));
    for value in values {
        let _ = writeln!(out, "     * - {}", plain_text(value));
    }
    let _ = writeln!(out, "     */\n    {code}?: {kind};");
}

fn label(words: &Catalogue, code: &str) -> String {
    words.text(&format!("fact.{code}.label")).to_owned()
}

fn help(words: &Catalogue, code: &str) -> String {
    words.text(&format!("fact.{code}.help")).to_owned()
}

/// A text on one line that does not end a block comment.
fn plain_text(text: &str) -> String {
    text.replace('\n', " ").replace("*/", "* /")
}
