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
        let part = self.words.loaded_rules().find(|part| part.part == *platform)?;
        part.paths.iter().find(|path| path.act == Some(act) && self.holds(&path.when))
    }

    /// The sources of a path.
    pub(crate) fn path_sources(&self, path: &Sentence) -> Vec<Source> {
        // A source that several parts cite is in each of them.
        let find = |id: &&str| {
            let mut sources = self.words.loaded_rules().flat_map(|part| &part.sources);
            sources.find(|source| source.id == **id)
        };
        with_verification(self.words, path.or.iter().filter_map(find))
    }
}
