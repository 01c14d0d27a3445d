//! Amounts that an act pays: amounts owed, and those that the shop's settings suggest.

use crate::present::advice::Presenter;
use crate::present::answer;
use aftersales_core::engine::decide::Decision;
use aftersales_core::engine::next::declined;
use aftersales_core::vocabulary::acts::{ActId, Acts};
use aftersales_core::vocabulary::currency::digits;
use aftersales_core::vocabulary::money::Money;
use aftersales_core::vocabulary::remedies::Refunds;

/// An amount in minor units, with its currency (ISO 4217).
pub(crate) type MinorAmount<'a> = (u64, &'a str);

fn minor_amount(money: &Money) -> MinorAmount<'_> {
    (money.minor, &money.currency)
}

impl Presenter<'_> {
    /// The amount owed by an act: the price of a missing item, or what a refund is of.
    #[inline(never)]
    pub(crate) fn owed(&self, decision: &Decision, act: ActId) -> Option<MinorAmount<'_>> {
        let vocabulary = self.policy.vocabulary;
        let refunds_all = vocabulary.groups.refunds_all.contains(act.into());
        match vocabulary.get_act(act).code {
            "refund_missing_part" => self.case.item_price().map(minor_amount),
            _ if refunds_all => match vocabulary.get_remedy(decision.remedy()?).refunds? {
                Refunds::Order => self.case.order_value().map(minor_amount),
                Refunds::Returned => self.refund_of_return(decision),
            },
            _ => None,
        }
    }

    /// The refund of a return: the price of the item or the value of the order, without the shipping where the seller
    /// keeps that. `None` where something may be deducted that is not known yet.
    fn refund_of_return(&self, decision: &Decision) -> Option<MinorAmount<'_>> {
        let groups = &self.policy.vocabulary.groups;
        let does =
            |acts: &Acts| decision.sure.steps.iter().any(|(act, _)| acts.contains((*act).into()));
        if does(&groups.deducts) || does(&groups.may_deduct) {
            return None;
        }
        if let Some(price) = self.case.item_price() {
            return Some(minor_amount(price));
        }
        let (value, currency) = minor_amount(self.case.order_value()?);
        let kept = self.case.shipping_paid().filter(|_| does(&groups.keeps_shipping));
        Some((value.checked_sub(kept.map_or(0, |kept| kept.minor))?, currency))
    }

    /// The amount that the shop's settings suggest for an act that nothing is owed by.
    #[inline(never)]
    pub(crate) fn suggested(&self, act: ActId) -> Option<MinorAmount<'_>> {
        let (settings, declined) = (&self.options.settings, declined(self.case));
        let value = self.case.order_value();
        match self.policy.vocabulary.get_act(act).code {
            "offer_partial_refund" => {
                let (price, currency) = minor_amount(self.case.item_price().or(value)?);
                Some((settings.partial_refund(declined, price, currency)?, currency))
            }
            "offer_coupon" => {
                let (value, currency) = minor_amount(value?);
                Some((settings.coupon(declined, value, currency)?, currency))
            }
            _ => None,
        }
    }

    /// The amount of an act, owed or suggested.
    pub(crate) fn amount(&self, decision: &Decision, act: ActId) -> Option<MinorAmount<'_>> {
        self.owed(decision, act).or_else(|| self.suggested(act))
    }

    /// What the amount of an act is part of: the price of which a part is given back, or the shipping that a refund leaves
    /// out. With its placeholder.
    pub(crate) fn beside(&self, act: ActId) -> (&'static str, Option<MinorAmount<'_>>) {
        let (name, money) = match self.policy.vocabulary.get_act(act).code {
            "offer_partial_refund" => ("price", self.case.item_price().or(self.case.order_value())),
            "keep_shipping" => ("kept", self.case.shipping_paid()),
            _ => ("", None),
        };
        (name, money.filter(|money| money.minor > 0).map(minor_amount))
    }

    /// The cost of a duty: the return freight if the duty says who bears it, or the amount owed.
    pub(crate) fn cost(
        &self,
        decision: &Decision,
        act: ActId,
        borne: bool,
    ) -> Option<MinorAmount<'_>> {
        if borne && self.policy.vocabulary.groups.return_freight.contains(act.into()) {
            return self.case.return_freight().map(minor_amount);
        }
        self.owed(decision, act)
    }

    /// An amount with its text in the reader's language.
    #[inline(never)]
    pub(crate) fn present_amount(&self, (minor, currency): MinorAmount) -> answer::Amount {
        let text = self.format_amount(self.options.lang, (minor, currency));
        answer::Amount { minor, currency: currency.to_owned(), text }
    }

    /// Formats an amount in a language.
    pub(crate) fn format_amount(&self, lang: &str, (minor, currency): MinorAmount) -> String {
        self.format.money(lang, minor, currency, digits(currency))
    }
}
