//! What each rule costs, dearest first, and how that grows: on a file of 512 KiB, and on one twice as long.
//! `cargo bench -p drydock-tests --profile native --bench rules`.

use drydock_core::audit::{self, Config, Date};
use drydock_core::model::Dockerfile;
use drydock_core::rules;
use std::time::Instant;

fn main() {
    let config = Config { today: Some(Date::new(2026, 11, 24)), ..Config::default() };
    let files = [512, 1024].map(|kib| {
        let start = Instant::now();
        let file = Dockerfile::new(&drydock_tests::plausible(kib * 1024));
        (file, start.elapsed().as_secs_f64() * 1e3)
    });
    println!("{:<44} {:>9.2} {:>9.2} ms", "(the facts)", files[0].1, files[1].1);
    let mut costs: Vec<(&str, [f64; 2])> = rules::all()
        .map(|rule| {
            let cost = files.each_ref().map(|(file, _)| {
                let file = file.clone();
                let start = Instant::now();
                let audit = audit::run(file, &config, &[rule]);
                let cost = start.elapsed().as_secs_f64() * 1e3;
                drop(audit);
                cost
            });
            (rule.id, cost)
        })
        .collect();
    let sum = |at: usize| costs.iter().map(|(_, cost)| cost[at]).sum::<f64>();
    println!("{:<44} {:>9.2} {:>9.2} ms  × {:.1}", "(all rules)", sum(0), sum(1), sum(1) / sum(0));
    costs.sort_by(|a, b| b.1[1].total_cmp(&a.1[1]));
    for (id, [short, long]) in costs.iter().take(40) {
        println!("{id:<44} {short:>9.2} {long:>9.2} ms  × {:.1}", long / short);
    }
}
