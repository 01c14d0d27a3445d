//! Amounts: what is owed, and what the shop's settings suggest beside it.

use crate::present::advice::Teller;
use crate::present::answer;
use aftersales_core::vocabulary::acts::{self, ActId};
use aftersales_core::vocabulary::currency::digits;
use aftersales_core::vocabulary::facts;
use aftersales_core::vocabulary::facts::Stated;
use aftersales_core::vocabulary::money::Money;
use aftersales_core::vocabulary::remedies::{self, RemedyId};

/// Minor units of a currency.
pub(crate) type Paid<'a> = (u64, &'a str);

fn paid(money: &Money) -> Paid<'_> {
    (money.minor, &money.currency)
}

impl Teller<'_> {
    /// What is owed by an act: the whole order where it is paid back whole, the price of what was missing.
    #[inline(never)]
    pub(crate) fn owed(&self, remedy: Option<RemedyId>, act: ActId) -> Option<Paid<'_>> {
        let code = acts::get(act).code;
        match code {
            "refund_missing_part" => self.case.item_price(),
            _ if remedies::get(remedy?).pays_back_all() == Some(code) => self.case.order_value(),
            _ => None,
        }
        .map(paid)
    }

    /// What the shop's settings suggest for an act, beside what is owed.
    #[inline(never)]
    pub(crate) fn suggested(&self, act: ActId) -> Option<Paid<'_>> {
        let (settings, declined) = (&self.options.settings, self.declined());
        let value = self.case.order_value();
        match acts::get(act).code {
            "offer_partial_refund" => {
                let (price, currency) = paid(self.case.item_price().or(value)?);
                Some((settings.partial_refund(declined, price, currency)?, currency))
            }
            "offer_coupon" => {
                let (value, currency) = paid(value?);
                Some((settings.coupon(declined, value, currency)?, currency))
            }
            _ => None,
        }
    }

    /// What an act pays.
    pub(crate) fn amount(&self, remedy: Option<RemedyId>, act: ActId) -> Option<Paid<'_>> {
        self.owed(remedy, act).or_else(|| self.suggested(act))
    }

    /// What a duty costs: the freight of sending it back where it says who bears it, or what is owed.
    pub(crate) fn cost(
        &self,
        remedy: Option<RemedyId>,
        act: ActId,
        borne: bool,
    ) -> Option<Paid<'_>> {
        if borne && ["bear_return_freight", "buyer_bears_freight"].contains(&acts::get(act).code) {
            return self.case.return_freight().map(paid);
        }
        self.owed(remedy, act)
    }

    /// An amount as the reader writes it.
    #[inline(never)]
    pub(crate) fn told(&self, (minor, currency): Paid) -> answer::Amount {
        let text = self.written(self.options.lang, (minor, currency));
        answer::Amount { minor, currency: currency.to_owned(), text }
    }

    pub(crate) fn written(&self, lang: &str, (minor, currency): Paid) -> String {
        self.conventions.money(lang, minor, currency, digits(currency))
    }

    /// How many offers the buyer has declined.
    #[inline(never)]
    pub(crate) fn declined(&self) -> u32 {
        let declined = facts::find("offers_declined").and_then(|fact| self.case.stated[fact]);
        match declined {
            Some(Stated::Number(number)) => number,
            _ => 0,
        }
    }
}
