//! What kind of file some bytes are, and how their text is encoded.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, with the label of its encoding as browsers know it.
    Text(&'static str),
    /// A workbook in XLSX.
    Workbook,
    /// A workbook of a spreadsheet before 2007.
    OldWorkbook,
    /// A web page, which some shops name `.xls`.
    WebPage,
    /// None of these.
    Other,
}

pub const UTF_8: &str = "utf-8";
pub const UTF_16LE: &str = "utf-16le";
pub const UTF_16BE: &str = "utf-16be";
pub const GB18030: &str = "gb18030";
pub const WINDOWS_1252: &str = "windows-1252";

/// How many of the first bytes tell whether a file is text at all.
const HEAD: usize = 4096;

/// Finds out the kind of a file by its bytes.
pub fn sniff(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(HEAD)];
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => return Kind::Text(UTF_8),
        [0xFF, 0xFE, ..] => return Kind::Text(UTF_16LE),
        [0xFE, 0xFF, ..] => return Kind::Text(UTF_16BE),
        [b'P', b'K', 3, 4, ..] => return Kind::Workbook,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Kind::OldWorkbook,
        _ => {}
    }
    if let Some(label) = wide(head) {
        return Kind::Text(label);
    }
    if head.contains(&0) {
        return Kind::Other;
    }
    if head.trim_ascii_start().starts_with(b"<") {
        return Kind::WebPage;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Kind::Text(UTF_8);
    }
    Kind::Text(if is_chinese(bytes) { GB18030 } else { WINDOWS_1252 })
}

/// UTF-16 without a mark: every other byte of most text is zero.
fn wide(head: &[u8]) -> Option<&'static str> {
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 5;
    match () {
        () if odd > enough && odd > even * 8 => Some(UTF_16LE),
        () if even > enough && even > odd * 8 => Some(UTF_16BE),
        () => None,
    }
}

/// Whether bytes are GB 18030 throughout, and most of their pairs are characters of GB 2312: accented letters of
/// Windows-1252 make pairs, too, but rarely these.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut rare, mut at) = (0_usize, 0_usize, 0);
    while at < bytes.len() {
        match bytes[at..] {
            [0..=0x7F, ..] => at += 1,
            [0xA1..=0xF7, 0xA1..=0xFE, ..] => (common, at) = (common + 1, at + 2),
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => (rare, at) = (rare + 1, at + 2),
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => {
                (rare, at) = (rare + 1, at + 4)
            }
            // The end of a file may be cut off.
            [0x81..=0xFE] => at += 1,
            _ => return false,
        }
    }
    common > rare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], kind: Kind) {
        assert_eq!(sniff(bytes), kind);
    }

    fn encoded(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn marks_tell_the_encoding() {
        check(b"\xEF\xBB\xBFOrder ID", Kind::Text(UTF_8));
        check(b"\xFF\xFEO\0r\0", Kind::Text(UTF_16LE));
        check(b"\xFE\xFF\0O\0r", Kind::Text(UTF_16BE));
    }

    #[test]
    fn text_without_a_mark_is_told_by_its_bytes() {
        check(b"", Kind::Text(UTF_8));
        check("Order ID,买家\n1,张三\n".as_bytes(), Kind::Text(UTF_8));
        let wide: Vec<u8> = "Order ID,Buyer".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, Kind::Text(UTF_16LE));
        let wide: Vec<u8> = "Order ID,Buyer".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&wide, Kind::Text(UTF_16BE));
    }

    #[test]
    fn chinese_and_western_text_are_told_apart() {
        let taobao = "订单编号,买家会员名,订单状态\n4012,张三丰,卖家已发货，等待买家确认\n";
        check(&encoded(encoding_rs::GBK, taobao), Kind::Text(GB18030));
        check(&encoded(encoding_rs::GB18030, "订单编号,㐀\n"), Kind::Text(GB18030));
        let western = "order,name\n1,Müller\n2,José García, Café Noël\n3,Ångström Øre\n";
        check(&encoded(encoding_rs::WINDOWS_1252, western), Kind::Text(WINDOWS_1252));
    }

    #[test]
    fn a_letter_late_in_the_file_counts() {
        let mut bytes = "a,b\n".repeat(50_000).into_bytes();
        bytes.extend(encoded(encoding_rs::WINDOWS_1252, "é,b\n"));
        check(&bytes, Kind::Text(WINDOWS_1252));
        let mut bytes = encoded(encoding_rs::GBK, &"订单,编号\n".repeat(10_000));
        bytes.pop();
        bytes.pop();
        check(&bytes, Kind::Text(GB18030));
    }

    #[test]
    fn what_is_no_text_is_named() {
        check(b"PK\x03\x04....", Kind::Workbook);
        check(b"\xD0\xCF\x11\xE0\xA1\xB1", Kind::OldWorkbook);
        check(b"  <html><table>", Kind::WebPage);
        check(b"%PDF\x00\x00\x01\x02\x03\x04\x05\x06\x07\x08", Kind::Other);
    }
}
