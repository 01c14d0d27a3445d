//! Messages: the acts of a decision said to the buyer, as one short letter.
//!
//! A sentence that promises something is tagged with the act that keeps the promise, and is in the
//! message only where the decision contains that act. Names that are not known leave no hole: the
//! sentence has a form without them, and the message says which names it could use.

use aftersales_core::vocabulary::acts::{self, ActId};
use aftersales_core::vocabulary::remedies::To;

use crate::words::catalogue::{NAMES, Sentence, Words, fill};
use crate::words::text_id::Of;

/// Names that are known, by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(pub Vec<(&'static str, String)>);

impl Names {
    fn get(&self, code: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == code).map(|(_, text)| text.as_str())
    }
}

/// A composed message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub text: String,
    /// The acts it says, in the order in which it says them.
    pub acts: Vec<ActId>,
    /// Names that it could use and that are not known, in the order of [`NAMES`].
    pub needs: Vec<&'static str>,
}

/// What a message is composed of.
pub struct Letter<'a> {
    pub remedy: &'a str,
    pub complaint: &'a str,
    pub to: To,
    /// The acts of the decision, in their order.
    pub acts: &'a [ActId],
    pub sender: Sender<'a>,
    /// What is known of single acts, written in the message's language: the date that an act is due
    /// by, the amount that it pays.
    pub bound: &'a [Bound],
    /// Whether the buyer turned down what was offered before.
    pub declined: bool,
}

/// What the shop says of itself in a message, and the names that it knows.
#[derive(Clone, Copy)]
pub struct Sender<'a> {
    pub names: &'a Names,
    /// How the message ends, in place of the shop's name.
    pub signature: Option<&'a str>,
    /// When the shop answers.
    pub hours: Option<&'a str>,
}

/// A date, an amount, a gift or the reason of one act.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub act: ActId,
    /// `date`, `amount`, `gift` or `why`.
    pub name: &'static str,
    pub text: String,
}

/// The message of a decision.
pub fn compose(words: &Words, letter: &Letter) -> Message {
    let mut writer = Writer::new(words, letter.sender);
    writer.open(letter.to);
    let sentences = words.letter(letter.remedy, letter.complaint).unwrap_or_default();
    let answers = acts::find("answer_buyer").filter(|_| letter.declined && letter.to == To::Buyer);
    if answers.is_some() {
        writer.add(words.text("form.declined"), None);
    }
    for sentence in sentences {
        match sentence.act {
            None => writer.paragraph(),
            // Their answer has been answered already.
            Some(act) if Some(act) == answers && letter.acts.contains(&act) => {
                writer.acts.push(act)
            }
            Some(act) if letter.acts.contains(&act) => writer.say(sentence, act, letter.bound),
            Some(_) => {}
        }
    }
    // To others than the buyer nothing is said beyond the letter: it is not theirs to hear.
    if letter.to == To::Buyer {
        writer.paragraph();
        let covered = |act: &ActId| sentences.iter().any(|sentence| sentence.act == Some(*act));
        for act in letter.acts.iter().filter(|act| acts::get(**act).said && !covered(act)) {
            writer.say(&general(words, *act), *act, letter.bound);
        }
    }
    writer.close(letter.to)
}

/// A message that only asks the buyer something, or, without a question, says that the case is being looked at.
pub fn ask(words: &Words, question: Option<&str>, sender: Sender) -> Message {
    let mut writer = Writer::new(words, sender);
    writer.open(To::Buyer);
    match (question, acts::find("answer_buyer")) {
        (Some(question), _) => writer.add(question, None),
        (None, Some(act)) => writer.say(&general(words, act), act, &[]),
        (None, None) => {}
    }
    writer.close(To::Buyer)
}

/// The sentence of an act that can stand in any message.
fn general<'a>(words: &Words<'a>, act: ActId) -> Sentence<'a> {
    let (say, or) = (words.of(Of::ActSay(act)), words.find_of(Of::ActOr(act)));
    Sentence { act: Some(act), say, or }
}

struct Writer<'a> {
    words: &'a Words<'a>,
    /// What stands between two sentences.
    joiner: &'a str,
    sender: Sender<'a>,
    paragraphs: Vec<String>,
    acts: Vec<ActId>,
    missing: Vec<&'static str>,
}

impl<'a> Writer<'a> {
    fn new(words: &'a Words, sender: Sender<'a>) -> Writer<'a> {
        Writer {
            words,
            joiner: words.find("form.sentence_joiner").unwrap_or_default(),
            sender,
            paragraphs: Vec::new(),
            acts: Vec::new(),
            missing: Vec::new(),
        }
    }

    fn open(&mut self, to: To) {
        match to {
            To::Buyer => {
                let or = self.words.find("form.greeting_or");
                self.add(self.words.text("form.greeting"), or);
            }
            To::Customers => self.add(self.words.text("form.customers_greeting"), None),
            To::Platform => self.add(self.words.text("form.platform_greeting"), None),
        }
        self.paragraph();
    }

    fn close(mut self, to: To) -> Message {
        self.paragraph();
        let closing = match to {
            To::Buyer => "form.closing",
            To::Customers => "form.customers_closing",
            To::Platform => "form.platform_closing",
        };
        if let Some(closing) = self.words.find(closing) {
            self.add(closing, None);
        }
        self.paragraph();
        match self.sender.signature {
            Some(signature) => self.paragraphs.extend([signature.to_owned()]),
            None => self.add(self.words.find("form.signature").unwrap_or_default(), Some("")),
        }
        // The platform need not know when to write.
        if let (Some(hours), true, Some(last)) =
            (self.sender.hours, to != To::Platform, self.paragraphs.last_mut())
        {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(hours);
        }
        self.paragraphs.retain(|paragraph| !paragraph.is_empty());
        let missing = self.missing;
        let needs = NAMES.iter().filter(|name| missing.contains(name)).copied().collect();
        Message { text: self.paragraphs.join("\n\n"), acts: self.acts, needs }
    }

    fn paragraph(&mut self) {
        if self.paragraphs.last().is_none_or(|last| !last.is_empty()) {
            self.paragraphs.push(String::new());
        }
    }

    fn say(&mut self, sentence: &Sentence, act: ActId, bound: &[Bound]) {
        let of_act = |name: &str| {
            let found = bound.iter().find(|bound| bound.act == act && bound.name == name);
            found.map(|bound| bound.text.as_str())
        };
        // A gesture is told as the settings have it, or without: nobody is asked for its worth, and an
        // amount that was handed in is another one's.
        let own = matches!(acts::get(act).kind, acts::Kind::Goodwill);
        let missing = self.missing.len();
        self.add_bound(sentence.say, sentence.or, &|name| of_act(name), own);
        if own {
            self.missing.truncate(missing);
        }
        self.acts.push(act);
    }

    fn add(&mut self, say: &str, or: Option<&str>) {
        self.add_bound(say, or, &|_| None, false);
    }

    /// Adds a sentence with its names filled in; where one is not known, the form without names.
    fn add_bound<'b>(
        &mut self,
        say: &str,
        or: Option<&str>,
        bound: &dyn Fn(&str) -> Option<&'b str>,
        only_bound: bool,
    ) where
        'a: 'b,
    {
        let names = self.sender.names;
        let named = |name: &str| names.get(name).filter(|_| !only_bound || name == "gift");
        let known = |name: &str| bound(name).or_else(|| named(name));
        let (text, missing) = fill(say, &known);
        self.missing.extend(NAMES.iter().filter(|name| missing.contains(name)));
        let text = if missing.is_empty() { text } else { or.unwrap_or_default().to_owned() };
        let Some(paragraph) = self.paragraphs.last_mut() else {
            self.paragraphs.push(text);
            return;
        };
        if !paragraph.is_empty() && !text.is_empty() {
            paragraph.push_str(self.joiner);
        }
        paragraph.push_str(&text);
    }
}

/// A sentence of the answer with its slots filled in.
pub fn complete(pattern: &str, slots: &[(&str, &str)]) -> String {
    let known = |name: &str| slots.iter().find(|(slot, _)| *slot == name).map(|(_, text)| *text);
    fill(pattern, &known).0
}
