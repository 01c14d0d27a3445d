//! Acts: single things that are done, communicated, granted or forbidden. Steps are acts, sentences of a message
//! communicate acts, and duties require or forbid an act.

use crate::vocabulary::facts;

use Kind::{Goodwill, Step};
use Stage::{Appease, CarryOut, Contact, FollowUp, Propose, Register, Verify};

/// The stage of an after-sales case that an act belongs to; steps are listed in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Contact,
    Verify,
    Appease,
    Propose,
    CarryOut,
    FollowUp,
    Register,
}

impl Stage {
    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Contact => "contact",
            Verify => "verify",
            Appease => "appease",
            Propose => "propose",
            CarryOut => "carry_out",
            FollowUp => "follow_up",
            Register => "register",
        }
    }
}

/// Whether an act handles the case or is offered on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Handles the case.
    Step,
    /// Is offered beyond what is owed.
    Goodwill,
}

/// One act.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// Public code.
    pub code: &'static str,
    pub stage: Stage,
    pub kind: Kind,
    /// Whether the act has a sentence that communicates it to the addressee of the message.
    pub communicated: bool,
}

/// Position of an act in [`ACTS`].
pub type ActId = u16;

const fn communicated(code: &'static str, stage: Stage) -> Act {
    Act { code, stage, kind: Step, communicated: true }
}
const fn internal(code: &'static str, stage: Stage) -> Act {
    Act { code, stage, kind: Step, communicated: false }
}
const fn goodwill(code: &'static str) -> Act {
    Act { code, stage: Propose, kind: Goodwill, communicated: true }
}

/// Every act, in the order in which acts of one stage are listed.
pub static ACTS: &[Act] = &[
    internal("contact_platform", Contact),
    internal("move_off_platform", Contact),
    internal("inform_partners", Contact),
    internal("contact_early", Contact),
    communicated("ask_reason", Verify),
    communicated("ask_photos", Verify),
    internal("require_photos_first", Verify),
    internal("check_platform_policy", Verify),
    internal("check_order_reason", Verify),
    communicated("confirm_address", Verify),
    internal("check_tracking", Verify),
    internal("get_proof_of_delivery", Verify),
    internal("check_ship_by_clock", Verify),
    internal("check_cancellation_record", Verify),
    internal("classify_cause", Verify),
    internal("check_campaign_lock", Verify),
    internal("check_price_promise", Verify),
    internal("check_local_law", Verify),
    internal("check_holiday_extension", Verify),
    internal("gather_order_data", Verify),
    internal("gather_evidence", Verify),
    internal("check_clean_exit", Verify),
    communicated("acknowledge_upset", Appease),
    communicated("apologise", Appease),
    internal("listen", Appease),
    communicated("explain_oversight", Appease),
    communicated("explain_system_fault", Appease),
    communicated("explain_campaign_end", Appease),
    communicated("answer_buyer", Appease),
    communicated("ask_to_wait", Propose),
    communicated("say_cannot_recall", Propose),
    communicated("ask_delay_consent", Propose),
    communicated("ask_to_reorder", Propose),
    communicated("explain_no_redirect", Propose),
    communicated("explain_no_return", Propose),
    communicated("offer_other_plan", Propose),
    communicated("offer_choice", Propose),
    communicated("offer_partial_refund", Propose),
    communicated("tell_resale_condition", Propose),
    communicated("share_findings", Propose),
    communicated("solve_problem", Propose),
    communicated("cancel_order", CarryOut),
    communicated("intercept_parcel", CarryOut),
    communicated("change_address", CarryOut),
    communicated("redirect_parcel", CarryOut),
    communicated("give_tracking", CarryOut),
    communicated("trace_with_carrier", CarryOut),
    communicated("ask_platform", CarryOut),
    communicated("ship_at_once", CarryOut),
    internal("mark_urgent", CarryOut),
    communicated("report_system_error", CarryOut),
    communicated("take_back_wrong_item", CarryOut),
    communicated("send_right_item", CarryOut),
    communicated("send_missing_part", CarryOut),
    communicated("refund_missing_part", CarryOut),
    communicated("send_replacement", CarryOut),
    communicated("resend_order", CarryOut),
    communicated("arrange_repair", CarryOut),
    communicated("accept_return", CarryOut),
    internal("authorise_return", CarryOut),
    communicated("give_return_address", CarryOut),
    communicated("bear_return_freight", CarryOut),
    communicated("buyer_bears_freight", CarryOut),
    communicated("send_exchange", CarryOut),
    communicated("inspect_return", CarryOut),
    communicated("deduct_wear", CarryOut),
    communicated("refund_original_method", CarryOut),
    communicated("spare_return", CarryOut),
    communicated("tell_refuse_on_arrival", CarryOut),
    communicated("state_return_right", CarryOut),
    internal("refund_to_wallet", CarryOut),
    internal("substitute_voucher", CarryOut),
    communicated("explain_refund_status", CarryOut),
    communicated("answer_in_dispute", CarryOut),
    internal("submit_evidence", CarryOut),
    communicated("honour_order", CarryOut),
    communicated("report_review", CarryOut),
    internal("ask_review_removal", CarryOut),
    internal("tie_goodwill_to_review", CarryOut),
    internal("threaten_over_review", CarryOut),
    internal("send_marketing", CarryOut),
    internal("ship_without_consent", CarryOut),
    internal("ship_elsewhere", CarryOut),
    internal("refuse_opened", CarryOut),
    internal("withhold_refund", CarryOut),
    communicated("announce_campaign_end", CarryOut),
    internal("update_campaign_page", CarryOut),
    communicated("publish_refund_route", CarryOut),
    internal("take_down_links", CarryOut),
    internal("adjust_stock", CarryOut),
    communicated("apply_for_deposit", CarryOut),
    communicated("submit_deposit_documents", CarryOut),
    communicated("ask_deposit_conditions", CarryOut),
    internal("mark_case", FollowUp),
    communicated("daily_progress", FollowUp),
    internal("monitor_refund", FollowUp),
    communicated("carry_out_plan", FollowUp),
    internal("check_appeal", FollowUp),
    communicated("confirm_solved", Register),
    internal("classify_case", Register),
    internal("tag_problem", Register),
    internal("feed_back", Register),
    internal("improve_process", Register),
    internal("keep_records", Register),
    goodwill("offer_coupon"),
    goodwill("offer_member_level"),
    goodwill("offer_discount"),
    goodwill("send_red_packet"),
    goodwill("send_gift"),
    communicated("send_invoice", CarryOut),
    internal("remedy_fault", CarryOut),
];

/// A set of acts: bit `n` stands for the act at position `n`.
pub type Acts = u128;

const _: () = assert!(ACTS.len() <= Acts::BITS as usize, "the acts no longer fit into a set");

/// The acts that are goodwill.
pub const GOODWILL: Acts = {
    let mut set = 0;
    let mut at = 0;
    while at < ACTS.len() {
        if matches!(ACTS[at].kind, Goodwill) {
            set |= 1 << at;
        }
        at += 1;
    }
    set
};

/// Acts that give the buyer goods or money, or spare the buyer a cost.
pub const GIVES: Acts = set(&[
    "cancel_order",
    "intercept_parcel",
    "refund_original_method",
    "refund_missing_part",
    "offer_partial_refund",
    "send_right_item",
    "send_missing_part",
    "send_replacement",
    "resend_order",
    "send_exchange",
    "arrange_repair",
    "bear_return_freight",
    "spare_return",
    "honour_order",
    "ship_at_once",
]);

/// The act that passes a claim on to the platform that ships the order.
pub const PASSES_ON: Acts = set(&["ask_platform"]);

/// The act that refunds the whole price.
pub const WHOLE_REFUND: Acts = set(&["refund_original_method"]);
/// The act that deducts an amount from a refund.
pub const DEDUCTS: Acts = set(&["deduct_wear"]);

/// Acts that replace a refund of the whole price; they are not owed beside one.
pub const INSTEAD_OF_REFUND: Acts = set(&[
    "refund_missing_part",
    "offer_partial_refund",
    "send_right_item",
    "send_missing_part",
    "send_replacement",
    "resend_order",
    "send_exchange",
    "arrange_repair",
    "honour_order",
    "ship_at_once",
]);

/// Acts that settle a claim with goods or money, or start to.
pub const SETTLES: Acts = set(&[
    "cancel_order",
    "intercept_parcel",
    "accept_return",
    "refund_original_method",
    "refund_missing_part",
    "send_right_item",
    "send_missing_part",
    "send_replacement",
    "resend_order",
    "send_exchange",
    "arrange_repair",
    "remedy_fault",
    "honour_order",
]);

/// The act of a duty to remedy a fault, in any way.
pub const FAULT: Acts = set(&["remedy_fault"]);

/// Acts that each fulfil the duty to remedy a fault ([`FAULT`]).
pub const REMEDIES_FAULT: Acts = set(&[
    "remedy_fault",
    "accept_return",
    "refund_original_method",
    "refund_missing_part",
    "offer_partial_refund",
    "send_right_item",
    "send_missing_part",
    "send_replacement",
    "send_exchange",
    "arrange_repair",
]);

/// Codes of the acts that a refusal denies the buyer.
pub const REFUSED: &[&str] = &[
    "accept_return",
    "offer_choice",
    "remedy_fault",
    "refund_original_method",
    "refund_missing_part",
    "offer_partial_refund",
    "send_right_item",
    "send_missing_part",
    "send_replacement",
    "resend_order",
    "send_exchange",
    "arrange_repair",
    "bear_return_freight",
    "spare_return",
    "state_return_right",
];

/// Pairs of acts: doing the first also commits the second, which a duty may forbid.
pub const COMMITS: &[(&str, &str)] = &[("ship_at_once", "ship_without_consent")];

/// The set of acts with these codes, evaluated at compile time; an unknown code does not compile.
pub const fn set(codes: &[&str]) -> Acts {
    let mut set = 0;
    let mut at = 0;
    while at < codes.len() {
        let mut act = 0;
        while !facts::same(ACTS[act].code, codes[at]) {
            act += 1;
        }
        set |= 1 << act;
        at += 1;
    }
    set
}

/// The acts of a set, in the order of [`ACTS`].
pub fn members(mut set: Acts) -> impl Iterator<Item = ActId> {
    std::iter::from_fn(move || {
        let first = set.trailing_zeros();
        set &= set.wrapping_sub(1);
        (first < Acts::BITS).then_some(first as ActId)
    })
}

/// The act with a code.
pub fn find(code: &str) -> Option<ActId> {
    ACTS.iter().position(|act| act.code == code).map(|at| at as ActId)
}

/// The act at a position.
pub fn get(id: ActId) -> &'static Act {
    &ACTS[id as usize]
}
