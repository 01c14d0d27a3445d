//! A platform, a region and a complaint that the code does not know, read from folders of data: right answers come out,
//! with no line of code changed, and what an author forgets is stated plainly.

#[path = "../src/build/files.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod files;
mod folders;
#[path = "../src/build/gestures.rs"]
mod gestures;
#[path = "../src/build/packs.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod packs;
#[path = "../src/build/regions.rs"]
mod regions;
#[path = "../src/build/sources.rs"]
#[allow(dead_code, reason = "the build script uses more of it")]
mod sources;
#[path = "../src/build/vocabulary.rs"]
mod vocabulary;
#[path = "../src/build/zones.rs"]
mod zones;

use std::path::{Path, PathBuf};

use folders::copy;

use aftersales_core::audit::findings::{Finding, Flaw, audit};
use aftersales_core::case::{Case, Context, read_case};
use aftersales_core::engine::blocks::Blocks;
use aftersales_core::engine::deadlines::{due, leading};
use aftersales_core::engine::decide::{Decision, decide};
use aftersales_core::plain::value::Value;
use aftersales_core::policy::{Effect, Policy};
use aftersales_core::time::region::Regions;
use aftersales_core::vocabulary::Vocabulary;
use aftersales_core::vocabulary::facts::Aspect;

/// A copy of the shipped data with a made-up platform within another, region and complaint.
struct Data(PathBuf);

impl Data {
    fn new(name: &str) -> Data {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data"), &folder);
        let data = Data(folder);
        data.write("platforms/bazaar/platform.toml", "rank = 80\ncurrency = 'THB'\n");
        data.write("platforms/bazaar_mall/platform.toml", "rank = 81\nwithin = 'bazaar'\n");
        data.write("platforms/bazaar/rules.toml", BAZAAR);
        // Friday and Saturday are its weekend, and its clock is half an hour off the others.
        let region = "rank = 105\nzones = ['Asia/Kathmandu']\nweekend = ['fri', 'sat']\n";
        data.write("regions/xx/region.toml", region);
        data.write("regions/xx/holidays.toml", HOLIDAYS);
        data.write("regions/xx/rules.toml", XX);
        data.write("practice/melted/rules.toml", MELTED);
        let complaints = data.read("vocabulary/complaints.toml");
        data.write("vocabulary/complaints.toml", &(complaints + COMPLAINT));
        data
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).expect("a file of the shipped data")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("room for a folder");
        std::fs::write(path, text).expect("room for a file");
    }

    /// What the data means, or its mistakes.
    fn load(&self) -> Result<Made, Vec<String>> {
        let mut mistakes = Vec::new();
        let vocabulary = vocabulary::read_vocabulary(&self.0, &mut mistakes);
        let Some(vocabulary) = vocabulary else { return Err(mistakes) };
        let packs = packs::read_packs(&self.0, vocabulary, &mut mistakes);
        let regions = regions::read_regions(&self.0, vocabulary, &mut mistakes);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Made { vocabulary, policy: Policy::new(vocabulary, packs.rules), regions })
    }
}

const COMPLAINT: &str = "
[[complaint]]
code = 'melted'
group = 'goods'
at = ['held']
";

/// The usual answer to the made-up complaint, and what follows the usual ends of a case.
const MELTED: &str = "
id = 'melted'
layer = 'practice'
title = 'Goods that melted'
review_by = '2030-01-01'

[[rules]]
id = 'melted-replace'
when = { complaint = 'melted', needs_other_team = 'no', platform_case = 'none' }
remedy = 'replace_damaged'
alternatives = ['partial_refund_keep']
sources = [{ title = 'A made-up article', locator = 'p. 1' }]
";

const BAZAAR: &str = "
id = 'bazaar'
layer = 'platform'
title = 'Bazaar'
review_by = '2030-01-01'

[[rules]]
id = 'bazaar-melted'
when = { complaint = 'melted', needs_other_team = 'no', platform_case = 'none' }
remedy = 'refund_without_return'
sources = [{ title = 'Made-up terms', locator = '3.1' }]
";

const XX: &str = "
id = 'xx'
layer = 'law'
title = 'The law of XX'
review_by = '2030-01-01'

[[rules]]
id = 'xx-answer'
when = { complaint = 'melted' }
must = 'answer_buyer'
within = { value = 2, unit = 'working_days', from = 'requested_at' }
by = 'seller'
sources = [{ title = 'A made-up act', locator = 's. 7' }]
";

const HOLIDAYS: &str = "
[[year]]
year = 2027
off = [2027-03-08]
title = 'A made-up gazette'
locator = 'p. 1'
url = 'https://example.com/gazette'
captured = 2026-11-01
verified = 'secondary'
";

struct Made {
    vocabulary: &'static Vocabulary,
    policy: Policy,
    regions: Regions,
}

impl Made {
    fn case(&self, facts: &[(&str, &str)]) -> Case {
        let entry =
            |(code, value): &(&str, &str)| ((*code).to_owned(), Value::Text((*value).to_owned()));
        let context = Context {
            vocabulary: self.vocabulary,
            now: None,
            regions: &self.regions,
            high_value: &|_| None,
            shop_wide: &[],
        };
        let (case, problems) = read_case(&Value::Map(facts.iter().map(entry).collect()), &context);
        assert!(problems.is_empty(), "{problems:?}");
        case
    }

    fn decide(&self, case: &Case) -> Decision {
        decide(&Blocks::new(&self.policy, None).open(case), case)
    }

    fn remedy(&self, facts: &[(&str, &str)]) -> &'static str {
        let case = self.case(facts);
        let remedy = self.decide(&case).remedy().expect("a decision");
        self.vocabulary.get_remedy(remedy).code
    }
}

#[test]
fn made_up_places_and_complaints_are_decided_without_a_line_of_code() {
    let made = Data::new("decided").load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let melted = |platform: &'static str, region: &'static str| {
        [
            ("platform", platform),
            ("buyer_region", region),
            ("complaint", "melted"),
            ("order_state", "delivered"),
        ]
    };
    // Practice holds everywhere, the platform's rule there and in what lies within it.
    assert_eq!(made.remedy(&melted("taobao", "xx")), "replace_damaged");
    assert_eq!(made.remedy(&melted("bazaar", "cn")), "refund_without_return");
    assert_eq!(made.remedy(&melted("bazaar_mall", "cn")), "refund_without_return");
    // What was decided before still is.
    let lost = [
        ("platform", "bazaar_mall"),
        ("buyer_region", "xx"),
        ("complaint", "where_is_it"),
        ("order_state", "in_transit"),
    ];
    assert_eq!(made.remedy(&lost), "share_tracking");
    assert_eq!(made.vocabulary.usual_currency("bazaar", "xx").map(|usual| usual.code), Some("THB"));
}

#[test]
fn a_made_up_region_counts_by_its_own_clock_weekend_and_holidays() {
    let made = Data::new("counted").load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    // A Thursday; Friday and Saturday are its weekend, and the Monday is a holiday.
    let case = made.case(&[
        ("platform", "taobao"),
        ("buyer_region", "xx"),
        ("complaint", "melted"),
        ("order_state", "delivered"),
        ("requested_at", "2027-03-04T12:00:00+05:45"),
    ]);
    let decision = made.decide(&case);
    let (remedy, duties) = (decision.remedy(), &decision.sure.duties);
    let duty = leading(&made.policy, &case, &made.regions, remedy, duties).expect("a duty");
    let Effect::Duty { within: Some(within), .. } = &made.policy.rules[duty].effect else {
        panic!("{} has a period", made.policy.rules[duty].id)
    };
    let (first, last) = due(&case, *within, &made.regions).expect("a date");
    assert_eq!(first.at.to_rfc3339(), "2027-03-09T23:59:59+05:45");
    assert_eq!(last.at, first.at);
}

#[test]
fn the_proof_covers_made_up_words() {
    let data = Data::new("proved");
    let made = data.load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let gaps = |made: &Made| -> u128 {
        let about_it = |found: &&Finding| {
            found.flaw == Flaw::Gap && found.witness.iter().any(|(_, value)| value == "melted")
        };
        let findings = audit(&made.policy, None, &[]).findings;
        findings.iter().filter(about_it).map(|found| found.situations).sum()
    };
    let with_practice = gaps(&made);
    // Without its practice the complaint has no remedy in most situations.
    std::fs::remove_dir_all(data.0.join("practice/melted")).expect("a folder");
    let made = data.load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    assert!(gaps(&made) > with_practice, "{with_practice}");
}

#[test]
fn mistakes_in_data_are_stated_plainly() {
    let state = |change: &dyn Fn(&Data), expected: &str| {
        let data = Data::new("mistaken");
        change(&data);
        let mistakes = data.load().err().unwrap_or_default();
        assert!(mistakes.iter().any(|mistake| mistake.contains(expected)), "{mistakes:#?}");
    };
    state(
        &|data| data.write("regions/xx/region.toml", "rank = 105\nzones = ['Asia/Nowhere']\n"),
        "`Asia/Nowhere` is no time zone",
    );
    state(
        &|data| {
            let path = data.0.join("platforms/bazaar/platform.toml");
            std::fs::remove_file(path).expect("a file");
        },
        "bazaar/platform.toml",
    );
    state(
        &|data| data.write("platforms/bazaar_mall/platform.toml", "rank = 81\nwithin = 'fair'\n"),
        "`bazaar_mall` lies within `fair`, which is no place",
    );
    state(
        &|data| {
            let complaints = data.read("vocabulary/complaints.toml");
            let without_group =
                complaints.replace("code = 'melted'\ngroup = 'goods'", "code = 'melted'");
            data.write("vocabulary/complaints.toml", &without_group);
        },
        "missing field `group`",
    );
    state(
        &|data| {
            let facts = data.read("vocabulary/facts.toml");
            data.write("vocabulary/facts.toml", &facts.replacen("\"claimed\"", "\"claimd\"", 1));
        },
        "`claimd` is no complaint and no trait of one",
    );
    state(
        &|data| {
            let remedies = data.read("vocabulary/remedies.toml");
            let changed = remedies.replacen("\"ask_reason\"]", "\"ask_raeson\"]", 1);
            data.write("vocabulary/remedies.toml", &changed);
        },
        "remedy `ask_reason`: `ask_raeson` is no act",
    );
    state(
        &|data| data.write("practice/melted/rules.toml", &MELTED.replace("'melted',", "'molten',")),
        "unknown_value",
    );
}

#[test]
fn a_condition_on_a_value_means_those_within_it_too() {
    let data = Data::new("values");
    let facts = data.read("vocabulary/facts.toml");
    let paper = WRAPPED.replace(
        "values = ['yes', 'no']",
        "values = ['yes', 'no', 'in_paper']\nwithin = { in_paper = 'yes' }",
    );
    data.write("vocabulary/facts.toml", &(facts.clone() + &paper));
    let rule = "when = { complaint = 'melted', wrapped = { not = 'yes' } }";
    data.write("regions/xx/rules.toml", &XX.replace("when = { complaint = 'melted' }", rule));
    let made = data.load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let owed = |wrapped: &'static str| {
        let case = made.case(&[
            ("platform", "bazaar"),
            ("buyer_region", "xx"),
            ("complaint", "melted"),
            ("order_state", "delivered"),
            ("wrapped", wrapped),
        ]);
        made.decide(&case).sure.duties.contains(&made.policy.find("xx-answer").expect("a rule"))
    };
    assert!(owed("no") && !owed("yes") && !owed("in_paper"));
    let circle = paper.replace("in_paper = 'yes'", "in_paper = 'yes', yes = 'no'");
    data.write("vocabulary/facts.toml", &(facts + &circle));
    let mistakes = data.load().err().unwrap_or_default();
    let expected = "fact `wrapped`: `within` names two values";
    assert!(mistakes.iter().any(|mistake| mistake.contains(expected)), "{mistakes:#?}");
}

const WRAPPED: &str = "
[[fact]]
code = 'wrapped'
values = ['yes', 'no']
starts_at = 'no'
of = 'right'
applies = [{ complaints = ['melted'], at = ['delivered'] }]
unless_tested = { values = ['no'], layers = ['law'] }
";

#[test]
fn rules_of_some_layers_read_a_fact_that_they_do_not_test() {
    let data = Data::new("read");
    let facts = data.read("vocabulary/facts.toml");
    data.write("vocabulary/facts.toml", &(facts.clone() + WRAPPED));
    let made = data.load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let answers = |wrapped: &'static str, state: &'static str| {
        let case = made.case(&[
            ("platform", "bazaar"),
            ("buyer_region", "xx"),
            ("complaint", "melted"),
            ("order_state", state),
            ("wrapped", wrapped),
        ]);
        let decision = made.decide(&case);
        let owed = made.policy.find("xx-answer").expect("a rule");
        let remedy = decision.remedy().expect("a decision");
        (decision.sure.duties.contains(&owed), made.vocabulary.get_remedy(remedy).code)
    };
    // The law is silent there, the platform's rule is not; and where the fact does not apply, nothing is read of it.
    assert_eq!(answers("no", "delivered"), (true, "refund_without_return"));
    assert_eq!(answers("yes", "delivered"), (false, "refund_without_return"));
    assert_eq!(answers("yes", "completed"), (true, "refund_without_return"));
    let mistaken =
        facts + &WRAPPED.replace("values = ['no'], layers", "values = ['never'], layers");
    data.write("vocabulary/facts.toml", &mistaken);
    let mistakes = data.load().err().unwrap_or_default();
    let expected = "fact `wrapped`: it has no value `never`";
    assert!(mistakes.iter().any(|mistake| mistake.contains(expected)), "{mistakes:#?}");
}

#[test]
fn what_a_fact_is_of_may_differ_by_complaint() {
    let made = Data::new("aspects").load().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let of = |fact: &str, complaint: &str| {
        let fact = made.vocabulary.fact(fact).expect("a fact");
        made.vocabulary.aspect(fact, made.vocabulary.complaint(complaint).expect("a complaint"))
    };
    // Consent to a delay decides what is owed; to wait for a parcel is only a wish.
    assert_eq!(of("buyer_waits", "late_shipment"), Aspect::Right);
    assert_eq!(of("buyer_waits", "not_received"), Aspect::Wish);
    assert_eq!(of("evidence", "melted"), Aspect::Right);
    assert_eq!(of("mood", "melted"), Aspect::Course);
}

#[test]
fn a_rule_offers_only_what_sellers_have_on_the_platform() {
    let data = Data::new("gestures");
    let mistakes = |platform: &str, rules: &str| {
        data.write("platforms/bazaar/platform.toml", &format!("rank = 80\n{platform}"));
        data.write("platforms/bazaar/rules.toml", &(BAZAAR.to_owned() + rules));
        data.load().err().unwrap_or_default()
    };
    let offer = "
[[rules]]
id = 'bazaar-points'
when = { complaint = 'melted', order_state = 'delivered' }
steps = ['offer_coupon']
sources = ['S002-16']
";
    let has = |mistakes: &[String], what: &str| mistakes.iter().any(|one| one.contains(what));
    let unlisted = mistakes("", offer);
    assert!(has(&unlisted, "`bazaar-points` offers `offer_coupon` on `bazaar`"), "{unlisted:#?}");
    // What lies within a platform has what that one has.
    let mall = "`bazaar-points` offers `offer_coupon` on `bazaar_mall`";
    assert!(has(&unlisted, mall), "{unlisted:#?}");
    let listed = "[gestures]\noffer_coupon = ['S002-16']\n";
    let none = mistakes(listed, offer);
    assert!(none.is_empty(), "{none:#?}");
    for (platform, rules, what) in [
        (listed, "", "no rule offers `offer_coupon` there"),
        ("[gestures]\noffer_coupon = []\n", offer, "name a source"),
        ("[gestures]\noffer_coupon = ['S002-160']\n", offer, "no sources.toml lists `S002-160`"),
        ("[gestures]\napologise = ['S002-16']\n", "", "`apologise` is no act of goodwill"),
    ] {
        let found = mistakes(platform, rules);
        assert!(has(&found, what), "{what}: {found:#?}");
    }
}
