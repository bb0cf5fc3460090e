//! Outlines to coverage: how much of each pixel lies within, from 0 to 255.
//!
//! Each line of an outline adds the area right of it to a sum that runs along the row, after Raph Levien's `font-rs`
//! (<https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445>): as exact as pixels can be, and quicker than looking at each pixel
//! several times. Only sums, products and square roots are needed.

use rustybuzz::ttf_parser::OutlineBuilder;

/// A point, in pixels.
pub(super) type Point = [f32; 2];

/// How far a line may be from the curve that it stands for, in pixels.
const TOLERANCE: f32 = 0.1;

/// Closed outlines as straight lines.
#[derive(Default)]
pub(super) struct Outline {
    lines: Vec<[Point; 2]>,
    scale: f32,
    at: Point,
    first: Point,
    last: Point,
}

impl Outline {
    /// Begins another glyph, whose points are scaled, turned upright and moved.
    pub(super) fn begin(&mut self, scale: f32, at: Point) {
        self.lines.clear();
        (self.scale, self.at) = (scale, at);
    }

    /// Adds a polygon in pixels.
    pub(super) fn polygon(&mut self, points: &[Point]) {
        let next = points.iter().cycle().skip(1);
        self.lines.extend(points.iter().zip(next).map(|(from, to)| [*from, *to]));
    }

    /// The left top corner and the size of the pixels that the outline touches.
    fn bounds(&self) -> Option<([i32; 2], [usize; 2])> {
        let points = self.lines.iter().flatten();
        let [mut least, mut most] = [*points.clone().next()?; 2];
        for point in points {
            for axis in 0..2 {
                least[axis] = least[axis].min(point[axis]);
                most[axis] = most[axis].max(point[axis]);
            }
        }
        let from = least.map(|value| value.floor() as i32);
        let size = [0, 1].map(|axis| (most[axis].ceil() as i32 - from[axis]).max(0) as usize);
        Some((from, size))
    }

    fn placed(&self, x: f32, y: f32) -> Point {
        [self.at[0] + x * self.scale, self.at[1] - y * self.scale]
    }

    fn to(&mut self, point: Point) {
        self.lines.push([self.last, point]);
        self.last = point;
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.close();
        self.first = self.placed(x, y);
        self.last = self.first;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(self.placed(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, control, end) = (self.last, self.placed(x1, y1), self.placed(x, y));
        let bend = [0, 1].map(|axis| from[axis] - 2.0 * control[axis] + end[axis]);
        let steps = steps(length(bend) / 4.0);
        for step in 1..=steps {
            let t = step as f32 / steps as f32;
            let s = 1.0 - t;
            self.to([0, 1].map(|axis| s * s * from[axis] + 2.0 * s * t * control[axis] + t * t * end[axis]));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let points = [self.last, self.placed(x1, y1), self.placed(x2, y2), self.placed(x, y)];
        let bend = |at: usize| length([0, 1].map(|axis| points[at][axis] - 2.0 * points[at + 1][axis] + points[at + 2][axis]));
        let steps = steps(bend(0).max(bend(1)) * 0.75);
        for step in 1..=steps {
            let t = step as f32 / steps as f32;
            let s = 1.0 - t;
            let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
            self.to([0, 1].map(|axis| points.iter().zip(weights).map(|(point, weight)| point[axis] * weight).sum()));
        }
    }

    fn close(&mut self) {
        self.to(self.first); // where the pen is there already, the line covers nothing
    }
}

fn length([x, y]: Point) -> f32 {
    (x * x + y * y).sqrt()
}

/// Into how many lines a curve is divided that is so far from a single one.
fn steps(distance: f32) -> usize {
    ((distance / TOLERANCE).sqrt() as usize + 1).min(64)
}

/// Coverage of an area of pixels, row by row.
#[derive(Clone)]
pub(super) struct Coverage {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

impl Coverage {
    /// Nothing is covered.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![0; width * height] }
    }

    /// Covers what lies within an outline. `sums` is memory that is used again for the next one.
    pub(super) fn fill(&mut self, outline: &Outline, sums: &mut Vec<f32>) {
        self.blend(outline, sums, |before, covered| before + (255.0 - before) * covered);
    }

    /// Uncovers what lies within an outline.
    pub(super) fn clear(&mut self, outline: &Outline, sums: &mut Vec<f32>) {
        self.blend(outline, sums, |before, covered| before * (1.0 - covered));
    }

    /// Puts a smaller area into this one.
    pub(super) fn put(&mut self, area: &Self, (x, y): (usize, usize)) {
        for (row, from) in area.pixels.chunks_exact(area.width).enumerate() {
            let at = (y + row) * self.width + x;
            if let Some(to) = self.pixels.get_mut(at..at + area.width) {
                to.copy_from_slice(from);
            }
        }
    }

    fn blend(&mut self, outline: &Outline, sums: &mut Vec<f32>, mix: impl Fn(f32, f32) -> f32) {
        let Some(([x, y], [width, height])) = outline.bounds() else { return };
        let stride = width + 2; // a line at the right edge adds behind it
        sums.clear();
        sums.resize(stride * height + 2, 0.0);
        for [from, to] in &outline.lines {
            let local = |point: &Point| [point[0] - x as f32, point[1] - y as f32];
            add_line(sums, stride, height, local(from), local(to));
        }
        for row in 0..height {
            let Some(target) = usize::try_from(y + row as i32).ok().filter(|row| *row < self.height) else { continue };
            let skipped = (-x).max(0) as usize;
            let begin = x.max(0) as usize;
            let mut sum: f32 = sums[row * stride..row * stride + skipped.min(width)].iter().sum();
            let line = &mut self.pixels[target * self.width..(target + 1) * self.width];
            for (pixel, area) in line.iter_mut().skip(begin).zip(sums[row * stride..row * stride + width].iter().skip(skipped)) {
                sum += area;
                let covered = sum.abs().min(1.0);
                if covered > 0.002 {
                    *pixel = (mix(f32::from(*pixel), covered) + 0.5) as u8;
                }
            }
        }
    }
}

/// Adds to each pixel of the rows that a line crosses how much more of it is covered than of the one before.
fn add_line(sums: &mut [f32], stride: usize, height: usize, from: Point, to: Point) {
    let (direction, from, to) = if from[1] < to[1] { (1.0, from, to) } else { (-1.0, to, from) };
    let slope = (to[0] - from[0]) / (to[1] - from[1]);
    if from[1] >= to[1] {
        return;
    }
    let mut x = from[0];
    for row in (from[1] as usize)..height.min(to[1].ceil() as usize) {
        let high = (row as f32 + 1.0).min(to[1]) - (row as f32).max(from[1]);
        let next = x + slope * high;
        let (left, right) = if x < next { (x, next) } else { (next, x) };
        let first = left.max(0.0) as usize;
        add_span(&mut sums[row * stride + first..], left.max(0.0) - first as f32, right.max(0.0) - first as f32, high * direction);
        x = next;
    }
}

/// The part of a line within a row, from `left` to `right` of the first pixel.
fn add_span(sums: &mut [f32], left: f32, right: f32, area: f32) {
    if right <= 1.0 {
        let behind = area * 0.5 * (left + right);
        sums[0] += area - behind;
        sums[1] += behind;
        return;
    }
    let rise = area / (right - left);
    let mut before = 0.0; // how much of the row is covered up to the pixel before, as a sum
    let mut pixel = 0;
    while (pixel as f32) < right {
        let (begin, end) = (left.max(pixel as f32), right.min(pixel as f32 + 1.0));
        // what the line has risen within this pixel, and before it
        let (risen, low) = (rise * (end - begin), rise * (begin - left));
        let covered = low + risen * (pixel as f32 + 1.0 - begin.midpoint(end));
        sums[pixel] += covered - before;
        before = covered;
        pixel += 1;
    }
    sums[pixel] += area - before;
}
