//! Amounts that an act pays: amounts owed, and those that the shop's settings suggest.

use crate::present::advice::Presenter;
use crate::present::answer;
use aftersales_core::engine::next::declined;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::currency::digits;
use aftersales_core::vocabulary::money::Money;
use aftersales_core::vocabulary::remedies::RemedyId;

/// An amount in minor units, with its currency (ISO 4217).
pub(crate) type MinorAmount<'a> = (u64, &'a str);

fn minor_amount(money: &Money) -> MinorAmount<'_> {
    (money.minor, &money.currency)
}

impl Presenter<'_> {
    /// The amount owed by an act: the order's value for a full refund, or the price of a missing item.
    #[inline(never)]
    pub(crate) fn owed(&self, remedy: Option<RemedyId>, act: ActId) -> Option<MinorAmount<'_>> {
        let vocabulary = self.policy.vocabulary;
        let refunds_all = vocabulary.groups.refunds_all.contains(act.into());
        match vocabulary.get_act(act).code {
            "refund_missing_part" => self.case.item_price(),
            _ if refunds_all && vocabulary.get_remedy(remedy?).refunds_order => {
                self.case.order_value()
            }
            _ => None,
        }
        .map(minor_amount)
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
    pub(crate) fn amount(&self, remedy: Option<RemedyId>, act: ActId) -> Option<MinorAmount<'_>> {
        self.owed(remedy, act).or_else(|| self.suggested(act))
    }

    /// The cost of a duty: the return freight if the duty says who bears it, or the amount owed.
    pub(crate) fn cost(
        &self,
        remedy: Option<RemedyId>,
        act: ActId,
        borne: bool,
    ) -> Option<MinorAmount<'_>> {
        if borne && self.policy.vocabulary.groups.return_freight.contains(act.into()) {
            return self.case.return_freight().map(minor_amount);
        }
        self.owed(remedy, act)
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
