//! Whether the day has passed by which a pack is to be read again beside its sources.

use crate::shipped;
use aftersales_core::plain::value::Value;
use aftersales_core::time::deadline;

/// The day by which the policy should have been read again, if it has passed at the `now` of these
/// options: that of the shipped packs, or of a shop's own pack if that is the earlier.
pub fn overdue(options: &Value) -> Option<&str> {
    let now = options.get("now").and_then(Value::text).and_then(deadline::read_instant)?;
    let today = now.date_naive().to_string();
    let own = options
        .get("shop")
        .and_then(|shop| shop.get("pack"))
        .and_then(|pack| pack.get("review_by"));
    let own = own.and_then(Value::text).filter(|day| day.len() == today.len());
    let first = own.into_iter().chain([shipped::REVIEW_BY]).min()?;
    // Days are written so that their order is that of their texts.
    (first < today.as_str()).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(now: &str, own: Option<&str>) -> Value {
        let text = |text: &str| Value::Text(text.into());
        let mut entries = vec![("now".to_owned(), text(now))];
        if let Some(day) = own {
            let pack = Value::Map(vec![("review_by".into(), text(day))]);
            entries.push(("shop".into(), Value::Map(vec![("pack".into(), pack)])));
        }
        Value::Map(entries)
    }

    #[test]
    fn a_policy_is_overdue_from_the_day_after_its_review() {
        let last = options(&format!("{}T23:59:59+08:00", shipped::REVIEW_BY), None);
        assert_eq!(overdue(&last), None);
        assert_eq!(overdue(&options("2040-01-01T00:00:00Z", None)), Some(shipped::REVIEW_BY));
        assert_eq!(overdue(&Value::Null), None, "without a day");
    }

    #[test]
    fn a_shops_own_pack_may_be_overdue_first() {
        let now = "2026-11-22T10:00:00+08:00";
        assert_eq!(overdue(&options(now, Some("2026-11-21"))), Some("2026-11-21"));
        assert_eq!(overdue(&options(now, Some("2026-11-22"))), None);
        assert_eq!(overdue(&options(now, Some("soon"))), None);
    }
}
