//! Deadlines by hand, to the second, and what a deadline says of itself. Those of rules are in
//! the files of cases, many more against another library in `clocks.rs`.

use crate::mistakes;

use aftersales::api::advise::advise;
use aftersales::present::answer::Duty;
use aftersales::present::plain_format::Plain;
use aftersales::shipped::regions;
use aftersales::shipped::vocabulary;
use aftersales_core::plain::value::Value;
use aftersales_core::time::deadline::{due, read_instant};
use aftersales_core::time::period::Period;
use aftersales_core::time::period::Unit;
use aftersales_core::vocabulary::facts::{PLATFORM, REGION};
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

/// An EU return that is back, and one that is still with the buyer.
const RETURNED: &str = "platform = 'cross_border'\nbuyer_region = 'eu'\norder_state = 'return_received'\n\
                        complaint = 'changed_mind'\npaid_at = '2026-11-01T12:00:00+01:00'\n";
const ON_ITS_WAY: &str = "platform = 'cross_border'\nbuyer_region = 'eu'\norder_state = 'return_in_transit'\n\
                          complaint = 'changed_mind'\n";

/// The duty of an EU seller to pay a return back, and the words of its deadline.
fn refund(case: &str, rule: &str) -> (Option<String>, String, bool) {
    let options = map(&[("now", text("2026-11-26T12:00:00+01:00")), ("lang", text("en"))]);
    let advice = advise(&toml(case), &options, &Plain);
    let mut duties = advice.duties.iter().map(|duty| (**duty).clone());
    let duty = duties.find(|duty| &*duty.rule == rule).expect("the duty");
    (duty.due.map(|due| due[..10].to_owned()), duty.due_text.expect("words"), duty.overdue)
}

#[test]
fn a_duty_from_an_event_that_is_not_told_shows_its_period_and_no_date() {
    let (due, words, overdue) = refund(RETURNED, "eu-refund-within-fourteen-days");
    assert_eq!(due, None);
    assert_eq!(
        words,
        "within 14 days of the buyer's request, but not before the return's arrival or the proof of sending, \
         whichever comes first"
    );
    assert!(!overdue, "nobody knows how long is left");
}

/// What is stated of the request, the proof of sending and the arrival; the day on which the refund is due in the
/// European Union, and whether it is overdue on 26 November. Fourteen days from the request, but not before the goods
/// or the proof are there, worked out on a calendar.
const TWO_STARTS: &[(&str, Option<&str>, bool)] = &[
    // The goods came within the fourteen days, and after them.
    ("requested_at = '2026-11-05'\nreturn_received_at = '2026-11-10'", Some("2026-11-19"), true),
    ("requested_at = '2026-11-05'\nreturn_received_at = '2026-11-25'", Some("2026-11-25"), true),
    ("requested_at = '2026-11-05'\nreturn_received_at = '2026-11-26'", Some("2026-11-26"), false),
    // The proof of sending was there before the goods.
    (
        "requested_at = '2026-11-05'\nreturn_sent_at = '2026-11-21'\nreturn_received_at = '2026-11-26'",
        Some("2026-11-21"),
        true,
    ),
    ("return_received_at = '2026-11-10'", None, false),
];

#[test]
fn a_period_that_waits_for_one_of_two_events_ends_with_the_first_of_them_at_the_earliest() {
    for (stated, day, late) in TWO_STARTS {
        let (due, _, overdue) =
            refund(&format!("{RETURNED}{stated}"), "eu-refund-within-fourteen-days");
        assert_eq!((due.as_deref(), overdue), (*day, *late), "{stated}");
    }
    let rule = "eu-money-of-goods-on-their-way-back";
    let asked = format!("{ON_ITS_WAY}requested_at = '2026-11-05'\n");
    let (due, words, overdue) = refund(&asked, rule);
    assert_eq!((due.as_deref(), overdue), (Some("2026-11-19"), false), "it may wait still");
    assert!(words.contains("but not before the return's arrival"), "{words}");
    let (due, words, overdue) = refund(&format!("{asked}return_sent_at = '2026-11-08'"), rule);
    assert_eq!((due.as_deref(), overdue), (Some("2026-11-19"), true));
    assert!(!words.contains("but not before"), "{words}");
}

#[test]
fn asking_again_starts_no_period() {
    let stated = format!(
        "{RETURNED}requested_at = '2026-11-05'\nreturn_received_at = '2026-11-10'\nasked_again_at = '2026-11-24'"
    );
    assert_eq!(refund(&stated, "eu-refund-within-fourteen-days").0.as_deref(), Some("2026-11-19"));
}

/// Region, period, event; and when it ends where the day ends first, and where it ends last.
type Row = (&'static str, u32, Unit, &'static str, &'static str, &'static str);

/// Worked out on a calendar and a clock. A day ends on the clock of its last second; the event's own day
/// is not counted, so that a second decides on which side of midnight it was.
#[rustfmt::skip]
const BY_HAND: &[Row] = &[
    // London goes back an hour at 02:00 on 25 October 2026 and forward at 01:00 on 28 March 2027.
    ("uk", 1, Unit::Days, "2026-10-24T23:59:59+01:00", "2026-10-25T23:59:59+00:00", "2026-10-25T23:59:59+00:00"),
    ("uk", 1, Unit::Days, "2026-10-25T00:00:00+01:00", "2026-10-26T23:59:59+00:00", "2026-10-26T23:59:59+00:00"),
    ("uk", 24, Unit::Hours, "2026-10-24T01:59:59+01:00", "2026-10-25T01:59:59+01:00", "2026-10-25T01:59:59+01:00"),
    ("uk", 24, Unit::Hours, "2026-10-24T02:00:00+01:00", "2026-10-25T01:00:00+00:00", "2026-10-25T01:00:00+00:00"),
    ("uk", 1, Unit::Days, "2027-03-27T23:59:59+00:00", "2027-03-28T23:59:59+01:00", "2027-03-28T23:59:59+01:00"),
    ("uk", 24, Unit::Hours, "2027-03-27T00:59:59+00:00", "2027-03-28T00:59:59+00:00", "2027-03-28T00:59:59+00:00"),
    ("uk", 24, Unit::Hours, "2027-03-27T01:00:00+00:00", "2027-03-28T02:00:00+01:00", "2027-03-28T02:00:00+01:00"),
    // The Azores go back at 01:00 of the same day, Helsinki at 04:00; both forward on 28 March 2027.
    ("eu", 1, Unit::Days, "2026-10-24T20:59:59+00:00", "2026-10-25T23:59:59+02:00", "2026-10-25T23:59:59-01:00"),
    ("eu", 1, Unit::Days, "2026-10-24T21:00:00+00:00", "2026-10-26T23:59:59+02:00", "2026-10-25T23:59:59-01:00"),
    ("eu", 1, Unit::Days, "2026-10-25T00:00:00+00:00", "2026-10-26T23:59:59+02:00", "2026-10-26T23:59:59-01:00"),
    ("eu", 1, Unit::Days, "2027-03-27T21:59:59+00:00", "2027-03-28T23:59:59+03:00", "2027-03-28T23:59:59+00:00"),
    ("eu", 1, Unit::Days, "2027-03-27T22:00:00+00:00", "2027-03-29T23:59:59+03:00", "2027-03-28T23:59:59+00:00"),
    ("eu", 24, Unit::Hours, "2026-10-24T00:59:59+00:00", "2026-10-25T03:59:59+03:00", "2026-10-25T00:59:59+00:00"),
    ("eu", 24, Unit::Hours, "2026-10-24T01:00:00+00:00", "2026-10-25T03:00:00+02:00", "2026-10-25T00:00:00-01:00"),
    // New York goes back on 1 November 2026 and forward on 14 March 2027; Honolulu never.
    ("us", 1, Unit::Days, "2026-10-31T23:59:59-04:00", "2026-11-01T23:59:59-05:00", "2026-11-01T23:59:59-10:00"),
    ("us", 1, Unit::Days, "2026-11-01T00:00:00-04:00", "2026-11-02T23:59:59-05:00", "2026-11-01T23:59:59-10:00"),
    ("us", 24, Unit::Hours, "2026-10-31T01:59:59-04:00", "2026-11-01T01:59:59-04:00", "2026-10-31T19:59:59-10:00"),
    ("us", 24, Unit::Hours, "2026-10-31T02:00:00-04:00", "2026-11-01T01:00:00-05:00", "2026-10-31T20:00:00-10:00"),
    ("us", 1, Unit::Days, "2027-03-13T23:59:59-05:00", "2027-03-14T23:59:59-04:00", "2027-03-14T23:59:59-10:00"),
    ("us", 24, Unit::Hours, "2027-03-13T02:00:00-05:00", "2027-03-14T03:00:00-04:00", "2027-03-13T21:00:00-10:00"),
    // The years' ends, with and without a working day between.
    ("sg", 1, Unit::Days, "2026-12-31T23:59:59+08:00", "2027-01-01T23:59:59+08:00", "2027-01-01T23:59:59+08:00"),
    ("sg", 1, Unit::Days, "2027-01-01T00:00:00+08:00", "2027-01-02T23:59:59+08:00", "2027-01-02T23:59:59+08:00"),
    ("sg", 1, Unit::WorkingDays, "2026-12-30T23:59:59+08:00", "2026-12-31T23:59:59+08:00", "2026-12-31T23:59:59+08:00"),
    ("sg", 1, Unit::WorkingDays, "2026-12-31T00:00:00+08:00", "2027-01-04T23:59:59+08:00", "2027-01-04T23:59:59+08:00"),
    ("cn", 1, Unit::WorkingDays, "2025-12-31T23:59:59+08:00", "2026-01-04T23:59:59+08:00", "2026-01-04T23:59:59+08:00"),
    ("us", 1, Unit::WorkingDays, "2027-12-30T12:00:00-05:00", "2027-12-31T23:59:59-05:00", "2027-12-31T23:59:59-10:00"),
    ("us", 1, Unit::WorkingDays, "2027-12-31T12:00:00-05:00", "2028-01-03T23:59:59-05:00", "2028-01-03T23:59:59-10:00"),
];

#[test]
fn deadlines_end_at_the_second_that_was_worked_out_by_hand() {
    for (region, value, unit, event, first, last) in BY_HAND {
        let at = vocabulary().value(REGION, region).expect("a region");
        let within = Period::of(*value, *unit, 0);
        let event = read_instant(event).expect("an instant");
        let zones = <[_; 2]>::from(regions().clocks(at));
        let ends =
            zones.map(|zone| due(within, event.into(), zone, regions().get(at)).at.to_rfc3339());
        assert_eq!(ends, [*first, *last], "{region} {value} {unit:?} from {event}");
    }
}

/// A deadline of 48 hours after a request at ten in London, from a buyer in Singapore, as a seller reads it.
fn read_in(zone: Option<&str>) -> String {
    let case = "platform = 'amazon'\nbuyer_region = 'sg'\norder_state = 'delivered'\ncomplaint = 'changed_mind'\n\
                platform_case = 'open'\nclaimed_at = '2026-11-26T10:00:00Z'";
    let now = ("now", text("2026-11-26T12:00:00Z"));
    let zone = zone.map(|zone| ("zone", text(zone)));
    let options: Vec<_> = [Some(now), zone].into_iter().flatten().collect();
    let advice = advise(&toml(case), &map(&options), &Plain);
    let duty = advice.duties.iter().find(|duty| duty.leads).expect("a deadline that leads");
    duty.due_text.clone().expect("its words")
}

#[test]
fn a_deadline_is_read_on_the_sellers_clock_and_on_the_buyers_where_that_shows_another_time() {
    let london = read_in(Some("Europe/London"));
    assert!(london.starts_with("2026-11-28 10:00 Europe/London"), "{london}");
    assert!(london.contains("2026-11-28 18:00 Asia/Singapore"), "{london}");
    // The same time on the wall is written once.
    assert_eq!(read_in(Some("Asia/Manila")), "2026-11-28 18:00 Asia/Manila");
    assert_eq!(read_in(None), "2026-11-28 18:00 Asia/Singapore");
}

#[test]
fn a_zone_that_is_none_is_a_problem_and_the_deadline_stands() {
    assert_eq!(read_in(Some("Mars/Olympus")), read_in(None));
    let options = map(&[("zone", text("Mars/Olympus"))]);
    mistakes::check(
        &toml(mistakes::DECIDED),
        &options,
        &[("not_a_zone", "/options/zone", "Asia/")],
    );
}

/// Where a countdown runs: a case on the platform, a dispute at the payment provider, a request for a return.
const COUNTED_DOWN: [&str; 3] = ["platform_case = 'open'", "payment_dispute = 'open'", ""];

#[test]
fn the_countdown_that_a_platform_shows_can_be_stated_everywhere_and_leads() {
    let platforms = vocabulary().codes(PLATFORM);
    for platform in platforms {
        for open in COUNTED_DOWN {
            // The shop of a seller's own shows no countdown for a request.
            if *platform == "cross_border" && open.is_empty() {
                continue;
            }
            let case = format!(
                "complaint = 'quality_problem'\norder_state = 'delivered'\nplatform = '{platform}'\n\
                 buyer_region = 'us'\nrequested_at = '2026-11-26T09:00:00Z'\n\
                 claimed_at = '2026-11-26T10:00:00Z'\n{open}"
            );
            let place = format!("{platform} {open}");
            let answer =
                |case: &str| advise(&toml(case), &toml("now = '2026-11-26T12:00:00Z'"), &Plain);
            // It is asked for while it is not stated.
            let asked = answer(&case);
            let asks = |duty: &Duty| duty.from == Some("answer_by") && duty.due.is_none();
            assert!(asked.duties.iter().any(|duty| asks(duty)), "{place}");
            let late = answer(&format!("{case}\nanswer_by = '2026-12-20T10:00:00Z'"));
            let leading = late.duties.iter().find(|duty| duty.leads).expect("a deadline");
            assert_eq!(leading.from, Some("answer_by"), "{place}");
            let due = leading.due.as_deref().expect("a date");
            assert!(due.starts_with("2026-12-20"), "{place}: {due}");
        }
    }
}
