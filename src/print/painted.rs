//! What is dark on a drawn page, as a region: shapes laid over one another in the order in which they are painted.

use i_overlay::core::fill_rule::FillRule;
use resvg::tiny_skia::{Path as Line, PathStroker, Point, Transform};
use resvg::usvg::{self, ClipPath, Group, Image, ImageKind, Node, Paint, PaintOrder, Path};

use super::flatten::polygons;
use super::region::Region;
use super::tone::Tone;

/// How much finer than one unit of the page strokes are made into outlines.
const FINER: f32 = 100.0;

/// What was found on a page.
pub(super) struct Painted {
    /// All that is dark.
    pub(super) dark: Region,
    /// How many pictures of pixels, patterns, masks and filters were left out.
    pub(super) left_out: usize,
}

/// Goes through a page; `place` says where a point of it lies on the piece, in millimetres.
pub(super) fn painted(tree: &usvg::Tree, place: impl Fn(Point) -> [f64; 2]) -> Painted {
    let mut painter = Painter { place, dark: Region::default(), fresh: Region::default(), fresh_tone: Tone::Dark, left_out: 0 };
    painter.children(tree.root(), &Around { transform: Transform::identity(), opacity: 1.0, clip: None });
    painter.join();
    Painted { dark: painter.dark, left_out: painter.left_out }
}

/// What holds for all that is in a group.
struct Around {
    transform: Transform,
    opacity: f64,
    clip: Option<Region>,
}

struct Painter<P> {
    place: P,
    dark: Region,
    /// Shapes of one tone in a row, not yet joined with `dark`: one step for all of them is quicker than one for each.
    fresh: Region,
    fresh_tone: Tone,
    left_out: usize,
}

impl<P: Fn(Point) -> [f64; 2]> Painter<P> {
    fn children(&mut self, group: &Group, around: &Around) {
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group, around),
                Node::Path(path) => self.path(path, around),
                Node::Image(image) => self.image(image, around),
                Node::Text(text) => self.group(text.flattened(), around),
            }
        }
    }

    fn group(&mut self, group: &Group, around: &Around) {
        if group.mask().is_some() || !group.filters().is_empty() {
            self.left_out += 1;
            return;
        }
        let transform = around.transform.pre_concat(group.transform());
        let clip = match (group.clip_path().map(|clip| self.clip(clip, transform)), &around.clip) {
            (Some(own), Some(outer)) => Some(own.within(outer)),
            (own, outer) => own.or_else(|| outer.clone()),
        };
        self.children(group, &Around { transform, opacity: around.opacity * f64::from(group.opacity().get()), clip });
    }

    fn image(&mut self, image: &Image, around: &Around) {
        match image.kind() {
            ImageKind::SVG(tree) => self.children(tree.root(), around),
            ImageKind::JPEG(_) | ImageKind::PNG(_) | ImageKind::GIF(_) | ImageKind::WEBP(_) => self.left_out += 1,
        }
    }

    fn path(&mut self, path: &Path, around: &Around) {
        if !path.is_visible() {
            return;
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path, around);
                self.stroke(path, around);
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path, around);
                self.fill(path, around);
            }
        }
    }

    fn fill(&mut self, path: &Path, around: &Around) {
        let Some(fill) = path.fill() else { return };
        if let Some(tone) = self.tone(fill.paint(), f64::from(fill.opacity().get()) * around.opacity) {
            let region = self.region(path.data(), fill.rule(), around.transform);
            self.lay(region, tone, around);
        }
    }

    fn stroke(&mut self, path: &Path, around: &Around) {
        let Some(stroke) = path.stroke() else { return };
        let Some(tone) = self.tone(stroke.paint(), f64::from(stroke.opacity().get()) * around.opacity) else { return };
        let scale = PathStroker::compute_resolution_scale(&around.transform) * FINER;
        let pen = stroke.to_tiny_skia();
        let dashed = pen.dash.as_ref().and_then(|dash| path.data().dash(dash, scale));
        if let Some(outline) = dashed.as_ref().unwrap_or(path.data()).stroke(&pen, scale) {
            let region = self.region(&outline, usvg::FillRule::NonZero, around.transform);
            self.lay(region, tone, around);
        }
    }

    fn lay(&mut self, region: Region, tone: Tone, around: &Around) {
        if tone != self.fresh_tone {
            self.join();
            self.fresh_tone = tone;
        }
        self.fresh.lay(match &around.clip {
            Some(clip) => region.within(clip),
            None => region,
        });
    }

    fn join(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        self.dark = match self.fresh_tone {
            Tone::Dark => self.dark.with(&fresh),
            Tone::Light => self.dark.without(&fresh),
        };
    }

    fn tone(&mut self, paint: &Paint, opacity: f64) -> Option<Tone> {
        if matches!(paint, Paint::Pattern(_)) {
            self.left_out += 1;
        }
        Tone::of(paint, opacity)
    }

    /// All that a clip lets through (SVG 1.1, 14.3.5: fills count, whatever their paint).
    fn clip(&self, clip: &ClipPath, transform: Transform) -> Region {
        let mut open = Region::default();
        self.open(clip.root(), transform.pre_concat(clip.transform()), &mut open);
        match clip.clip_path() {
            Some(outer) => open.within(&self.clip(outer, transform)),
            None => open.with(&Region::default()),
        }
    }

    fn open(&self, group: &Group, transform: Transform, open: &mut Region) {
        for node in group.children() {
            match node {
                Node::Path(path) => {
                    if let Some(fill) = path.fill().filter(|_| path.is_visible()) {
                        open.lay(self.region(path.data(), fill.rule(), transform));
                    }
                }
                Node::Group(group) => {
                    let transform = transform.pre_concat(group.transform());
                    let mut inner = Region::default();
                    self.open(group, transform, &mut inner);
                    open.lay(match group.clip_path() {
                        Some(clip) => inner.within(&self.clip(clip, transform)),
                        None => inner,
                    });
                }
                Node::Text(text) => self.open(text.flattened(), transform, open),
                Node::Image(_) => {} // has no place in a clip
            }
        }
    }

    fn region(&self, line: &Line, rule: usvg::FillRule, transform: Transform) -> Region {
        let place = |mut point: Point| {
            transform.map_point(&mut point);
            (self.place)(point)
        };
        let rule = match rule {
            usvg::FillRule::NonZero => FillRule::NonZero,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        Region::filled(&polygons(line, place), rule)
    }
}
