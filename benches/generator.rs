//! A catalogue of any size, always the same: two languages in folder form, some 250 words of Markdown in each.
//!
//! Of 20 entries 15 are historic sites, 3 products, 1 a producer and 1 a page. `name` and `summary` stand alone on the first lines of each
//! front matter, so that `peers/` can rewrite them for other programs without reading YAML.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

/// Writes a catalogue with this many entries (at least 6, so that links lead somewhere) into a folder.
pub(crate) fn write(folder: &Path, entries: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("catalogue.yaml"), CATALOGUE)?;
    for number in 0..entries {
        let entry = Entry { number, kind: kind(number), entries };
        let at = folder.join(entry.id());
        fs::create_dir_all(&at)?;
        fs::write(at.join("index.md"), entry.file(&VIETNAMESE, true))?;
        fs::write(at.join("index.en.md"), entry.file(&ENGLISH, false))?;
    }
    Ok(())
}

/// The name of an entry: its folder in the catalogue.
pub(crate) fn id(number: usize) -> String {
    format!("{}/muc-{number}", kind(number))
}

const CATALOGUE: &str = "\
title: {vi: Di sản để đo tốc độ, en: Heritage for measuring}
summary: {vi: Một bộ dữ liệu được tạo ra để đo., en: A catalogue that was generated to be measured.}
base_url: https://disan.example.vn
publisher:
  name: {vi: Đoàn xã, en: Commune youth union}
";

fn kind(number: usize) -> &'static str {
    match number % 20 {
        0 => "producers",
        1..=3 => "products",
        4 => "pages",
        _ => "sites",
    }
}

struct Entry {
    number: usize,
    kind: &'static str,
    entries: usize,
}

impl Entry {
    fn id(&self) -> String {
        id(self.number)
    }

    fn file(&self, language: &Language, facts: bool) -> String {
        let mut chance = Chance(self.number as u64 * 2 + u64::from(facts));
        let name = format!("{} {}", capital(&chance.words(language.words, 2..5)), self.number);
        let summary = chance.sentence(language.words, 18..26);
        let facts = if facts { self.facts() } else { String::new() };
        let story = self.story(language, &mut chance);
        format!("---\nname: {name}\nsummary: {summary}\n{facts}---\n\n{story}")
    }

    /// About 250 words: paragraphs under headings, a list, a quotation, a link to another entry.
    fn story(&self, language: &Language, chance: &mut Chance) -> String {
        let words = language.words;
        let mut out = format!("{}\n\n", chance.paragraph(words));
        out += &format!("## {}\n\n{}\n\n", capital(&chance.words(words, 3..6)), chance.paragraph(words));
        for _ in 0..4 {
            out += &format!("- **{}**: {}\n", chance.words(words, 1..3), chance.words(words, 5..9));
        }
        out += &format!("\n{} [{}](/{}).\n\n", chance.sentence(words, 12..20), chance.words(words, 2..4), self.neighbour().id());
        out += &format!("### {}\n\n{}\n\n> {}\n\n", capital(&chance.words(words, 3..6)), chance.paragraph(words), chance.sentence(words, 8..14));
        out + &chance.paragraph(words) + "\n"
    }

    /// The next entry that is a historic site.
    fn neighbour(&self) -> Self {
        let number = (1..).map(|step| (self.number + step) % self.entries.max(6)).find(|number| kind(*number) == "sites").unwrap_or_default();
        Self { number, kind: "sites", entries: self.entries }
    }

    fn facts(&self) -> String {
        let mut chance = Chance(!(self.number as u64));
        let both = |chance: &mut Chance, words: Range<usize>| {
            format!("{{vi: \"{}\", en: \"{}\"}}", chance.sentence(VIETNAMESE.words, words.clone()), chance.sentence(ENGLISH.words, words))
        };
        let day = format!("20{:02}-{:02}-{:02}", 10 + chance.below(14), 1 + chance.below(12), 1 + chance.below(28));
        let mut out = format!("updated: {day}\nfacts:\n");
        for source in 0..3 {
            let text = both(&mut chance, 12..20);
            out += &format!("  - text: {text}\n    confidence: high\n    sources: [\"https://example.vn/{}/{source}\"]\n", self.number);
        }
        if self.kind == "sites" || self.kind == "producers" {
            out += &format!(
                "place:\n  latitude: {:.4}\n  longitude: {:.4}\n",
                10.0 + chance.below(100_000) as f64 / 10_000.0,
                105.8 + chance.below(10_000) as f64 / 10_000.0
            );
            out += &format!("  precision: {}\n  addresses:\n    - text: {}\n      from: 2025-07-01\n", 50 + chance.below(500), both(&mut chance, 6..9));
            out += &format!("    - text: {}\n      until: 2025-06-30\n", both(&mut chance, 8..11));
        }
        out += &match self.kind {
            "sites" => {
                let level = ["special-national", "national", "provincial"][chance.below(3)];
                let kind = ["historical", "architectural", "archaeological", "scenic"][chance.below(4)];
                let festival = both(&mut chance, 3..5);
                let etiquette = both(&mut chance, 14..22);
                let rank = format!("rank:\n  level: {level}\n  date: {day}\n  decision: {}/QĐ-BVHTT\n", chance.below(3000));
                let festivals = format!("festivals:\n  - name: {festival}\n    month: 3\n    first_day: 10\n    last_day: 12\n");
                format!("types: [{kind}]\n{rank}{festivals}etiquette: {etiquette}\nrelated: [{}]\n", self.neighbour().id())
            }
            "products" => {
                let texts: String = ["origin", "ingredients", "uses", "storage"].map(|key| format!("{key}: {}\n", both(&mut chance, 8..14))).concat();
                let producer = self.number / 20 * 20;
                format!("producer: producers/muc-{producer}\ngroup: food\nocop: {{stars: {}, date: {day}}}\n{texts}", 3 + chance.below(3))
            }
            "producers" => "type: cooperative\n".to_owned(),
            _ => String::new(),
        };
        out
    }
}

struct Language {
    words: &'static str,
}

const VIETNAMESE: Language = Language {
    words: "đình chùa miếu làng sông bến rạch cầu phố cổ người dân xưa nay dựng lại sau trận bão lớn bằng gỗ lợp ngói mái cong \
            thờ thần hoàng bổn cảnh hội xuân rằm tháng ba âm lịch trống chiêng lễ rước kiệu nước trong đất phù sa vườn cây \
            trái muối gạo nếp lá dừa khói bếp thợ đúc đồng chạm khắc tường vôi sân gạch bia đá chữ Hán ghi công ơn vua ban \
            sắc phong triều Nguyễn kháng chiến căn cứ cách mạng bảo tàng di tích xếp hạng quốc gia",
};

const ENGLISH: Language = Language {
    words: "village temple pagoda river creek bridge street old people long ago built again after the great storm of wood with a \
            tiled roof that curves at its corners worship guardian spirit spring festival full moon third lunar month drums gongs \
            procession water clear land silt garden fruit salt rice coconut leaf smoke kitchen bronze carving lime wall brick court \
            stone stele inscription records merit king granted decree dynasty resistance base museum monument ranked national",
};

/// Numbers that look random and are always the same: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit as u64) as usize
    }

    fn words(&mut self, from: &str, count: Range<usize>) -> String {
        let known: Vec<&str> = from.split_whitespace().collect();
        let count = count.start + self.below(count.len());
        (0..count).map(|_| known[self.below(known.len())]).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self, from: &str, count: Range<usize>) -> String {
        capital(&self.words(from, count)) + "."
    }

    fn paragraph(&mut self, from: &str) -> String {
        [self.sentence(from, 12..18), self.sentence(from, 14..20), self.sentence(from, 12..18)].join(" ")
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
