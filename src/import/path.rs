//! The cheapest way through a row of steps, and how much dearer each other way is.
//!
//! Knows steps and states by number only. What little is dearer than the cheapest way is as good a reading: that is
//! what doubts are made of. Invariant: no state of the way found has a margin above 0, and the work is linear in the
//! steps and in the pairs of states that `before` allows.

/// Costs of steps and states; lower is better.
pub trait Costs {
    /// The states that may stand before this one.
    fn before(&self, state: usize) -> impl Iterator<Item = usize>;
    /// What it costs to begin here; `None` where no way begins.
    fn begin(&self, state: usize) -> Option<i32>;
    /// What this state costs at this step.
    fn own(&self, step: usize, state: usize) -> i32;
    /// What it costs to come to `to` at this step.
    fn change(&self, step: usize, from: usize, to: usize) -> i32;
    /// Which ends are taken first, whatever they cost: the lowest number.
    fn end_rank(&self, state: usize) -> usize;
}

/// A step of the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The state on the cheapest way.
    pub state: usize,
    /// How much dearer the cheapest way through each state is; `None` where there is none.
    pub margins: Vec<Option<i32>>,
}

impl Step {
    /// How much dearer the cheapest way is that passes through a state of another kind here.
    pub fn margin(&self, is_other: impl Fn(usize) -> bool) -> i32 {
        let others = self.margins.iter().enumerate().filter(|(state, _)| is_other(*state));
        others.filter_map(|it| *it.1).min().unwrap_or(i32::MAX)
    }
}

/// The cheapest way of so many steps through so many states.
pub fn cheapest(costs: &impl Costs, n_steps: usize, n_states: usize) -> Vec<Step> {
    let to_here = forward(costs, n_steps, n_states);
    let Some(ends) = to_here.last() else { return Vec::new() };
    let best_rank = (0..n_states)
        .filter(|it| ends.get(*it).copied().flatten().is_some())
        .map(|it| costs.end_rank(it))
        .min();
    let mut from_here: Vec<Vec<Option<i32>>> = Vec::new();
    let mut rest: Vec<Option<i32>> =
        (0..n_states).map(|it| (Some(costs.end_rank(it)) == best_rank).then_some(0)).collect();
    for step in (0..n_steps).rev() {
        from_here.push(rest.clone());
        let mut earlier = vec![None; n_states];
        for to in 0..n_states {
            let Some(after) = rest.get(to).copied().flatten() else { continue };
            for from in costs.before(to) {
                let cost = after + costs.own(step, to) + costs.change(step, from, to);
                if let Some(known) = earlier.get_mut(from)
                    && known.is_none_or(|it| cost < it)
                {
                    *known = Some(cost);
                }
            }
        }
        rest = earlier;
    }
    from_here.reverse();
    let sums: Vec<Vec<Option<i32>>> = to_here
        .iter()
        .zip(&from_here)
        .map(|(left, right)| left.iter().zip(right).map(|(left, right)| Some((*left)? + (*right)?)).collect())
        .collect();
    trace(costs, &to_here, &sums)
}

fn forward(costs: &impl Costs, n_steps: usize, n_states: usize) -> Vec<Vec<Option<i32>>> {
    let mut to_here: Vec<Vec<Option<i32>>> = Vec::new();
    for step in 0..n_steps {
        let last = to_here.last();
        let reached = (0..n_states)
            .map(|to| {
                let before = match last {
                    None => costs.begin(to),
                    Some(last) => costs
                        .before(to)
                        .filter_map(|from| Some(last.get(from).copied()?? + costs.change(step, from, to)))
                        .min(),
                };
                before.map(|it| it + costs.own(step, to))
            })
            .collect();
        to_here.push(reached);
    }
    to_here
}

/// The way itself, from its end: at each step a state that costs no more than the whole and leads to the next.
fn trace(costs: &impl Costs, to_here: &[Vec<Option<i32>>], sums: &[Vec<Option<i32>>]) -> Vec<Step> {
    let total = sums.last().into_iter().flatten().flatten().min().copied().unwrap_or(0);
    let mut way: Vec<Step> = Vec::new();
    let mut next: Option<usize> = None;
    for (step, sum) in sums.iter().enumerate().rev() {
        let is_on_way = |state: &usize| {
            let Some(to) = next else { return sum.get(*state).copied().flatten() == Some(total) };
            let reach = |step: usize, state: usize| to_here.get(step)?.get(state).copied().flatten();
            costs.before(to).any(|it| it == *state)
                && reach(step, *state).is_some_and(|it| {
                    Some(it + costs.change(step + 1, *state, to) + costs.own(step + 1, to))
                        == reach(step + 1, to)
                })
        };
        let Some(state) = (0..sum.len()).find(is_on_way) else { break };
        next = Some(state);
        way.push(Step { state, margins: sum.iter().map(|it| it.map(|it| it - total)).collect() });
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two states; the second is cheap at the steps named, a change costs 3.
    struct Cheap(Vec<i32>);

    impl Costs for Cheap {
        fn before(&self, _: usize) -> impl Iterator<Item = usize> {
            0..2
        }
        fn begin(&self, _: usize) -> Option<i32> {
            Some(0)
        }
        fn own(&self, step: usize, state: usize) -> i32 {
            if state == 1 { self.0[step] } else { 0 }
        }
        fn change(&self, _: usize, from: usize, to: usize) -> i32 {
            if from == to { 0 } else { 3 }
        }
        fn end_rank(&self, _: usize) -> usize {
            0
        }
    }

    #[test]
    fn the_way_and_what_other_ways_cost_more() {
        let way = cheapest(&Cheap(vec![5, -9, 1]), 3, 2);
        assert_eq!(way.iter().map(|it| it.state).collect::<Vec<_>>(), [0, 1, 1]);
        let margins: Vec<i32> = way.iter().map(|it| it.margin(|state| state != it.state)).collect();
        assert_eq!(margins, [2, 5, 2]);
        assert_eq!(cheapest(&Cheap(Vec::new()), 0, 2), Vec::new());
    }
}
