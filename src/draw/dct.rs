//! The cosine transform of 8 × 8 samples, after Arai, Agui and Nakajima as in libjpeg's `jfdctflt.c`: eight columns at once.

/// Eight samples beside each other.
type Lanes = [f32; 8];

/// Samples in rows, or frequencies.
pub(super) type Square = [Lanes; 8];

/// What the transform leaves each frequency multiplied by, in a row or a column.
pub(super) const SCALES: [f32; 8] = [1.0, 1.387_039_8, 1.306_563, 1.175_875_6, 1.0, 0.785_694_96, 0.541_196_1, 0.275_899_38];

/// Samples to frequencies, each 8 · `SCALES[row]` · `SCALES[column]` times as large as it is.
pub(super) fn transform(square: &mut Square) {
    columns(square);
    *square = turned(square);
    columns(square);
    *square = turned(square);
}

fn turned(square: &Square) -> Square {
    let mut turned = [[0.0; 8]; 8];
    for (y, row) in square.iter().enumerate() {
        for (x, value) in row.iter().enumerate() {
            turned[x][y] = *value;
        }
    }
    turned
}

fn plus(a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] + b[lane])
}

fn minus(a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|lane| a[lane] - b[lane])
}

fn times(a: Lanes, factor: f32) -> Lanes {
    a.map(|value| value * factor)
}

fn columns(square: &mut Square) {
    let s = *square;
    let [sum_0, sum_1, sum_2, sum_3] = [plus(s[0], s[7]), plus(s[1], s[6]), plus(s[2], s[5]), plus(s[3], s[4])];
    let [left_3, left_2, left_1, left_0] = [minus(s[3], s[4]), minus(s[2], s[5]), minus(s[1], s[6]), minus(s[0], s[7])];
    let (even_0, even_3) = (plus(sum_0, sum_3), minus(sum_0, sum_3));
    let (even_1, even_2) = (plus(sum_1, sum_2), minus(sum_1, sum_2));
    let z1 = times(plus(even_2, even_3), 0.707_106_77);
    (square[0], square[4]) = (plus(even_0, even_1), minus(even_0, even_1));
    (square[2], square[6]) = (plus(even_3, z1), minus(even_3, z1));

    let (odd_0, odd_1, odd_2) = (plus(left_3, left_2), plus(left_2, left_1), plus(left_1, left_0));
    let z5 = times(minus(odd_0, odd_2), 0.382_683_43);
    let z2 = plus(times(odd_0, 0.541_196_1), z5);
    let z4 = plus(times(odd_2, 1.306_563), z5);
    let z3 = times(odd_1, 0.707_106_77);
    let (z11, z13) = (plus(left_0, z3), minus(left_0, z3));
    (square[5], square[3]) = (plus(z13, z2), minus(z13, z2));
    (square[1], square[7]) = (plus(z11, z4), minus(z11, z4));
}
