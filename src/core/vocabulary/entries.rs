//! The entries of a vocabulary as authors write them in data files. [`compile`](crate::vocabulary::compile) explains and
//! checks them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::vocabulary::acts::Stage;
use crate::vocabulary::facts::{Aspect, Who};
use crate::vocabulary::layers::Layer;
use crate::vocabulary::remedies::{Addressee, Refunds};

/// All entries of a vocabulary, each list in its order.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    pub facts: Vec<FactEntry>,
    pub order_states: Vec<OrderStateEntry>,
    pub complaints: Vec<ComplaintEntry>,
    pub events: Vec<EventEntry>,
    pub amounts: Vec<AmountEntry>,
    pub currencies: Vec<CurrencyEntry>,
    pub acts: Vec<ActEntry>,
    pub remedies: Vec<RemedyEntry>,
    pub ways: Vec<WayEntry>,
    pub insisting: BTreeMap<String, Vec<String>>,
    pub reasons: Vec<ReasonEntry>,
    pub platforms: Vec<PlaceEntry>,
    pub regions: Vec<PlaceEntry>,
}

/// A platform or region.
#[derive(Clone, Debug)]
pub struct PlaceEntry {
    pub code: String,
    /// The code of the place that it lies in.
    pub within: Option<String>,
    /// The currency of its orders (ISO 4217), if there is a usual one.
    pub currency: Option<String>,
    /// Of a platform: the code of the region of most of its buyers.
    pub home: Option<String>,
    /// Of a platform: the codes of the regions that it sells to; empty if it sells anywhere.
    pub sells_to: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactEntry {
    pub code: String,
    pub values: Option<Vec<String>>,
    /// Values that lie within another one of `values`.
    #[serde(default)]
    pub within: BTreeMap<String, String>,
    pub values_of: Option<ValuesOf>,
    pub places: Option<PlacesOf>,
    pub number: Option<u32>,
    #[serde(default)]
    pub saturates: bool,
    pub starts_at: Option<String>,
    #[serde(default)]
    pub stands_for: BTreeMap<String, Vec<String>>,
    #[serde(default = "seller")]
    pub known_to: Who,
    pub of: Aspect,
    #[serde(default)]
    pub of_at: Vec<AspectEntry>,
    pub applies: Option<Vec<PlaceOfUse>>,
    #[serde(default)]
    pub never: Vec<NeverEntry>,
    pub derived: Option<DerivedEntry>,
    pub read_as: Option<ReadAsEntry>,
    pub unless_tested: Option<UnlessEntry>,
    pub claimed_at: Option<UnlessEntry>,
    #[serde(default)]
    pub outdates: Vec<String>,
    #[serde(default)]
    pub prevails: bool,
    #[serde(default)]
    pub unfolds: bool,
    #[serde(default)]
    pub shop_wide: bool,
}

fn seller() -> Who {
    Who::Seller
}

/// The list whose codes are the values of a fact.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValuesOf {
    OrderStates,
    Complaints,
}

/// The folders whose names are the values of a fact.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacesOf {
    Platforms,
    Regions,
}

/// Complaints at which a fact is of something else.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AspectEntry {
    pub complaints: Vec<String>,
    pub of: Aspect,
}

/// Complaints and order states, by code or trait.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceOfUse {
    pub complaints: Vec<String>,
    /// All if left out.
    pub at: Option<Vec<String>>,
}

/// Values that cannot occur at these order states.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeverEntry {
    pub values: Vec<String>,
    pub at: Vec<String>,
}

/// The values of a fact of which rules require one unless they test it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlessEntry {
    pub values: Vec<String>,
    /// The layers of those rules; all if left out.
    pub layers: Option<Vec<Layer>>,
}

/// How a fact is computed; one of its keys, `to` beside `days_from` only.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DerivedEntry {
    pub days_from: Option<String>,
    pub to: Option<String>,
    pub passed: Option<String>,
    pub high_value: Option<String>,
    pub extended: Option<String>,
    pub worth: Option<WorthEntry>,
    pub part: Option<PartEntry>,
    pub stated: Option<String>,
}

/// A fact that is read as another at these order states; the values of both, by code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadAsEntry {
    pub fact: String,
    pub at: Vec<String>,
    pub values: BTreeMap<String, String>,
}

/// Whether an amount is a part of another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartEntry {
    pub amount: String,
    pub of: String,
}

/// Whether goods are worth what sending them costs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorthEntry {
    /// Amounts that are the price of the goods; the first that is known counts.
    pub price: [String; 2],
    pub cost: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderStateEntry {
    pub code: String,
    #[serde(default)]
    pub traits: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintEntry {
    pub code: String,
    pub group: String,
    #[serde(default)]
    pub common: bool,
    pub at: Option<Vec<String>>,
    #[serde(default)]
    pub traits: Vec<String>,
    pub to: Option<Addressee>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventEntry {
    pub code: String,
    #[serde(default)]
    pub deadline: bool,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub not_at: Vec<String>,
    pub applies: Option<Vec<PlaceOfUse>>,
    #[serde(default)]
    pub leads: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountEntry {
    pub code: String,
    pub at_most: Option<String>,
    pub applies: Option<Vec<PlaceOfUse>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrencyEntry {
    pub code: String,
    pub high_value: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActEntry {
    pub code: String,
    pub stage: Stage,
    #[serde(default)]
    pub communicated: bool,
    #[serde(default)]
    pub goodwill: bool,
    #[serde(default)]
    pub commits: Vec<String>,
    #[serde(default)]
    pub traits: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemedyEntry {
    pub code: String,
    pub core: Vec<String>,
    #[serde(default)]
    pub denies: Vec<String>,
    #[serde(default)]
    pub opens: Vec<String>,
    #[serde(default = "buyer")]
    pub to: Addressee,
    #[serde(default)]
    pub refuses: bool,
    pub refunds: Option<Refunds>,
}

fn buyer() -> Addressee {
    Addressee::Buyer
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonEntry {
    pub code: String,
    pub refuses: String,
    pub complaints: Option<Vec<String>>,
    pub when: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayEntry {
    pub act: String,
    #[serde(default)]
    pub wishes: Vec<String>,
    #[serde(default)]
    pub complaints: Vec<String>,
    pub remedies: Vec<WayRemedyEntry>,
}

/// A remedy that takes a way, with the complaints and order states, by code or trait, at which it does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayRemedyEntry {
    pub remedy: String,
    pub complaints: Vec<String>,
    /// All if left out.
    pub at: Option<Vec<String>>,
}
