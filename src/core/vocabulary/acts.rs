//! Acts: the single things done, said, granted or forbidden. Steps are acts; sentences of a message
//! are acts said to the buyer; duties require or forbid an act.

use crate::vocabulary::facts;

use Kind::{Goodwill, Step};
use Stage::{Appease, CarryOut, Contact, FollowUp, Propose, Register, Verify};

/// Where in an after-sales case an act stands; steps are listed in this order.
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

/// What an act is to the buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Part of handling the case.
    Step,
    /// Offered on top of what is owed.
    Goodwill,
}

/// One act.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// Public code.
    pub code: &'static str,
    pub stage: Stage,
    pub kind: Kind,
    /// Has a sentence that says it to the buyer (or to whom the message goes).
    pub said: bool,
}

/// Position of an act in [`ACTS`].
pub type ActId = u16;

const fn said(code: &'static str, stage: Stage) -> Act {
    Act { code, stage, kind: Step, said: true }
}
const fn done(code: &'static str, stage: Stage) -> Act {
    Act { code, stage, kind: Step, said: false }
}
const fn goodwill(code: &'static str) -> Act {
    Act { code, stage: Propose, kind: Goodwill, said: true }
}

/// Every act, in the order in which acts of one stage are listed.
pub static ACTS: &[Act] = &[
    done("contact_platform", Contact),
    done("move_off_platform", Contact),
    done("inform_partners", Contact),
    done("contact_early", Contact),
    said("ask_reason", Verify),
    said("ask_photos", Verify),
    done("require_photos_first", Verify),
    done("check_platform_policy", Verify),
    done("check_order_reason", Verify),
    said("confirm_address", Verify),
    done("check_tracking", Verify),
    done("get_proof_of_delivery", Verify),
    done("check_ship_by_clock", Verify),
    done("check_cancellation_record", Verify),
    done("classify_cause", Verify),
    done("check_campaign_lock", Verify),
    done("check_price_promise", Verify),
    done("check_local_law", Verify),
    done("check_holiday_extension", Verify),
    done("gather_order_data", Verify),
    done("gather_evidence", Verify),
    done("check_clean_exit", Verify),
    said("acknowledge_upset", Appease),
    said("apologise", Appease),
    done("listen", Appease),
    said("explain_oversight", Appease),
    said("explain_system_fault", Appease),
    said("explain_campaign_end", Appease),
    said("answer_buyer", Appease),
    said("ask_to_wait", Propose),
    said("say_cannot_recall", Propose),
    said("ask_delay_consent", Propose),
    said("ask_to_reorder", Propose),
    said("explain_no_redirect", Propose),
    said("explain_no_return", Propose),
    said("offer_other_plan", Propose),
    said("offer_choice", Propose),
    said("offer_partial_refund", Propose),
    said("tell_resale_condition", Propose),
    said("share_findings", Propose),
    said("solve_problem", Propose),
    said("cancel_order", CarryOut),
    said("intercept_parcel", CarryOut),
    said("change_address", CarryOut),
    said("redirect_parcel", CarryOut),
    said("give_tracking", CarryOut),
    said("trace_with_carrier", CarryOut),
    said("ask_platform", CarryOut),
    said("ship_at_once", CarryOut),
    done("mark_urgent", CarryOut),
    said("report_system_error", CarryOut),
    said("take_back_wrong_item", CarryOut),
    said("send_right_item", CarryOut),
    said("send_missing_part", CarryOut),
    said("refund_missing_part", CarryOut),
    said("send_replacement", CarryOut),
    said("resend_order", CarryOut),
    said("arrange_repair", CarryOut),
    said("accept_return", CarryOut),
    done("authorise_return", CarryOut),
    said("give_return_address", CarryOut),
    said("bear_return_freight", CarryOut),
    said("buyer_bears_freight", CarryOut),
    said("send_exchange", CarryOut),
    said("inspect_return", CarryOut),
    said("deduct_wear", CarryOut),
    said("refund_original_method", CarryOut),
    said("spare_return", CarryOut),
    said("tell_refuse_on_arrival", CarryOut),
    said("state_return_right", CarryOut),
    done("refund_to_wallet", CarryOut),
    done("substitute_voucher", CarryOut),
    said("explain_refund_status", CarryOut),
    said("answer_in_dispute", CarryOut),
    done("submit_evidence", CarryOut),
    said("honour_order", CarryOut),
    said("report_review", CarryOut),
    done("ask_review_removal", CarryOut),
    done("tie_goodwill_to_review", CarryOut),
    done("threaten_over_review", CarryOut),
    done("send_marketing", CarryOut),
    done("ship_without_consent", CarryOut),
    done("ship_elsewhere", CarryOut),
    done("refuse_opened", CarryOut),
    done("withhold_refund", CarryOut),
    said("announce_campaign_end", CarryOut),
    done("update_campaign_page", CarryOut),
    said("publish_refund_route", CarryOut),
    done("take_down_links", CarryOut),
    done("adjust_stock", CarryOut),
    said("apply_for_deposit", CarryOut),
    said("submit_deposit_documents", CarryOut),
    said("ask_deposit_conditions", CarryOut),
    done("mark_case", FollowUp),
    said("daily_progress", FollowUp),
    done("monitor_refund", FollowUp),
    said("carry_out_plan", FollowUp),
    done("check_appeal", FollowUp),
    said("confirm_solved", Register),
    done("classify_case", Register),
    done("tag_problem", Register),
    done("feed_back", Register),
    done("improve_process", Register),
    done("keep_records", Register),
    goodwill("offer_coupon"),
    goodwill("offer_member_level"),
    goodwill("offer_discount"),
    goodwill("send_red_packet"),
    goodwill("send_gift"),
    said("send_invoice", CarryOut),
    done("remedy_fault", CarryOut),
];

/// A set of acts: bit `n` stands for the `n`-th.
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

/// The acts by which the buyer gets goods or money, or is spared a cost.
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

/// The act by which whoever ships the order grants what is owed.
pub const PASSES_ON: Acts = set(&["ask_platform"]);

/// The act that pays the whole price back, and the one that takes something off it.
pub const WHOLE_REFUND: Acts = set(&["refund_original_method"]);
pub const DEDUCTS: Acts = set(&["deduct_wear"]);

/// What stands instead of the whole price: who has that back needs none of it.
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

/// The acts by which a claim is settled with goods, money or the way to them.
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

/// The duty to put a fault right, in whatever way.
pub const FAULT: Acts = set(&["remedy_fault"]);

/// What puts a fault right: the duty to remedy one is met by any of these.
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

/// What a refusal keeps from the buyer: goods, money, the way to them, and the choice among them.
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

/// Acts that commit what a duty forbids under another name.
pub const COMMITS: &[(&str, &str)] = &[("ship_at_once", "ship_without_consent")];

/// The acts of codes that are written in this crate; a mistake in one does not compile.
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

/// The act of that code.
pub fn find(code: &str) -> Option<ActId> {
    ACTS.iter().position(|act| act.code == code).map(|at| at as ActId)
}

/// The act at that position.
pub fn get(id: ActId) -> &'static Act {
    &ACTS[id as usize]
}
