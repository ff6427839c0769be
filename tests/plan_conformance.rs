//! The plan against what BuildKit would do, over the corpus. What still differs is explained in
//! `conformance/PLAN.md`.

use drydock_core::{plan, syntax};
use drydock_tests::{conformance_by_id, corpus};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The files that differ for a known reason, which `conformance/PLAN.md` tells.
const EXPLAINED: [&str; 3] = ["8d4012d7f040b183", "ae77111ff0317530", "83e4ecefac910c8e"];

/// An operation list without hashes: inputs become places in the list.
fn structure(plan: &Value) -> Vec<Value> {
    let ops = plan["ops"].as_array().cloned().unwrap_or_default();
    let places: BTreeMap<String, usize> =
        ops.iter().enumerate().map(|(at, op)| (format!("{}#0", text(&op["h"])), at)).collect();
    let input = |input: &Value| places.get(text(input)).map_or(json!("?"), |at| json!(at));
    ops.iter()
        .map(|op| {
            let mut op = op.clone();
            op["ins"] = op["ins"].as_array().into_iter().flatten().map(input).collect();
            let fields = op.as_object_mut().expect("operations are objects");
            // Neither is told by the reference's dump.
            for name in ["h", "link", "platform"] {
                fields.remove(name);
            }
            op
        })
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The programs that run, without their inputs.
fn execs(ops: &[Value]) -> Vec<Value> {
    let execs = ops.iter().filter(|op| op["t"] == "exec").cloned();
    execs
        .map(|mut op| {
            op["ins"] = Value::Null;
            op
        })
        .collect()
}

/// A target's root, as a place in the list where it is in it, and the hash of its configuration.
fn target(value: &str, plan: &Value) -> (Option<usize>, String) {
    let (root, config) = value.split_once(' ').unwrap_or((value, ""));
    let ops = plan["ops"].as_array().expect("a list");
    let place = ops.iter().position(|op| root.strip_suffix("#0") == op["h"].as_str());
    (place, config.to_owned())
}

#[derive(Default)]
struct Tally {
    equal: usize,
    all: usize,
}

impl Tally {
    fn count(&mut self, equal: bool) -> bool {
        self.all += 1;
        self.equal += usize::from(equal);
        equal
    }

    fn print(&self, what: &str) {
        let share = 100.0 * self.equal as f64 / self.all.max(1) as f64;
        println!("{what}: {} of {} equal ({share:.2} %)", self.equal, self.all);
    }
}

#[test]
fn plans_equal_buildkits() {
    let (Some(corpus), Some(expected)) = (corpus(), conformance_by_id("plan.jsonl.gz")) else {
        return;
    };
    let [mut exec, mut config, mut ops, mut targets, mut missing, mut refused]: [Tally; 6] =
        Default::default();
    let mut classes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut differing: BTreeSet<&str> = BTreeSet::new();
    for sample in &corpus {
        let Some(theirs) = expected.get(&sample.id) else { continue };
        let tree = syntax::parse(&String::from_utf8_lossy(&sample.bytes));
        let ours = plan::plan(&tree, None);
        let mut differs = |class, detail: String| {
            differing.insert(&sample.id);
            classes.entry(class).or_default().push(format!("{} {detail}", sample.id));
        };
        let Some(theirs_targets) = theirs["targets"].as_object() else {
            if !refused.count(ours.is_err()) {
                differs("accepted", theirs["err"].to_string());
            }
            continue;
        };
        let named = plan::targets(&tree);
        let line = match &ours {
            Ok(ours) => plan::to_json(&sample.id, ours, &named),
            Err(error) => {
                differs("refused", error.message.clone());
                json!({"ops": [], "root": "", "config": null, "targets": {}}).to_string()
            }
        };
        let ours: Value = serde_json::from_str(&line).expect("plans are JSON");
        let (our_ops, their_ops) = (structure(&ours), structure(theirs));
        let (our_execs, their_execs) = (execs(&our_ops), execs(&their_ops));
        if !exec.count(our_execs == their_execs) {
            let pair = our_execs.iter().zip(&their_execs).find(|(a, b)| a != b);
            differs("exec", format!("{pair:?}"));
        }
        if !config.count(ours["config"] == theirs["config"]) {
            differs("config", format!("{}\n      {}", ours["config"], theirs["config"]));
        }
        let same_root = target(text(&ours["root"]), &ours) == target(text(&theirs["root"]), theirs);
        if !ops.count(our_ops == their_ops && same_root) {
            let pair = our_ops.iter().zip(&their_ops).find(|(a, b)| a != b);
            differs("ops", format!("{pair:?} {} {}", our_ops.len(), their_ops.len()));
        }
        for (name, value) in theirs_targets {
            let known = named.iter().find(|(known, _)| known == name);
            let equal = match (known, text(value).strip_prefix("ERR ")) {
                (None | Some((_, Err(_))), theirs) => theirs.is_some(),
                (Some(_), Some(_)) => false,
                (Some((_, Ok(plan))), None) => {
                    let hash = sha256(plan::config_json(&plan.config).as_bytes());
                    let our_root = target(text(&ours["targets"][name]), &ours).0;
                    let (root, config) = target(text(value), theirs);
                    config == hash[..12] && our_root == root
                }
            };
            let tally = if text(value).starts_with("ERR ") { &mut missing } else { &mut targets };
            if !tally.count(equal) {
                differs("target", format!("{name}: {value}"));
            }
        }
    }
    for (class, examples) in &classes {
        eprintln!("{class}: {} differ", examples.len());
        for example in examples.iter().take(12) {
            eprintln!("    {}", example.chars().take(1500).collect::<String>());
        }
    }
    exec.print("programs that run (args, directory, variables, user, mounts)");
    config.print("image configuration");
    ops.print("all operations with inputs, and the root");
    targets.print("named stages as targets (configuration, and root where the last stage uses it)");
    missing.print("targets that there are not");
    refused.print("files that BuildKit refuses");
    let unexplained: Vec<_> = differing.iter().filter(|id| !EXPLAINED.contains(id)).collect();
    assert!(unexplained.is_empty(), "these differ without a reason: {unexplained:?}");
}

/// SHA-256 (FIPS 180-4), for the configuration hashes of targets.
fn sha256(data: &[u8]) -> String {
    let primes: Vec<u32> =
        (2..312).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0)).collect();
    let fraction = |root: f64| (root.fract() * 2f64.powi(32)) as u32;
    let k: Vec<u32> = primes[..64].iter().map(|p| fraction(f64::from(*p).cbrt())).collect();
    let mut h: Vec<u32> = primes[..8].iter().map(|p| fraction(f64::from(*p).sqrt())).collect();
    let mut bytes = data.to_vec();
    bytes.push(0x80);
    bytes.resize(bytes.len().next_multiple_of(64), 0);
    if bytes.len() - data.len() < 9 {
        bytes.resize(bytes.len() + 64, 0);
    }
    let end = bytes.len() - 8;
    bytes[end..].copy_from_slice(&(data.len() as u64 * 8).to_be_bytes());
    for block in bytes.chunks(64) {
        let word = |b: &[u8]| u32::from_be_bytes([b[0], b[1], b[2], b[3]]);
        let mut w: Vec<u32> = block.chunks(4).map(word).collect();
        for i in 16..64 {
            let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
            let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let mut v = h.clone();
        for i in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let t1 = [s1, choice, k[i], w[i]].iter().fold(v[7], |sum, x| sum.wrapping_add(*x));
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(s0).wrapping_add(majority);
        }
        for (h, v) in h.iter_mut().zip(v) {
            *h = h.wrapping_add(v);
        }
    }
    h.iter().map(|word| format!("{word:08x}")).collect()
}

#[test]
fn sha256_is_sha256() {
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
