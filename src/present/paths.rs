//! Where an act is done in the seller centre of the marketplace.

use crate::present::advice::Presenter;
use crate::present::answer::Source;
use crate::present::wording::with_verification;
use crate::words::catalogue::Sentence;
use aftersales_core::vocabulary::acts::ActId;
use aftersales_core::vocabulary::facts::PLATFORM;

impl Presenter<'_> {
    /// The path of an act on the marketplace of the case, if a source tells it.
    pub(crate) fn path(&self, act: ActId) -> Option<&'static Sentence<'static>> {
        let platform = self.policy.vocabulary.codes(PLATFORM).get(self.case.choice(PLATFORM)?)?;
        let paths = &self.words.answers.get()?.paths;
        let (_, paths) = paths.iter().find(|(code, _)| code == platform)?;
        paths.iter().find(|path| path.act == Some(act) && self.holds(&path.when))
    }

    /// The sources of a path.
    pub(crate) fn path_sources(&self, path: &Sentence) -> Vec<Source> {
        let sources = self.words.answers.get().map_or(&[][..], |answers| &answers.sources);
        let cited = sources.iter().filter(|source| path.or.contains(&source.id.as_ref()));
        with_verification(self.words, cited)
    }
}
