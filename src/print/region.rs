//! Regions of a piece: filled, joined, cut out of one another, shrunk.
//!
//! All is reckoned in whole tenths of a micrometre, the finest step that a drawing for lasers is written in. So every machine finds the same,
//! and nothing is rounded afterwards.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::i_float::int::angle::Angle;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::mesh::int::outline::offset::IntOutlineOffset;
use i_overlay::mesh::int::style::{IntLineJoin, IntOutlineStyle};

/// Steps in a millimetre.
const STEPS: f64 = 10_000.0;
/// How far from the origin points may lie, in steps: 20 m. The crate allows five times as much; what lies farther is far off every piece.
const FARTHEST: f64 = 200_000_000.0;
/// Spots of less, in square steps, are no spots: 0.001 mm² is less than the beam of a laser covers. Such slivers are left where two edges should meet.
const LEAST_AREA: u64 = 100_000;
/// Where light reaches into a region with a corner of at least 45°, the corner stays sharp when the region shrinks; a sharper one is cut off.
const SHARPEST: Angle = Angle::from_bits(1 << 29);

/// A closed polygon in millimetres, without its first point repeated at the end.
pub(super) type Polygon = Vec<[f64; 2]>;

/// Pieces of the plane, each an outer outline, counter-clockwise, and the holes in it, clockwise.
#[derive(Clone, Default)]
pub(super) struct Region(Vec<Vec<Vec<IntPoint<i32>>>>);

impl Region {
    /// What polygons enclose, by a rule.
    pub(super) fn filled(polygons: &[Polygon], rule: FillRule) -> Self {
        let contours: Vec<Vec<IntPoint<i32>>> = polygons.iter().map(|polygon| polygon.iter().copied().map(point).collect()).collect();
        Self(Overlay::from_subj_custom(&contours, options(0), Solver::default()).overlay(OverlayRule::Subject, rule))
    }

    /// A rectangle of a width and a height in millimetres, its lower left corner at (0, 0).
    pub(super) fn rectangle([width, height]: [f64; 2]) -> Self {
        Self::filled(&[vec![[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]]], FillRule::NonZero)
    }

    /// Lays another over this one without joining them yet: the next step with both does that, for many at once.
    pub(super) fn lay(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// What lies in either.
    pub(super) fn with(&self, other: &Self) -> Self {
        self.combined(OverlayRule::Union, other, 0)
    }

    /// What lies in this one and not in the other.
    pub(super) fn without(&self, other: &Self) -> Self {
        self.combined(OverlayRule::Difference, other, 0)
    }

    /// What lies in both.
    pub(super) fn within(&self, other: &Self) -> Self {
        self.combined(OverlayRule::Intersect, other, 0)
    }

    /// The same without slivers.
    pub(super) fn tidy(&self) -> Self {
        self.combined(OverlayRule::Subject, &Self::default(), LEAST_AREA)
    }

    fn combined(&self, rule: OverlayRule, other: &Self, least_area: u64) -> Self {
        Self(Overlay::from_subj_and_clip_custom(&self.0, &other.0, options(least_area), Solver::default()).overlay(rule, FillRule::NonZero))
    }

    /// Takes so many millimetres away along every edge, and says how many pieces nothing is left of.
    pub(super) fn shrunk(&self, by: f64) -> (Self, usize) {
        let style = IntOutlineStyle::new(-((by * STEPS).round() as i32)).line_join(IntLineJoin::Miter(SHARPEST));
        // piece by piece, so that one sees which is lost; that points stay in range, the only error, holds for all that `point` made
        let shrunk: Vec<_> = self.0.iter().map(|piece| piece.outline_custom(&style, options(LEAST_AREA)).unwrap_or_default()).collect();
        let lost = shrunk.iter().filter(|pieces| pieces.is_empty()).count();
        (Self(shrunk.into_iter().flatten().collect()), lost)
    }

    /// All outlines and holes, which the even-odd rule fills as well.
    pub(super) fn polygons(&self) -> impl Iterator<Item = impl Iterator<Item = [f64; 2]>> {
        self.0.iter().flatten().map(|contour| contour.iter().map(|point| [f64::from(point.x) / STEPS, f64::from(point.y) / STEPS]))
    }
}

fn point(place: [f64; 2]) -> IntPoint<i32> {
    let [x, y] = place.map(|length| (length * STEPS).round().clamp(-FARTHEST, FARTHEST) as i32);
    IntPoint::new(x, y)
}

/// No outline touches itself (`ogc`): programs for engraving fill such ones wrongly.
fn options(least_area: u64) -> IntOverlayOptions<u64> {
    IntOverlayOptions { min_output_area: least_area, ogc: true, ..IntOverlayOptions::default() }
}
