//! A shop's pack with many rules, drawn with a fixed seed: some stand, some give way to law or platform, some are refused.

const COMPLAINTS: &[(&str, &[&str])] = &[
    ("not_received", &["in_transit", "delivered"]),
    ("where_is_it", &["in_transit", "delivered"]),
    ("cancel_order", &["unshipped", "in_transit"]),
    ("wrong_item", &["delivered", "completed"]),
    ("missing_item", &["delivered", "completed"]),
    ("damaged", &["delivered", "completed"]),
    ("quality_problem", &["delivered", "completed"]),
    ("not_as_described", &["delivered", "return_received"]),
    ("changed_mind", &["delivered", "return_received"]),
    ("negative_review", &["delivered", "completed"]),
];
const PLATFORMS: &[&str] =
    &["taobao", "amazon", "ebay", "shopee", "lazada", "aliexpress", "cross_border"];
const REGIONS: &[&str] =
    &["cn", "eu", "uk", "us", "sg", "my", "ph", "th", "tw", "vn", "id", "other"];
const MOODS: &[&str] = &["calm", "upset", "angry"];
const EFFECTS: &[&str] = &[
    r#""remedy"IS"replace_damaged""#,
    r#""remedy"IS"partial_refund_keep""#,
    r#""remedy"IS"return_and_refund""#,
    r#""remedy"IS"persuade_to_wait""#,
    r#""steps"IS["apologise"]"#,
    r#""steps"IS["offer_coupon"]"#,
    r#""must"IS"apologise""#,
];

/// The rules as a list. `is` stands between a key and its value, which is all in which JSON and TOML differ here.
pub fn rules(count: usize, is: &str) -> String {
    let mut drawn: u32 = 7;
    let mut draw = |most: usize| {
        drawn = drawn.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (drawn >> 8) as usize % most
    };
    let rules: Vec<String> = (0..count)
        .map(|at| {
            let (complaint, states) = COMPLAINTS[draw(COMPLAINTS.len())];
            let state = states[draw(states.len())];
            let platform = PLATFORMS[draw(PLATFORMS.len())];
            let region = REGIONS[draw(REGIONS.len())];
            let mood = MOODS[draw(MOODS.len())];
            let effect = EFFECTS[draw(EFFECTS.len())];
            format!(
                r#"{{"id"IS"own-{at}","when"IS{{"complaint"IS"{complaint}","order_state"IS"{state}","platform"IS"{platform}","buyer_region"IS"{region}","mood"IS"{mood}"}},{effect},"sources"IS[{{"title"IS"Handbook","locator"IS"{at}"}}]}}"#
            )
        })
        .collect();
    format!("[{}]", rules.join(",")).replace("IS", is)
}
