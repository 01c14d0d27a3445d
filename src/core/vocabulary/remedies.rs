//! Remedies: the headlines of decisions, each with the acts it consists of and those it denies the buyer.

use crate::vocabulary::acts::{self, Acts};

/// The addressee of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    Buyer,
    /// All participants in a campaign.
    Customers,
    Platform,
}

impl Addressee {
    /// Public code.
    pub fn code(self) -> &'static str {
        match self {
            Addressee::Buyer => "buyer",
            Addressee::Customers => "customers",
            Addressee::Platform => "platform",
        }
    }
}

/// One remedy.
#[derive(Clone, Copy, Debug)]
pub struct Remedy {
    /// Public code.
    pub code: &'static str,
    /// Codes of the acts that the remedy consists of; all of them are steps.
    pub core: &'static [&'static str],
    /// Codes of the acts that the remedy denies the buyer. It violates a duty of law or platform that requires one.
    pub denies: &'static [&'static str],
    /// The addressee of its message.
    pub to: Addressee,
}

/// Position of a remedy in [`REMEDIES`].
pub type RemedyId = u16;

const fn remedy(code: &'static str, core: &'static [&'static str]) -> Remedy {
    Remedy { code, core, denies: &[], to: Addressee::Buyer }
}

impl Remedy {
    const fn denies(mut self, acts: &'static [&'static str]) -> Remedy {
        self.denies = acts;
        self
    }
    const fn to(mut self, to: Addressee) -> Remedy {
        self.to = to;
        self
    }
    /// The code of the act that refunds the whole order, if the remedy has one.
    pub fn pays_back_all(&self) -> Option<&'static str> {
        let whole = [
            "cancel_and_refund",
            "cancel_and_reorder",
            "cancel_campaign_order",
            "refund_not_received",
            "refund_without_return",
        ];
        whole.contains(&self.code).then_some("refund_original_method")
    }
    /// Whether the remedy refuses a request. Such a remedy needs a source that the right does not exist or has ended,
    /// and is allowed in the layers `practice` and `shop` only.
    pub fn is_refusal(&self) -> bool {
        self.code.starts_with("decline_") || self.code == "deposit_not_due"
    }
}

/// Every remedy.
pub static REMEDIES: &[Remedy] = &[
    remedy("ask_reason", &["ask_reason"]),
    remedy("ask_evidence", &["ask_photos"]),
    remedy("cancel_and_refund", &["cancel_order", "refund_original_method"]),
    remedy("persuade_to_wait", &["ask_to_wait"]).denies(&["intercept_parcel"]),
    remedy(
        "intercept_and_refund",
        &["intercept_parcel", "refund_original_method", "tell_refuse_on_arrival"],
    ),
    remedy("explain_in_transit", &["tell_refuse_on_arrival"]).denies(&["intercept_parcel"]),
    remedy("correct_address", &["confirm_address", "change_address"]),
    remedy("cancel_and_reorder", &["cancel_order", "refund_original_method", "ask_to_reorder"]),
    remedy("intercept_and_redirect", &["intercept_parcel", "confirm_address", "redirect_parcel"]),
    remedy("decline_redirect", &["explain_no_redirect"]),
    remedy("share_tracking", &["check_tracking", "give_tracking"]),
    remedy("trace_parcel", &["trace_with_carrier"]),
    remedy("platform_enquiry", &["ask_platform"]),
    remedy("refund_not_received", &["apologise", "refund_original_method"]),
    remedy("resend_lost", &["apologise", "resend_order"]),
    remedy("ship_now", &["apologise", "ship_at_once"]),
    remedy("ask_delay_consent", &["apologise", "ask_delay_consent"]),
    remedy("report_to_platform", &["contact_platform", "gather_order_data", "report_system_error"]),
    remedy("swap_wrong_item", &["apologise", "take_back_wrong_item", "send_right_item"]),
    remedy("resend_missing", &["apologise", "send_missing_part"]),
    remedy("refund_missing", &["apologise", "refund_missing_part"]),
    remedy("replace_damaged", &["apologise", "send_replacement"]),
    remedy("repair_item", &["apologise", "arrange_repair"]),
    remedy("partial_refund_keep", &["apologise", "offer_partial_refund"]),
    remedy(
        "return_and_refund",
        &["accept_return", "give_return_address", "refund_original_method"],
    ),
    remedy("return_and_exchange", &["accept_return", "give_return_address", "send_exchange"]),
    remedy("refund_less_wear", &["inspect_return", "deduct_wear", "refund_original_method"]),
    remedy("decline_return", &["explain_no_return"]).denies(acts::REFUSED),
    remedy("inspect_and_refund", &["inspect_return", "refund_original_method"]),
    remedy("refund_status", &["explain_refund_status", "monitor_refund"]),
    remedy("renegotiate", &["listen", "offer_other_plan"]),
    remedy("platform_dispute", &["submit_evidence", "answer_in_dispute"]),
    remedy("repair_trust", &["contact_early", "solve_problem"]),
    remedy("report_review", &["report_review"]).to(Addressee::Platform),
    remedy(
        "cancel_campaign",
        &["announce_campaign_end", "update_campaign_page", "take_down_links"],
    )
    .to(Addressee::Customers),
    remedy(
        "cancel_campaign_order",
        &["explain_campaign_end", "cancel_order", "refund_original_method"],
    )
    .denies(&["honour_order"]),
    remedy("honour_campaign_order", &["honour_order"]),
    remedy("apply_for_deposit", &["apply_for_deposit", "submit_deposit_documents"])
        .to(Addressee::Platform),
    remedy("deposit_not_due", &["ask_deposit_conditions"]).to(Addressee::Platform),
    remedy("follow_up", &["carry_out_plan", "daily_progress"]),
    remedy("close_and_register", &["confirm_solved", "classify_case", "tag_problem"]),
    remedy("refund_without_return", &["refund_original_method", "spare_return"]),
    remedy("answer_invoice_request", &["answer_buyer", "send_invoice"]),
];

/// A set of remedies: bit `n` stands for the remedy at position `n`.
pub type Remedies = u64;

const _: () = assert!(REMEDIES.len() <= Remedies::BITS as usize, "the remedies no longer fit");

/// The core acts of each remedy, and those it denies.
static ACTS: [(Acts, Acts); REMEDIES.len()] = {
    let mut acts = [(0, 0); REMEDIES.len()];
    let mut at = 0;
    while at < acts.len() {
        acts[at] = (acts::set(REMEDIES[at].core), acts::set(REMEDIES[at].denies));
        at += 1;
    }
    acts
};

/// The acts that a remedy consists of.
pub fn core(id: RemedyId) -> Acts {
    ACTS[id as usize].0
}

/// The acts that a remedy denies the buyer.
pub fn denied(id: RemedyId) -> Acts {
    ACTS[id as usize].1
}

/// The remedy with a code.
pub fn find(code: &str) -> Option<RemedyId> {
    REMEDIES.iter().position(|remedy| remedy.code == code).map(|at| at as RemedyId)
}

/// The remedy at a position.
pub fn get(id: RemedyId) -> &'static Remedy {
    &REMEDIES[id as usize]
}

/// The addressee of a remedy's message, given the code of the complaint that it answers.
pub fn addressee(remedy: RemedyId, complaint: &str) -> Addressee {
    match complaint {
        "deposit_refund" => Addressee::Platform,
        "plan_campaign_cancel" => Addressee::Customers,
        _ => get(remedy).to,
    }
}
