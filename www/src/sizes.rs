//! The sizes of the site, and the budget of the first load.

use crate::compression::{Compression, gzip_size};
use crate::hosted::reached;
use crate::source::{Page, SINGLE};
use crate::toolchain::Toolchain;
use crate::{Place, words};
use anyhow::{Context, Result};
use std::fmt::Write;

/// The maximum number of bytes that opening the page may load, compressed with brotli, where the standard library is built
/// for the page.
const BUDGET: usize = 172_000;

/// What a ready-made standard library adds: its panics have messages, which browsers show to nobody.
const READY_MADE: usize = 6_000;

/// The maximum number of bytes that opening the page may load, compressed with brotli, as the compiler of this computer
/// builds it.
pub fn budget(place: &Place) -> Result<usize> {
    Ok(match Toolchain::find(place)? {
        Toolchain::Active => BUDGET + READY_MADE,
        Toolchain::Distribution(_) => BUDGET,
    })
}

/// The shares of the budget by the beginning of a file's name; the other files share the rest.
/// Exceeding a share is not a failure, but shows what has grown.
const SHARES: [(&str, usize); 3] =
    [("aftersales_bg.", 106_000), ("words.", 4_400), ("main.", 29_300)];

/// The files that opening the hosted page loads, in one language.
pub struct FirstLoad {
    files: Vec<(String, Row)>,
    /// What a first answer needs in addition at most: the words of answers in the largest language, and those of the
    /// rules of two places.
    answer: Vec<(String, Row)>,
    /// The files that the service worker loads later: those on demand, and the other languages.
    later: Vec<(String, Row)>,
}

impl FirstLoad {
    /// Measures the finished site.
    pub fn measure(place: &Place) -> Result<FirstLoad> {
        let site = Page::finished(&place.dist)?;
        let compression = Compression::beside(&place.target);
        let row = |name: String| -> Result<(String, Row)> {
            let row = Row::of(site.bytes(&name)?, &compression)?;
            Ok((name, row))
        };
        let at_once = reached(&site, false)?;
        let on_demand = reached(&site, true)?.into_iter().filter(|name| !at_once.contains(name));
        let on_demand = on_demand.map(row).collect::<Result<Vec<_>>>()?;
        let rows = at_once.iter().cloned().map(row).collect::<Result<Vec<_>>>()?;
        let (words, mut files): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(name, _)| words::is_words(name));
        let (mut later, words): (Vec<_>, Vec<_>) =
            words.into_iter().partition(|(name, _)| words::is_page_words(name));
        let (mut answers, rules): (Vec<_>, Vec<_>) =
            words.into_iter().partition(|(name, _)| words::is_answer_words(name));
        let of_places = site.names().filter(|name| words::is_of_one_place(name));
        let mut of_places = of_places.map(|name| row(name.into())).collect::<Result<Vec<_>>>()?;
        for rows in [&mut later, &mut answers, &mut of_places] {
            rows.sort_by_key(|(_, row)| row.brotli);
        }
        files.extend(later.pop());
        let answer: Vec<_> =
            [answers.pop(), of_places.pop(), of_places.pop()].into_iter().flatten().collect();
        later.extend(answers.into_iter().chain(rules).chain(on_demand));
        files.sort_by_key(|(_, row)| std::cmp::Reverse(row.brotli));
        Ok(FirstLoad { files, answer, later })
    }

    /// The total size, compressed with brotli.
    pub fn brotli(&self) -> usize {
        self.total().brotli
    }

    /// All files and the total as a table.
    pub fn table(&self) -> String {
        let mut text = head("first load");
        self.files.iter().for_each(|(name, row)| row.write(name, &mut text));
        self.total().write(&format!("{} files", self.files.len()), &mut text);
        text.push_str("\nand for a first answer\n");
        self.answer.iter().for_each(|(name, row)| row.write(name, &mut text));
        if !self.later.is_empty() {
            text.push_str("\nfetched later, on demand and to work without a network\n");
            self.later.iter().for_each(|(name, row)| row.write(name, &mut text));
        }
        text
    }

    /// The files that exceed their share of the budget, as text.
    pub fn grown(&self) -> String {
        let share = |name: &str| SHARES.iter().find(|(start, _)| name.starts_with(start));
        let over = |(name, row): &(String, Row)| {
            let (_, share) = share(name)?;
            let over = row.brotli.checked_sub(*share).filter(|over| *over > 0)?;
            Some(format!("{name} is {over} bytes over its share of {share}\n"))
        };
        self.files.iter().filter_map(over).collect()
    }

    fn total(&self) -> Row {
        let mut all = Row::default();
        self.files.iter().for_each(|(_, row)| all.add(row));
        all
    }
}

/// The summary that a build prints.
pub fn summary(place: &Place) -> Result<String> {
    let load = FirstLoad::measure(place)?;
    let wasm = load.files.iter().find(|(name, _)| name.starts_with(SHARES[0].0));
    let (_, wasm) = wasm.context("the page loads no wasm")?;
    let single = std::fs::read(place.dist.join(SINGLE))?;
    let mut text = head("bytes");
    wasm.write("wasm", &mut text);
    load.total().write(&format!("first load ({} files)", load.files.len()), &mut text);
    let mut answer = Row::default();
    load.answer.iter().for_each(|(_, row)| answer.add(row));
    answer.write("for a first answer", &mut text);
    Row::of(&single, &Compression::beside(&place.target))?.write(SINGLE, &mut text);
    Ok(text)
}

fn head(title: &str) -> String {
    format!("{title:32}{:>12}{:>12}{:>12}\n", "as it is", "gzip -9", "brotli 11")
}

#[derive(Default)]
struct Row {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Row {
    fn of(content: &[u8], compression: &Compression) -> Result<Row> {
        Ok(Row {
            raw: content.len(),
            gzip: gzip_size(content)?,
            brotli: compression.brotli(content)?.len(),
        })
    }

    fn add(&mut self, other: &Row) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    fn write(&self, name: &str, text: &mut String) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:32}{:>12}{:>12}{:>12}", self.raw, self.gzip, self.brotli);
    }
}
