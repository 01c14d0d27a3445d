//! Composes messages: a short letter that communicates the acts of a decision.
//!
//! Every sentence is tagged with the act that fulfils it and is included only if the decision contains that act.
//! A sentence is said in the first of its forms whose placeholders all have values; the message lists the names
//! that its fullest form lacked. To an angry buyer a sentence may be said in other words. A tone changes greeting,
//! acknowledgement, apology and closing; a channel the frame, and what is left out where a message is too long.

use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::remedies::Addressee;

use crate::words::catalogue::{Catalogue, NAMES, Sentence, fill, fill_over};
use crate::words::channel::Channel;
use crate::words::overlay::Overlay;
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

/// The letter of a case whose remedy is open.
pub const OPEN: &str = "open";

/// The input of [`compose`].
pub struct Letter<'a> {
    /// Code of the remedy, or [`OPEN`].
    pub remedy: &'a str,
    /// Code of the complaint; empty while it is open.
    pub complaint: &'a str,
    pub to: Addressee,
    /// The acts of the decision, in their order.
    pub acts: &'a [ActId],
    pub sender: Sender<'a>,
    /// Values of placeholders that belong to single acts, formatted in the language of the message.
    pub details: &'a [ActDetail],
    /// Whether the buyer declined an earlier offer.
    pub declined: bool,
    /// Days of events by their codes, formatted in the language of the message.
    pub days: &'a Names,
    /// Whether conditions hold in the case.
    pub holds: &'a dyn Fn(&[u16]) -> bool,
    /// Acts that no channel leaves out.
    pub kept: &'a dyn Fn(ActId) -> bool,
    /// What the buyer is asked at the end.
    pub question: Option<&'a str>,
    pub style: Style<'a>,
}

/// What a message sounds like, and where it is sent.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    pub mood: Mood,
    /// Code of the tone.
    pub tone: &'a str,
    pub channel: &'static Channel,
    /// The length in characters that the message should not exceed, or each of those it is divided into.
    pub limit: u16,
    /// Whether an act of the message apologises, beside the acknowledgement of an angry buyer.
    pub apologises: bool,
    /// Code of the marketplace, if it is known.
    pub platform: Option<&'a str>,
    /// What differs in the place of the buyer.
    pub overlay: Option<Overlay<'a>>,
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
    /// Replaces the greeting of a buyer, and the closing.
    pub greeting: Option<&'a str>,
    pub closing: Option<&'a str>,
    /// Replaces the shop's name at the end of the message.
    pub signature: Option<&'a str>,
    /// The hours in which the shop answers.
    pub hours: Option<&'a str>,
}

/// The value of a placeholder within the sentence of one act.
#[derive(Clone, Debug, PartialEq)]
pub struct ActDetail {
    pub act: ActId,
    /// `date`, `ship_by`, `amount`, `price`, `kept`, `gift` or `why`.
    pub name: &'static str,
    pub text: String,
}

/// Composes the message of a decision, no longer than its channel allows where that can be.
pub fn compose(words: &Catalogue, letter: &Letter) -> Message {
    let Style { channel, limit, .. } = letter.style;
    let mut left_out = channel.without.to_vec();
    left_out.retain(|act| !(letter.kept)(*act));
    loop {
        let message = write(words, letter, &left_out);
        if message.text.chars().count() <= usize::from(limit) {
            return message;
        }
        // What has an amount or a day is said however long the message is.
        let is_needed = |act: &ActId| {
            (letter.kept)(*act) || letter.details.iter().any(|detail| detail.act == *act)
        };
        let mut acts = channel.least_needed.iter();
        match acts.find(|act| message.acts.contains(act) && !is_needed(act)) {
            Some(act) => left_out.push(*act),
            None => return message,
        }
    }
}

/// Writes the message without some of its acts.
#[inline(never)]
fn write(words: &Catalogue, letter: &Letter, left_out: &[ActId]) -> Message {
    let vocabulary = words.ids.vocabulary;
    let has = |act: &ActId| letter.acts.contains(act) && !left_out.contains(act);
    let mut writer = Writer::new(words, letter.sender, letter.style);
    writer.open(letter.to);
    let other = letter.style.channel.letter;
    let key = if other.is_empty() { letter.remedy } else { other };
    let sentences = words.letter(key, letter.complaint).unwrap_or_default();
    // Other addressees receive the letter only: further acts concern the buyer.
    let is_to_buyer = letter.to == Addressee::Buyer && other.is_empty();
    let answers = letter.declined && is_to_buyer;
    let answer = vocabulary.act("answer_buyer").filter(|_| answers);
    if answer.is_some() {
        writer.add(words.text("form.declined"), &[]);
    }
    let holds = |sentence: &&Sentence| !sentence.when.is_empty() && (letter.holds)(&sentence.when);
    for sentence in sentences {
        let Some(act) = sentence.act else {
            match sentence.say {
                "" => writer.part(),
                _ if (letter.holds)(&sentence.when)
                    && !sentence.without.iter().any(|act| letter.acts.contains(act)) =>
                {
                    writer.state(sentence, letter.days);
                }
                _ => {}
            }
            continue;
        };
        // The sentence added above answers the buyer already.
        if Some(act) == answer && letter.acts.contains(&act) {
            writer.acts.push(act);
            continue;
        }
        let mut same = sentences.iter().filter(|other| other.act == Some(act));
        let is_said = match sentence.when.is_empty() {
            true => !same.any(|other| holds(&other)),
            false => holds(&sentence),
        };
        if is_said && has(&act) && !sentence.say.is_empty() {
            writer.say(sentence, act, letter.details);
        }
    }
    if is_to_buyer {
        writer.part();
        let covered = |act: &ActId| sentences.iter().any(|sentence| sentence.act == Some(*act));
        let is_communicated = |act: &ActId| vocabulary.get_act(*act).communicated;
        for act in
            letter.acts.iter().filter(|act| is_communicated(act) && !covered(act) && has(act))
        {
            writer.say(&generic_sentence(words, *act), *act, letter.details);
        }
    }
    if let Some(question) = letter.question {
        writer.add(question, &[]);
    }
    writer.close(letter.to)
}

/// The sentence of an act that fits into any message.
fn generic_sentence<'a>(words: &Catalogue<'a>, act: ActId) -> Sentence<'a> {
    let (say, or) = (words.by_id(TextId::ActSay(act)), words.find_by_id(TextId::ActOr(act)));
    let calming = words.ids.vocabulary.act("acknowledge_upset");
    let angry = words.find("form.angry").filter(|_| calming == Some(act));
    Sentence { act: Some(act), say, or: or.into_iter().collect(), angry, ..Sentence::default() }
}

/// A message while it is composed.
struct Writer<'a> {
    words: &'a Catalogue<'a>,
    /// Text between two sentences.
    joiner: &'a str,
    sender: Sender<'a>,
    style: Style<'a>,
    /// Whether the date among the names was stated: it belongs to one sentence.
    dated: bool,
    paragraphs: Vec<String>,
    acts: Vec<ActId>,
    missing: Vec<&'static str>,
}

impl<'a> Writer<'a> {
    fn new(words: &'a Catalogue, sender: Sender<'a>, style: Style<'a>) -> Writer<'a> {
        Writer {
            words,
            joiner: words.find("form.sentence_joiner").unwrap_or_default(),
            sender,
            style,
            dated: false,
            paragraphs: Vec::new(),
            acts: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// A text of the frame in the tone, which may have one of its own.
    #[inline(never)]
    fn toned(&self, key: &str) -> &'a str {
        let toned = self.words.find(&format!("form.tone.{}.{key}", self.style.tone));
        toned.or_else(|| self.words.find(&format!("form.{key}"))).unwrap_or_default()
    }

    /// How a buyer without a name is addressed in a chat of the marketplace; an angry one as anywhere else.
    #[inline(never)]
    fn address(&self) -> Option<&'a str> {
        let Style { mood, tone, platform, .. } = self.style;
        let key = format!("form.platform.{}.{tone}", platform?);
        self.words.find(&key).filter(|_| mood == Mood::Civil)
    }

    /// Writes the greeting.
    fn open(&mut self, to: Addressee) {
        if !self.style.channel.greets {
            return;
        }
        let is_brief = !self.style.channel.signs;
        let keys = match to {
            Addressee::Buyer if is_brief => ["brief_greeting", "brief_greeting_or"],
            Addressee::Buyer => ["greeting", "greeting_or"],
            Addressee::Customers => ["customers_greeting"; 2],
            Addressee::Platform => ["platform_greeting"; 2],
        };
        let (named, plain) = (self.toned(keys[0]), self.toned(keys[1]));
        let address = self.address().filter(|_| to == Addressee::Buyer && is_brief);
        let plain = address.unwrap_or(plain);
        match self.sender.greeting.filter(|_| to == Addressee::Buyer) {
            Some(own) => {
                let overlay = self.style.overlay.take();
                self.add(own, &[named, plain]);
                self.style.overlay = overlay;
            }
            None => self.add(named, &[plain]),
        }
        if !is_brief {
            self.paragraph();
        }
    }

    /// Writes the closing and the signature, and finishes the message.
    fn close(mut self, to: Addressee) -> Message {
        if self.style.channel.signs {
            self.sign(to);
        }
        self.paragraphs.retain(|paragraph| !paragraph.is_empty());
        let missing = self.missing;
        let needs = NAMES.iter().filter(|name| missing.contains(name)).copied().collect();
        Message { text: self.paragraphs.join("\n\n"), acts: self.acts, needs }
    }

    #[inline(never)]
    fn sign(&mut self, to: Addressee) {
        let said = self.paragraphs.iter().rfind(|paragraph| !paragraph.is_empty());
        let asks = said.is_some_and(|said| said.ends_with(['?', '？']));
        self.paragraph();
        let closing = match to {
            Addressee::Buyer => "closing",
            Addressee::Customers => "customers_closing",
            Addressee::Platform => "platform_closing",
        };
        let own = self.sender.closing.filter(|_| to == Addressee::Buyer);
        // A question asks for an answer already.
        let usual = if asks { "" } else { self.toned(closing) };
        // The shop's own words stay as they are.
        self.style.overlay = self.style.overlay.filter(|_| own.is_none());
        self.add(own.unwrap_or(usual), &[""]);
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
    }

    /// Starts a new paragraph unless the current one is empty.
    fn paragraph(&mut self) {
        if self.paragraphs.last().is_none_or(|last| !last.is_empty()) {
            self.paragraphs.push(String::new());
        }
    }

    /// Starts a new paragraph of the letter; a brief greeting does not stand alone.
    fn part(&mut self) {
        let Channel { greets, signs, .. } = self.style.channel;
        if *signs || !*greets || !self.acts.is_empty() {
            self.paragraph();
        }
    }

    /// Adds a sentence that states facts, unless a value that it needs is unknown.
    #[inline(never)]
    fn state(&mut self, sentence: &Sentence, days: &Names) {
        self.add_with(sentence.say, &sentence.or, &|name| days.get(name), false);
    }

    /// The wording of an act's sentence that the tone has in place of the letter's own.
    #[inline(never)]
    fn pattern(&self, act: ActId) -> Option<&'a str> {
        let vocabulary = self.words.ids.vocabulary;
        let key = match (self.style.mood, self.style.apologises) {
            _ if vocabulary.act("apologise") == Some(act) => "apologise",
            _ if vocabulary.act("acknowledge_upset") != Some(act) => return None,
            (Mood::Civil, _) => "upset",
            (Mood::Angry, true) => "angry",
            // No other sentence apologises to the angry.
            (Mood::Angry, false) => "angry_alone",
        };
        self.words.find(&format!("form.tone.{}.{key}", self.style.tone))
    }

    /// Adds the sentence of an act.
    #[inline(never)]
    fn say(&mut self, sentence: &Sentence, act: ActId, details: &[ActDetail]) {
        let angry = sentence.angry.filter(|_| self.style.mood == Mood::Angry);
        // What an angry buyer is better not asked is left out.
        if angry == Some("") {
            return;
        }
        let sorry = if self.style.apologises { "" } else { self.words.text("form.sorry") };
        let angry = angry.map(|angry| complete(angry, &[("sorry", sorry)]));
        let angry = angry.as_deref();
        if let Some(pattern) = self.pattern(act) {
            let own = [("own", angry.unwrap_or(sentence.say)), ("calm", sentence.say)];
            self.add(&complete(pattern, &own), &[]);
            self.acts.push(act);
            return;
        }
        if let Some(angry) = angry {
            self.add(angry, &[]);
            self.acts.push(act);
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
    #[inline(never)]
    fn add(&mut self, say: &str, or: &[&str]) {
        self.add_with(say, or, &|_| None, false);
    }

    /// Adds a sentence in the first of its forms whose placeholders all have values.
    /// `details` take precedence over the sender's names, which are ignored except `gift` if `only_details`.
    #[inline(never)]
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
        let overlay = self.style.overlay;
        let (mut text, missing) = fill_over(say, &known, overlay);
        let mut form = say;
        // The date that was stated already is not missing.
        let lacks = |name: &str| missing.contains(&name) && !(dated && name == "date");
        self.missing.extend(NAMES.iter().copied().filter(|name| lacks(name)));
        if !missing.is_empty() {
            let mut forms = or.iter().map(|form| (*form, fill_over(form, &known, overlay)));
            let whole = forms.find(|(_, (_, missing))| missing.is_empty());
            (form, text) = whole.map_or(("", String::new()), |(form, (text, _))| (form, text));
        }
        self.dated |= form.contains("{date}") && details("date").is_none();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            self.paragraphs.push(text);
            return;
        };
        let limit = usize::from(self.style.limit);
        let length = paragraph.chars().count() + self.joiner.len() + text.chars().count();
        if self.style.channel.messages > 1 && length > limit {
            self.divide(&text, limit);
            return;
        }
        // A line break stands for the joiner.
        let is_on_its_own = paragraph.ends_with('\n') || text.starts_with('\n');
        if !paragraph.is_empty() && !text.is_empty() && !is_on_its_own {
            paragraph.push_str(self.joiner);
        }
        paragraph.push_str(&text);
    }

    /// Adds a text with breaks between sentences where a message would be too long.
    #[inline(never)]
    fn divide(&mut self, text: &str, limit: usize) {
        let end = if self.joiner.is_empty() { "。" } else { ". " };
        let mut joiner = self.joiner;
        for sentence in text.split_inclusive(end) {
            match self.paragraphs.last_mut().filter(|paragraph| {
                let before = paragraph.chars().count();
                before > 0 && before + joiner.len() + sentence.trim_end().chars().count() <= limit
            }) {
                Some(paragraph) => paragraph.push_str(joiner),
                None => {
                    if let Some(paragraph) = self.paragraphs.last_mut() {
                        paragraph.truncate(paragraph.trim_end().len());
                    }
                    self.paragraphs.push(String::new());
                }
            }
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.push_str(sentence);
            }
            joiner = "";
        }
    }
}

/// Fills in the placeholders of a pattern; those without a value become empty.
pub fn complete(pattern: &str, slots: &[(&str, &str)]) -> String {
    let known = |name: &str| slots.iter().find(|(slot, _)| *slot == name).map(|(_, text)| *text);
    fill(pattern, &known).0
}
