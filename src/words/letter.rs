//! Composes messages: a short letter that communicates the acts of a decision.
//!
//! Every sentence is tagged with the act that fulfils it and is included only if the decision contains that act.
//! A sentence is said in the first of its forms whose placeholders all have values; the message lists the names
//! that its fullest form lacked. To an angry buyer a sentence may be said in other words.

use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::remedies::Addressee;

use crate::words::catalogue::{Catalogue, NAMES, Sentence, fill};
use crate::words::text_id::TextId;

/// Values of placeholders by name, one of [`NAMES`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(pub Vec<(&'static str, String)>);

impl Names {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, text)| text.as_str())
    }
}

/// A composed message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub text: String,
    /// The acts that the text communicates, in its order.
    pub acts: Vec<ActId>,
    /// Names without a value that the text could use, in the order of [`NAMES`].
    pub needs: Vec<&'static str>,
}

/// The input of [`compose`].
pub struct Letter<'a> {
    /// Code of the remedy.
    pub remedy: &'a str,
    /// Code of the complaint.
    pub complaint: &'a str,
    pub to: Addressee,
    /// The acts of the decision, in their order.
    pub acts: &'a [ActId],
    pub sender: Sender<'a>,
    /// Values of placeholders that belong to single acts, formatted in the language of the message.
    pub details: &'a [ActDetail],
    /// Whether the buyer declined an earlier offer.
    pub declined: bool,
    pub mood: Mood,
}

/// How the buyer writes, as far as it changes the words of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Civil,
    Angry,
}

/// The sender of a message: the shop, with the values of placeholders it knows.
#[derive(Clone, Copy)]
pub struct Sender<'a> {
    pub names: &'a Names,
    /// Replaces the shop's name at the end of the message.
    pub signature: Option<&'a str>,
    /// The hours in which the shop answers.
    pub hours: Option<&'a str>,
}

/// The value of a placeholder within the sentence of one act.
#[derive(Clone, Debug, PartialEq)]
pub struct ActDetail {
    pub act: ActId,
    /// `date`, `ship_by`, `amount`, `gift` or `why`.
    pub name: &'static str,
    pub text: String,
}

/// Composes the message of a decision.
pub fn compose(words: &Catalogue, letter: &Letter) -> Message {
    let mut writer = Writer::new(words, letter.sender, letter.mood);
    writer.open(letter.to);
    let sentences = words.letter(letter.remedy, letter.complaint).unwrap_or_default();
    let vocabulary = words.ids.vocabulary;
    let answer =
        vocabulary.act("answer_buyer").filter(|_| letter.declined && letter.to == Addressee::Buyer);
    if answer.is_some() {
        writer.add(words.text("form.declined"), &[]);
    }
    for sentence in sentences {
        match sentence.act {
            None => writer.paragraph(),
            // The sentence added above answers the buyer already.
            Some(act) if Some(act) == answer && letter.acts.contains(&act) => writer.acts.push(act),
            Some(act) if letter.acts.contains(&act) => writer.say(sentence, act, letter.details),
            Some(_) => {}
        }
    }
    // Other addressees receive the letter only: further acts concern the buyer.
    if letter.to == Addressee::Buyer {
        writer.paragraph();
        let covered = |act: &ActId| sentences.iter().any(|sentence| sentence.act == Some(*act));
        let is_communicated = |act: &ActId| vocabulary.get_act(*act).communicated;
        for act in letter.acts.iter().filter(|act| is_communicated(act) && !covered(act)) {
            writer.say(&generic_sentence(words, *act), *act, letter.details);
        }
    }
    writer.close(letter.to)
}

/// A message that asks the buyer a question or, without one, says that the case is being looked at; before that
/// come `acts` of the decision that hold whatever the answer.
pub fn ask(
    words: &Catalogue,
    acts: &[ActId],
    question: Option<&str>,
    sender: Sender,
    mood: Mood,
) -> Message {
    let mut writer = Writer::new(words, sender, mood);
    writer.open(Addressee::Buyer);
    for act in acts {
        writer.say(&generic_sentence(words, *act), *act, &[]);
    }
    match (question, words.ids.vocabulary.act("answer_buyer")) {
        (Some(question), _) => writer.add(question, &[]),
        (None, Some(act)) => writer.say(&generic_sentence(words, act), act, &[]),
        (None, None) => {}
    }
    writer.close(Addressee::Buyer)
}

/// The sentence of an act that fits into any message.
fn generic_sentence<'a>(words: &Catalogue<'a>, act: ActId) -> Sentence<'a> {
    let (say, or) = (words.by_id(TextId::ActSay(act)), words.find_by_id(TextId::ActOr(act)));
    let calming = words.ids.vocabulary.act("acknowledge_upset");
    let angry = words.find("form.angry").filter(|_| calming == Some(act));
    Sentence { act: Some(act), say, or: or.into_iter().collect(), angry }
}

/// A message while it is composed.
struct Writer<'a> {
    words: &'a Catalogue<'a>,
    /// Text between two sentences.
    joiner: &'a str,
    sender: Sender<'a>,
    mood: Mood,
    /// Whether the date among the names was stated: it belongs to one sentence.
    dated: bool,
    paragraphs: Vec<String>,
    acts: Vec<ActId>,
    missing: Vec<&'static str>,
}

impl<'a> Writer<'a> {
    fn new(words: &'a Catalogue, sender: Sender<'a>, mood: Mood) -> Writer<'a> {
        Writer {
            words,
            joiner: words.find("form.sentence_joiner").unwrap_or_default(),
            sender,
            mood,
            dated: false,
            paragraphs: Vec::new(),
            acts: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Writes the greeting.
    fn open(&mut self, to: Addressee) {
        match to {
            Addressee::Buyer => {
                let or: Vec<&str> = self.words.find("form.greeting_or").into_iter().collect();
                self.add(self.words.text("form.greeting"), &or);
            }
            Addressee::Customers => self.add(self.words.text("form.customers_greeting"), &[]),
            Addressee::Platform => self.add(self.words.text("form.platform_greeting"), &[]),
        }
        self.paragraph();
    }

    /// Writes the closing and the signature, and finishes the message.
    fn close(mut self, to: Addressee) -> Message {
        self.paragraph();
        let closing = match to {
            Addressee::Buyer => "form.closing",
            Addressee::Customers => "form.customers_closing",
            Addressee::Platform => "form.platform_closing",
        };
        if let Some(closing) = self.words.find(closing) {
            self.add(closing, &[]);
        }
        self.paragraph();
        match self.sender.signature {
            Some(signature) => self.paragraphs.extend([signature.to_owned()]),
            None => self.add(self.words.find("form.signature").unwrap_or_default(), &[""]),
        }
        // A platform does not need the hours.
        if let (Some(hours), true, Some(last)) =
            (self.sender.hours, to != Addressee::Platform, self.paragraphs.last_mut())
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

    /// Starts a new paragraph unless the current one is empty.
    fn paragraph(&mut self) {
        if self.paragraphs.last().is_none_or(|last| !last.is_empty()) {
            self.paragraphs.push(String::new());
        }
    }

    /// Adds the sentence of an act.
    fn say(&mut self, sentence: &Sentence, act: ActId, details: &[ActDetail]) {
        if let (Some(angry), Mood::Angry) = (sentence.angry, self.mood) {
            // What an angry buyer is better not asked is left out.
            if !angry.is_empty() {
                self.add(angry, &[]);
                self.acts.push(act);
            }
            return;
        }
        let detail = |name: &str| {
            let found = details.iter().find(|detail| detail.act == act && detail.name == name);
            found.map(|detail| detail.text.as_str())
        };
        // The amount of a goodwill offer comes from the settings only: an amount among the names belongs to
        // another act, and a missing one is not asked for.
        let is_goodwill = self.words.ids.vocabulary.groups.goodwill.contains(act.into());
        let missing = self.missing.len();
        self.add_with(sentence.say, &sentence.or, &|name| detail(name), is_goodwill);
        if is_goodwill {
            self.missing.truncate(missing);
        }
        self.acts.push(act);
    }

    /// Adds a sentence that belongs to no act.
    fn add(&mut self, say: &str, or: &[&str]) {
        self.add_with(say, or, &|_| None, false);
    }

    /// Adds a sentence in the first of its forms whose placeholders all have values.
    /// `details` take precedence over the sender's names, which are ignored except `gift` if `only_details`.
    fn add_with<'b>(
        &mut self,
        say: &str,
        or: &[&str],
        details: &dyn Fn(&str) -> Option<&'b str>,
        only_details: bool,
    ) where
        'a: 'b,
    {
        let names = self.sender.names;
        let dated = self.dated;
        let named = |name: &str| {
            let spent = dated && name == "date";
            names.get(name).filter(|_| (!only_details || name == "gift") && !spent)
        };
        let known = |name: &str| details(name).or_else(|| named(name));
        let (mut text, missing) = fill(say, &known);
        let mut form = say;
        // The date that was stated already is not missing.
        let lacks = |name: &str| missing.contains(&name) && !(dated && name == "date");
        self.missing.extend(NAMES.iter().copied().filter(|name| lacks(name)));
        if !missing.is_empty() {
            let mut forms = or.iter().map(|form| (*form, fill(form, &known)));
            let whole = forms.find(|(_, (_, missing))| missing.is_empty());
            (form, text) = whole.map_or(("", String::new()), |(form, (text, _))| (form, text));
        }
        self.dated |= form.contains("{date}") && details("date").is_none();
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

/// Fills in the placeholders of a pattern; those without a value become empty.
pub fn complete(pattern: &str, slots: &[(&str, &str)]) -> String {
    let known = |name: &str| slots.iter().find(|(slot, _)| *slot == name).map(|(_, text)| *text);
    fill(pattern, &known).0
}
