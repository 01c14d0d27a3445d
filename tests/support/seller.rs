//! A seller at a device: what most journeys begin with.

use super::advisor::Advisor;
use super::browser::Browser;

/// Where the journey is made.
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

/// Tells by taps of a wrong item, delivered to a buyer on Taobao in China; photos show it.
#[track_caller]
pub fn tell_of_a_wrong_item(page: &Advisor) {
    page.choose_place("taobao", "cn");
    page.say("order_state", "delivered");
    page.say("complaint", "wrong_item");
    page.say("evidence", "confirmed");
    page.wait_for_remedy("swap_wrong_item");
}

/// Pulls up the sheet that covers the rest of the answer on a phone.
#[track_caller]
pub fn pull_up(page: &Advisor) {
    if page.find(".grip").is_shown() {
        page.tap(".grip");
        page.find(".answer.open");
    }
}
