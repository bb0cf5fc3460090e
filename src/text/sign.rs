//! Signs that no text of a catalogue may hold: nobody sees them, and they spoil feeds, tables and terminals.

/// Whether a letter is a control character (but for line breaks and tabs) or stands for no letter at all: refused in every text.
#[must_use]
pub fn is_control(letter: char) -> bool {
    let is_nothing = matches!(u32::from(letter), 0xfdd0..=0xfdef) || u32::from(letter) & 0xfffe == 0xfffe;
    letter.is_control() && !matches!(letter, '\n' | '\t') || is_nothing
}

/// Whether a letter turns the direction of what follows, which makes a text look like another one: refused in names and other short texts.
#[must_use]
pub fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
