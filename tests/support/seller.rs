//! The first steps of a seller, with which most tests begin.

use super::advisor::Advisor;
use super::browser::Browser;

/// The device of the seller.
#[derive(Clone, Copy)]
pub enum Device {
    Phone,
    Desktop,
}

use Device::{Desktop, Phone};

impl Device {
    pub fn browser(self) -> Browser {
        let browser = Browser::start();
        match self {
            Phone => browser.phone(),
            Desktop => browser.size(1280, 800),
        }
        browser
    }
}

/// States by taps that a wrong item was delivered to a buyer on Taobao in China, which photos
/// confirm.
#[track_caller]
pub fn state_wrong_item(page: &Advisor) {
    page.choose_place("taobao", "cn");
    page.state("order_state", "delivered");
    page.state("complaint", "wrong_item");
    page.state("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
}

/// Opens the sheet with the answer on a phone.
#[track_caller]
pub fn open_sheet(page: &Advisor) {
    if page.find(".grip").is_shown() {
        page.tap(".grip");
        page.find(".answer.open");
    }
}
