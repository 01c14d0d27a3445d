//! What a deadline says of itself. When each falls is in `scenarios/deadlines.toml`.

mod mistakes;
mod scenario;

use aftersales::advise::advise;
use aftersales::conventions::Plain;
use aftersales::value::Value;
use mistakes::{map, text, toml};

/// A Lazada seller has two working days to answer a return in Singapore.
const RETURN: &str = "platform = 'lazada'\nbuyer_region = 'sg'\norder_state = 'delivered'\n\
                      complaint = 'damaged'\nrequested_at = '2026-11-20T10:00:00+08:00'";
/// A seller in China has fifteen days before the law speaks of wilful delay.
const DELAY: &str = "platform = 'taobao'\nbuyer_region = 'cn'\norder_state = 'delivered'\n\
                     complaint = 'wrong_item'\nevidence = 'confirmed'\n\
                     requested_at = '2026-11-20T10:00:00+08:00'";

/// The first deadline of a case, in words.
#[track_caller]
fn due_text(case: &str, lang: &str) -> String {
    let options = map(&[("now", text("2028-01-01T12:00:00+08:00")), ("lang", text(lang))]);
    let advice = advise(&toml(case), &options, &Plain);
    let mut dated = advice.duties.iter().filter(|duty| duty.due.is_some());
    let duty = dated.next().expect("a deadline");
    duty.due_text.clone().expect("its words")
}

/// In the European Union no public holidays are known, elsewhere none beyond the years that are listed.
#[test]
fn working_days_say_where_public_holidays_are_not_taken_out() {
    let in_the_union = RETURN.replace("'lazada'", "'amazon'").replace("'sg'", "'eu'");
    let in_the_union = in_the_union.replace("'delivered'", "'return_received'");
    let in_the_union = in_the_union.replace("requested_at", "return_received_at");
    let beyond = RETURN.replace("2026-11-20", "2027-12-31");
    for (lang, words) in
        [("en", "public holidays"), ("zh-Hans", "法定节假日"), ("zh-Hant", "國定假日")]
    {
        for case in [&in_the_union, &beyond] {
            assert!(due_text(case, lang).contains(words), "{lang}: {case}");
        }
        for case in [RETURN, DELAY] {
            assert!(!due_text(case, lang).contains(words), "{lang}: {case}");
        }
    }
}

#[test]
fn without_a_day_nothing_is_due_at_an_instant() {
    let advice = advise(&toml(RETURN), &Value::Null, &Plain);
    let words: Vec<_> = advice.duties.iter().filter_map(|duty| duty.left_text.as_ref()).collect();
    assert!(words.is_empty(), "nobody said what time it is: {words:?}");
}
