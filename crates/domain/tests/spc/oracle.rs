//! A plain reading of the rules in floating point: for each point, whether some window it lies in holds.

/// What a plain reading finds: `o`utside, `t`rend, `2` of 3, `s`hift, `.` nothing.
pub fn plain_signals(values: &[f64], mean: f64, upper: f64) -> String {
    const HAIR: f64 = 1e-9;
    let reach = upper - mean;
    let above = |v: f64| v > mean + HAIR;
    let below = |v: f64| v < mean - HAIR;
    let outside = |v: f64| (v - mean).abs() > reach + HAIR;
    let outer = |v: f64| (v - mean).abs() > reach * 2.0 / 3.0 + HAIR && !outside(v);
    let one_side = |window: &[f64]| window.iter().all(|v| above(*v)) || window.iter().all(|v| below(*v));
    let in_window = |at: usize, width: usize, holds: &dyn Fn(&[f64]) -> bool| {
        (0..values.len()).any(|from| {
            from <= at && at < from + width && from + width <= values.len() && holds(&values[from..from + width])
        })
    };
    let climbs = |w: &[f64]| w.windows(2).all(|pair| pair[1] > pair[0]) || w.windows(2).all(|pair| pair[1] < pair[0]);
    let two = |w: &[f64]| one_side(w) && w.iter().filter(|v| outer(**v)).count() >= 2;
    let rule = |at: usize| {
        if outside(values[at]) {
            'o'
        } else if in_window(at, 7, &climbs) {
            't'
        } else if outer(values[at]) && in_window(at, 3, &two) {
            '2'
        } else if in_window(at, 7, &one_side) {
            's'
        } else {
            '.'
        }
    };
    (0..values.len()).map(rule).collect()
}

/// Mean and upper limit, in floating point.
pub fn plain_limits(values: &[f64], screen: bool) -> (f64, f64) {
    let mean_of = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
    let ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let all = mean_of(&ranges);
    let kept: Vec<f64> = ranges.iter().copied().filter(|r| !screen || all == 0.0 || *r < 3.267 * all).collect();
    let mean = mean_of(values);
    (mean, mean + 2.66 * mean_of(&kept))
}
