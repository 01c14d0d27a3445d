//! Days and times as marketplaces write them.

use chrono::{NaiveDate, NaiveDateTime};

/// A day or a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    time: NaiveDateTime,
    /// Whether it has an hour; otherwise it is a whole day.
    has_hour: bool,
    /// Minutes before UTC; without them, it is on the clock of whoever wrote the file.
    offset: Option<i32>,
}

/// In which order days such as `03/04/2026` are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The days of a spreadsheet that are numbers: from 2009 to 2064. Its first day is 30 December 1899.
const SERIALS: std::ops::Range<f64> = 40_000.0..60_000.0;
const SERIAL_START: (i32, u32, u32) = (1899, 12, 30);

impl Moment {
    /// Reads a day or a time; `None` of anything else.
    pub fn read(text: &str, order: DayOrder) -> Option<Moment> {
        let text = text.trim();
        if let Some(moment) = serial(text) {
            return Some(moment);
        }
        let (day, time) = split(text);
        let day = read_day(day, order)?;
        if time.is_empty() {
            return Some(Moment { time: day.and_hms_opt(0, 0, 0)?, has_hour: false, offset: None });
        }
        let (hour, minute, second, offset) = read_time(time)?;
        Some(Moment { time: day.and_hms_opt(hour, minute, second)?, has_hour: true, offset })
    }

    /// The day, the time, or the instant, as in RFC 3339; a time without an offset is on the writer's clock.
    pub fn text(&self) -> String {
        let format = if self.has_hour { "%Y-%m-%dT%H:%M:%S" } else { "%Y-%m-%d" };
        let mut text = self.time.format(format).to_string();
        if let Some(offset) = self.offset {
            let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs());
            text.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
        }
        text
    }

    /// Whether it lies before an instant, given in seconds, on a clock so many minutes before UTC. A day is over when
    /// it ends.
    pub fn is_before(&self, now: i64, clock: i32) -> bool {
        let length = if self.has_hour { 0 } else { 86_400 };
        let offset = i64::from(self.offset.unwrap_or(clock)) * 60;
        self.time.and_utc().timestamp() + length - offset < now
    }
}

/// The order that a day can only have been written in.
pub fn order_of(text: &str) -> Option<DayOrder> {
    let numbers = numbers(split(text.trim()).0)?;
    let [(first, length), (second, _), _] = numbers[..] else { return None };
    match (length < 3, first > 12, second > 12) {
        (true, true, false) => Some(DayOrder::DayFirst),
        (true, false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// Whether a day means another one in the other order.
pub fn is_ambiguous(text: &str) -> bool {
    let [day, month] =
        [DayOrder::DayFirst, DayOrder::MonthFirst].map(|order| Moment::read(text, order));
    day.is_some() && month.is_some() && day != month
}

/// The number of a day in a spreadsheet.
fn serial(text: &str) -> Option<Moment> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() != 5 || !digits(whole) || !digits(part) {
        return None;
    }
    let number: f64 = text.parse().ok().filter(|number| SERIALS.contains(number))?;
    let (year, month, day) = SERIAL_START;
    let start = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(0, 0, 0)?;
    let seconds = (number * 86_400.0).round() as i64;
    let time = start.checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)?;
    Some(Moment { time, has_hour: !part.is_empty(), offset: None })
}

/// The day of a text, and what follows from the hour on.
fn split(text: &str) -> (&str, &str) {
    let Some(colon) = text.find([':', '：']) else { return (text, "") };
    let hour = text[..colon].trim_end_matches(|letter: char| letter.is_ascii_digit());
    (hour.trim_end_matches(['T', 't', ' ', ',']), &text[hour.len()..])
}

fn read_day(text: &str, order: DayOrder) -> Option<NaiveDate> {
    if let Some(numbers) = numbers(text) {
        return match (numbers.as_slice(), order) {
            // Written without separators.
            (&[(whole, 8)], _) => day(whole / 10_000, whole / 100 % 100, whole % 100),
            (&[(year, 4), (month, _), (of_month, _)], _)
            | (&[(of_month, 1 | 2), (month, _), (year, 2 | 4)], DayOrder::DayFirst)
            | (&[(month, 1 | 2), (of_month, _), (year, 2 | 4)], DayOrder::MonthFirst) => {
                day(year, month, of_month)
            }
            _ => None,
        };
    }
    let words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut month, mut numbers) = (None, Vec::new());
    for word in words {
        let known = |names: &[&str]| {
            let start = word.get(..3)?.to_ascii_lowercase();
            names.iter().position(|name| *name == start)
        };
        if let Some((number, length)) =
            number(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']))
        {
            numbers.push((number, length));
        } else if let (Some(at), None) = (known(&MONTHS), month) {
            month = Some(at as u32 + 1);
        } else {
            known(&WEEKDAYS)?;
        }
    }
    match (month, numbers.as_slice()) {
        (Some(month), &[(year, 4), (of_month, _)] | &[(of_month, 1 | 2), (year, 2 | 4)]) => {
            day(year, month, of_month)
        }
        _ => None,
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = if year < 100 { year + 2000 } else { year };
    NaiveDate::from_ymd_opt(year as i32, month, day).filter(|_| (2000..2100).contains(&year))
}

/// The numbers of a text that has nothing else but separators, each with its length.
fn numbers(text: &str) -> Option<Vec<(u32, usize)>> {
    let separates = |letter: char| " -/.年月日,".contains(letter);
    let parts = text.split(separates).filter(|part| !part.is_empty());
    parts.map(number).collect()
}

fn number(text: &str) -> Option<(u32, usize)> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    Some((text.parse().ok().filter(|_| digits)?, text.len()))
}

/// Hour, minute, second, and minutes before UTC.
fn read_time(text: &str) -> Option<(u32, u32, u32, Option<i32>)> {
    let text = text.replace('：', ":");
    let end =
        text.find(|letter: char| !letter.is_ascii_digit() && letter != ':').unwrap_or(text.len());
    let (clock, mut rest) = text.split_at(end);
    let parts = clock.split(':').map(|part| number(part).map(|(number, _)| number));
    let parts: Vec<u32> = parts.collect::<Option<_>>()?;
    let (mut hour, minute, second) = match parts[..] {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    // Fractions of a second.
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = fraction.trim_start_matches(|letter: char| letter.is_ascii_digit());
    }
    let rest = rest.trim().to_ascii_lowercase();
    let half = ["am", "pm", "a.m.", "p.m."].iter().position(|word| rest.starts_with(word));
    let rest = match half {
        Some(at) => {
            hour = hour % 12 + if at % 2 == 1 { 12 } else { 0 };
            rest[if at < 2 { 2 } else { 4 }..].trim().to_owned()
        }
        None => rest,
    };
    Some((hour, minute, second, offset(&rest)?))
}

/// The offset at the end of a time: none of a blank text, nothing of one that is no offset.
fn offset(text: &str) -> Option<Option<i32>> {
    let zone = text.trim_start_matches("utc").trim_start_matches("gmt").trim_start_matches('z');
    let Some(sign) = zone.chars().next() else { return Some((!text.is_empty()).then_some(0)) };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    let minutes = hours * 60 + minutes;
    match sign {
        '+' => Some(Some(minutes)),
        '-' | '−' => Some(Some(-minutes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DayOrder::{DayFirst, MonthFirst};

    #[track_caller]
    fn check(text: &str, want: &str) {
        for order in [DayFirst, MonthFirst] {
            assert_eq!(
                Moment::read(text, order).map(|moment| moment.text()).as_deref(),
                Some(want),
                "{text}"
            );
        }
    }

    #[test]
    fn each_notation_is_read() {
        check("2026-03-04", "2026-03-04");
        check("2026-03-04 05:06", "2026-03-04T05:06:00");
        check("2026/3/4 5:06:07", "2026-03-04T05:06:07");
        check("2026年3月4日", "2026-03-04");
        check("20260304", "2026-03-04");
        check("2026-03-04T05:06:07.123Z", "2026-03-04T05:06:07+00:00");
        check("2026-03-04T05:06:07+00:00", "2026-03-04T05:06:07+00:00");
        check("2026-03-04 05:06:07 +0800", "2026-03-04T05:06:07+08:00");
        check("2026-03-04 05:06:07 -0330", "2026-03-04T05:06:07-03:30");
        check("04 Mar 2026 17:06", "2026-03-04T17:06:00");
        check("Mar-04-26", "2026-03-04");
        check("4-Mar-2026", "2026-03-04");
        check("Wed, March 4th, 2026 5:06 PM", "2026-03-04T17:06:00");
        check("2026-03-04 12:06 AM", "2026-03-04T00:06:00");
        check("46085", "2026-03-04");
        check("46085.5", "2026-03-04T12:00:00");
    }

    #[test]
    fn the_order_of_day_and_month_is_the_files() {
        let read = |text, order| Moment::read(text, order).map(|moment| moment.text());
        assert_eq!(read("03/04/2026 05:06", DayFirst).as_deref(), Some("2026-04-03T05:06:00"));
        assert_eq!(read("03/04/26", MonthFirst).as_deref(), Some("2026-03-04"));
        assert_eq!(read("31/04/2026", MonthFirst), None);
        assert_eq!(order_of("31/04/2026 10:00"), Some(DayFirst));
        assert_eq!(order_of("04.31.26"), Some(MonthFirst));
        assert_eq!([order_of("04/03/2026"), order_of("2026-03-31"), order_of("x")], [None; 3]);
        assert!(
            is_ambiguous("04/03/2026")
                && !is_ambiguous("2026-03-04")
                && !is_ambiguous("04/04/2026")
        );
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "-",
            "soon",
            "2026-02-30",
            "2026-03-04 25:00",
            "2026-03-04 10:00 PST",
            "1999-01-01",
            "12:30",
            "4012345678",
            "3 days",
        ] {
            assert_eq!(Moment::read(text, DayFirst), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_over_when_it_ends() {
        let read = |text| Moment::read(text, DayFirst).unwrap();
        let noon = read("2026-03-04 12:00Z").time.and_utc().timestamp();
        assert!(read("2026-03-04 11:59Z").is_before(noon, 0));
        assert!(!read("2026-03-04").is_before(noon, 0) && read("2026-03-03").is_before(noon, 0));
        assert!(
            read("2026-03-04 19:59").is_before(noon, 480)
                && !read("2026-03-04 20:01").is_before(noon, 480)
        );
    }
}
