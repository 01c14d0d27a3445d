//! Packs and tables at random.

use super::packs::{junk, pack};
use super::same;
use crate::mistakes::map;

use aftersales::csv::{from_csv, to_csv};
use aftersales::shop::read_shop_pack;
use aftersales_core::plain::value::Value;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_good_pack_comes_back_the_same_without_a_problem(pack in pack(true)) {
        let sheet = from_csv(&to_csv(&pack));
        let mut expected = Vec::new();
        read_shop_pack(&pack, "", &mut expected);
        prop_assert!(expected.iter().all(|problem| problem.path.starts_with("/settings")));
        let found = sheet.problems.iter().map(|placed| placed.problem.code).filter(|code| *code != "letters_lost");
        prop_assert_eq!(found.count(), expected.len(), "{:?}", sheet.problems);
        prop_assert!(sheet.problems.iter().all(|placed| placed.row.is_some()));
        same(&pack);
    }

    #[test]
    fn a_half_good_pack_comes_back_the_same(pack in pack(false)) {
        same(&pack);
    }

    #[test]
    fn no_cell_begins_as_a_formula(pack in pack(false)) {
        let mut rows = csv_core::ReaderBuilder::new().build();
        let csv = to_csv(&pack);
        let (mut rest, mut out) = (csv.as_bytes(), vec![0; csv.len() + 1]);
        loop {
            let (result, read, wrote) = rows.read_field(rest, &mut out);
            prop_assert!(!matches!(out[..wrote].first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t')));
            rest = &rest[read..];
            if !matches!(result, csv_core::ReadFieldResult::Field { .. }) {
                break;
            }
        }
    }

    #[test]
    fn junk_never_panics(junk in any::<String>(), csv in "(id|value|remedy|complaint|must|within|valid_from|offers_declined|source_title|settings/a|pack/id|rule/|\"|,|,|,|;|\t|\r\n|\n|\n|\\||not |at least |\\\\|'|[0-9]|.){0,60}") {
        for text in [&junk, &csv, &format!("id,value,remedy\n{junk}"), &format!("id,value,{csv}")] {
            let sheet = from_csv(text);
            // Whatever was understood is written and read again the same.
            same(&sheet.pack);
        }
    }

    #[test]
    fn whatever_is_handed_in_is_written(junk in junk(4)) {
        from_csv(&to_csv(&junk));
        from_csv(&to_csv(&map(&[("rules", Value::List(vec![junk.clone()])), ("settings", junk)])));
    }
}
