//! What may be handed in beside a case: the keys of every object, with their types.
//!
//! They are the package's TypeScript declarations. Nothing is ever put into these structs: what comes in is read as
//! a `Value`, mistakes included, and their keys are those that the readers know.

use std::collections::BTreeMap;

use aftersales_core::vocabulary::keys as rules;
use tsify::Tsify;

use crate::present::answer::{Act, Conditions, Language, Party, RemedyCode, RuleId, Within};
use crate::request::keys as request;
use crate::words::letter::Names;

/// Declares objects with the keys they must have, then those they may have.
macro_rules! objects {
    ($(
        $(#[$about:meta])*
        $name:ident { $($(#[$of_needed:meta])* $needed:ident: $needed_type:ty,)* }
        optional { $($(#[$of_optional:meta])* $optional:ident: $optional_type:ty,)* }
    )*) => {$(
        $(#[$about])*
        #[derive(Tsify)]
        #[expect(dead_code, reason = "what is declared is read as plain data")]
        pub struct $name {
            $(
                $(#[$of_needed])*
                pub $needed: $needed_type,
            )*
            $(
                $(#[$of_optional])*
                #[serde(default)]
                pub $optional: $optional_type,
            )*
        }

        impl $name {
            /// Every key.
            #[allow(dead_code, reason = "of some, the keys are checked where they are read")]
            const KEYS: &'static [&'static str] =
                &[$(stringify!($needed),)* $(stringify!($optional),)*];
        }
    )*};
}

objects! {
    /// What a call asks for beside the case.
    Options {}
    optional {
        /// The instant to answer for, RFC 3339. There is no clock inside: without it, no date that
        /// something is due at.
        now: String,
        /// Language of everything but the message; English if left out.
        lang: Language,
        /// Language of the message; that of the rest if left out.
        message_lang: Language,
        /// What the message is completed with.
        names: Names,
        /// What holds in this shop.
        shop: Shop,
        /// The tone of the message; that of the shop's settings if left out, and else plain.
        #[tsify(type = "Tone")]
        tone: String,
        /// Where the message is sent; that of the shop's settings if left out or not among those that make sense
        /// for the case (`message.channels`), and else the first of these.
        #[tsify(type = "Channel")]
        channel: String,
        /// The offers beyond what is owed that the message makes; those of the shop's settings if left out.
        goodwill: Vec<Act>,
        /// IANA name of the zone in which the seller reads deadlines; the device's if left out.
        zone: String,
    }

    /// What holds in one shop.
    Shop {}
    optional {
        settings: Settings,
        /// Rules of its own, laid over the shipped ones. Known again while it is the same object: hand in another one
        /// when it changes.
        pack: Pack,
    }

    /// What a seller intends: a remedy, acts, or both.
    Plan {}
    optional {
        /// Alone it stands for itself with all that is owed beside it.
        remedy: RemedyCode,
        /// Once acts are named, these and the remedy's own are all that will be done.
        acts: Vec<Act>,
        /// Whether the acts follow up an answer that was carried out, so that nothing else is owed by them.
        follow_up: bool,
    }

    /// A shop's settings.
    Settings {}
    optional {
        /// From which amount an order counts as of high value, in minor units, by currency (ISO 4217).
        #[tsify(type = "Record<string, number>")]
        high_value: BTreeMap<String, u64>,
        /// What part of the price to offer back where the buyer keeps the item, in percent, by offers
        /// declined: 1 to 3 whole numbers from 1 to 100, none smaller than the one before.
        partial_refund: Vec<u8>,
        /// The coupon to offer, in minor units, by currency and then by offers declined: 1 or 2 amounts
        /// above 0, none smaller than the one before.
        #[tsify(type = "Record<string, number[]>")]
        coupon: BTreeMap<String, Vec<u64>>,
        /// Percent of the order's value that a coupon never exceeds, from 1 to 100; 100 if left out.
        coupon_most: u8,
        /// What the gift is, as a message names it.
        #[tsify(type = "Partial<Record<Language, string>>")]
        gift: BTreeMap<String, String>,
        /// How a message to a buyer begins and ends, in place of the greeting and the closing. A greeting may have
        /// `{buyer}` in it; it is used where the name is known.
        #[tsify(type = "Partial<Record<Language, string>>")]
        greeting: BTreeMap<String, String>,
        #[tsify(type = "Partial<Record<Language, string>>")]
        closing: BTreeMap<String, String>,
        /// How a message ends, in place of the shop's name.
        #[tsify(type = "Partial<Record<Language, string>>")]
        signature: BTreeMap<String, String>,
        /// The offers beyond what is owed that messages make without being asked; none if left out. `never` leaves
        /// them out of answers, too.
        #[tsify(type = "Act[] | 'never'")]
        goodwill: Vec<Act>,
        /// What is true of all orders of the shop; stated so in each case that does not state the fact itself.
        /// The facts are those of the form that are `shop_wide`.
        #[tsify(type = "Case")]
        facts: BTreeMap<String, String>,
        /// When the shop answers; written beneath the signature.
        #[tsify(type = "Partial<Record<Language, string>>")]
        hours: BTreeMap<String, String>,
        /// Where the options name no language of everything but the message.
        lang: Language,
        /// Where the options name no language of the message.
        message_lang: Language,
        /// Where the options name no tone of the message, and no channel.
        #[tsify(type = "Tone")]
        tone: String,
        #[tsify(type = "Channel")]
        channel: String,
    }

    /// An amount of money.
    Money {
        /// In the currency's smallest unit: cents, or whole yen.
        minor: u64,
        /// ISO 4217, as in `CNY`.
        currency: String,
    }
    optional {}

    /// A shop's own rules. They give way to the law and to the platform, and advice gives way to them.
    Pack {
        id: String,
        #[tsify(type = "'shop'")]
        layer: String,
        rules: Vec<Rule>,
    }
    optional {
        title: String,
        /// The day by which the rules are to be read again, as in `2027-05-31`. Past it the page reports so.
        review_by: String,
        /// What holds for every rule, which then does not test these facts itself.
        when: Conditions,
        /// The shop's settings, where the options give none beside the pack.
        settings: Settings,
    }

    /// A rule: when it holds, and what follows. Either it names a remedy or steps, or an act that
    /// must or must not be done.
    Rule {
        /// Unlike that of any other rule, shipped ones included.
        id: RuleId,
    }
    optional {
        /// All must hold. A fact that is not named makes no difference.
        when: Conditions,
        remedy: RemedyCode,
        /// What to fall back on when the buyer declines, in order.
        alternatives: Vec<RemedyCode>,
        /// Acts beyond those that the remedy consists of.
        steps: Vec<Act>,
        right: RightInput,
        must: Act,
        must_not: Act,
        within: Within,
        /// Who has to do it; the seller if left out.
        by: Party,
        /// Who pays for it.
        borne_by: Party,
        /// Rules that give way to this one.
        overrides: Vec<RuleId>,
        /// First day on which it is in force, `YYYY-MM-DD`.
        valid_from: String,
        /// Last day on which it is in force, `YYYY-MM-DD`.
        valid_until: String,
        /// Ids of shipped sources, or sources of the shop's own.
        #[tsify(type = "(string | OwnSource)[]")]
        sources: Vec<OwnSource>,
    }

    /// What a rule entitles the buyer to, on the facts of the right alone.
    RightInput {
        /// The acts that open its ways.
        one_of: Vec<Act>,
    }
    optional {
        /// Who chooses among them; the buyer if left out.
        chosen_by: Party,
        /// Who bears the freight of a return.
        borne_by: Party,
        /// The period within which the buyer has to ask for it.
        within: Within,
        /// Whether it needs no reason: it is then claimed by asking for one of its ways only.
        without_reason: bool,
        /// Whether the complaint asks for it wherever it holds.
        claimed: bool,
    }

    /// Where a shop's own rule comes from.
    OwnSource {
        title: String,
        /// Article, section or page.
        locator: String,
    }
    optional {
        id: String,
        /// Date or version of the text, as it calls itself.
        edition: String,
        url: String,
        /// Day on which it was read, `YYYY-MM-DD`.
        captured: String,
    }
}

/// Whether two lists have the same texts in the same order.
const fn same_keys(one: &[&str], other: &[&str]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && same(one[at].as_bytes(), other[at].as_bytes()) {
        at += 1;
    }
    at == one.len() && at == other.len()
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

// What is declared is what is read.
const _: () = {
    assert!(same_keys(Options::KEYS, request::OPTIONS));
    assert!(same_keys(Shop::KEYS, request::SHOP));
    assert!(same_keys(Plan::KEYS, request::PLAN));
    assert!(same_keys(Settings::KEYS, request::SETTINGS));
    assert!(same_keys(Money::KEYS, rules::MONEY));
    assert!(same_keys(Pack::KEYS, rules::PACK));
    assert!(same_keys(Rule::KEYS, rules::RULE));
};
