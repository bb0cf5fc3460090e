//! Sound of one channel, made ready to be heard through a telephone: without silence at its ends, as loud as any other.

/// What counts as silence, against the loudest moment: −45 dB.
const SILENCE: f32 = 0.0056;
/// What is no sound at all, in parts of full scale: −60 dB.
const NOTHING: f32 = 0.001;
/// How loud speech becomes: −20 dB below full scale, as the root of the mean square of its loud moments. Near what audiobooks keep to (ACX: −23 to −18 dB).
const LOUDNESS: f32 = 0.1;
/// What the loudest moment may reach: −1 dB, so that coding does not push it over.
const PEAK: f32 = 0.89;
/// A whisper is raised no more than this: what is then heard is the room.
const MOST_GAIN: f32 = 10.0;
/// Silence that stays before the first and behind the last word, in seconds.
const BEFORE: f32 = 0.2;
const BEHIND: f32 = 0.5;

/// Sound of one channel.
#[derive(Clone, PartialEq, Debug)]
pub struct Sound {
    /// Samples, 16 bits each.
    pub samples: Vec<i16>,
    /// How many of them make a second.
    pub rate: u32,
}

impl Sound {
    /// How long it is, in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.samples.len() as f64 / f64::from(self.rate)
    }

    /// Whether nobody would hear anything.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.peak() < NOTHING
    }

    /// Without silence at its ends, and as loud as any other narration.
    #[must_use]
    pub fn ready(mut self) -> Self {
        self.trim();
        self.level();
        self
    }

    fn peak(&self) -> f32 {
        self.samples.iter().map(|sample| amount(*sample).abs()).fold(0.0, f32::max)
    }

    fn trim(&mut self) {
        let silence = self.peak() * SILENCE;
        let is_heard = |sample: &i16| amount(*sample).abs() > silence;
        let (Some(first), Some(last)) = (self.samples.iter().position(is_heard), self.samples.iter().rposition(is_heard)) else { return };
        let samples = |seconds: f32| (seconds * self.rate as f32) as usize;
        self.samples.truncate(last + samples(BEHIND));
        self.samples.drain(..first.saturating_sub(samples(BEFORE)));
    }

    /// Only loud moments count: pauses between sentences make nothing louder.
    fn level(&mut self) {
        let moment = (self.rate / 20).max(1) as usize;
        let powers: Vec<f32> = self.samples.chunks(moment).map(power).collect();
        let loudest = powers.iter().copied().fold(0.0, f32::max);
        let loud: Vec<f32> = powers.into_iter().filter(|power| *power > loudest / 1000.0).collect(); // 30 dB
        let loudness = (loud.iter().sum::<f32>() / loud.len().max(1) as f32).sqrt();
        let gain = (LOUDNESS / loudness.max(NOTHING)).min(PEAK / self.peak().max(NOTHING)).min(MOST_GAIN);
        for sample in &mut self.samples {
            *sample = (f32::from(*sample) * gain).round() as i16;
        }
    }
}

fn power(moment: &[i16]) -> f32 {
    moment.iter().map(|sample| amount(*sample).powi(2)).sum::<f32>() / moment.len() as f32
}

/// A sample in parts of full scale.
fn amount(sample: i16) -> f32 {
    f32::from(sample) / 32_768.0
}
