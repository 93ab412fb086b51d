//! Records what a split virtqueue does, as `ringproof conform <model> <file>` reads it. The standard library only.
//!
//! ```ignore
//! let mut r = Recorder::create("recordings.jsonl")?; // In a unit test of your queue.
//! r.case("one element", &mem, &state_of(&queue))?; // state_of is yours: a Vec of ("size", Number(..)), ("desc_table", Address(..)), ..
//! r.begin("add_used", &[("head", Number(3)), ("len", Number(16))], &mem);
//! let outcome = match queue.add_used(&mem, 3, 16) { // The call itself.
//!     Ok(()) => Null,
//!     Err(_) => Error("InvalidDescriptorIndex"), // The model's name of the error.
//! };
//! r.end(outcome, &mem, &state_of(&queue));
//! r.finish()?; // An error: not everything was written.
//! ```
//!
//! `mem` is whatever you implement `Memory` for. What your test writes to it between two calls is recorded as the driver's.
//! The operations, their arguments and the fields of a state are in ringproof/recording.schema.json; leave fields out that
//! your queue does not have. License: Apache-2.0.
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};

/// Guest memory. For vm-memory: its regions, each read by `read_slice`.
pub trait Memory {
    /// The guest address and the bytes of each region, in order of the addresses.
    fn regions(&self) -> Vec<(u64, Vec<u8>)>;
}

/// A named argument, or a field of a queue's state.
pub type Field<'a> = (&'a str, Value<'a>);

/// An argument, a field of a state, or what became of a call.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Null,
    Truth(bool),
    Number(u32),
    Address(u64),
    Text(&'a str),
    /// A popped chain: its head, what a walk along it yields (addr, len, flags, next), and the error that ended the walk.
    Chain(u16, &'a [(u64, u32, u16, u16)], Option<&'a str>),
    Error(&'a str),
    /// The call panicked; `std::panic::catch_unwind` tells.
    Panic,
}

pub struct Recorder {
    file: File,
    /// The case that is being recorded: a line of the file once it ends.
    line: String,
    known: Vec<(u64, Vec<u8>)>,
}

impl Recorder {
    pub fn create(path: impl AsRef<std::path::Path>) -> io::Result<Self> {
        Ok(Recorder { file: File::create(path)?, line: String::new(), known: Vec::new() })
    }

    /// Begins a case, and ends the one before.
    pub fn case(&mut self, name: &str, memory: &dyn Memory, state: &[Field]) -> io::Result<()> {
        self.end_case()?;
        self.known = memory.regions().iter().map(|(base, bytes)| (*base, vec![0; bytes.len()])).collect();
        let map = self.known.iter().map(|(base, b)| format!(r#"{{"base":"{base:#x}","size":{}}}"#, b.len()));
        let regions = map.collect::<Vec<_>>().join(",");
        let bytes = self.changes(memory);
        self.line += &format!(r#"{{"version":1,"family":"split-device","name":{},"#, quoted(name));
        self.line += &format!(r#""memory":{{"regions":[{regions}],"bytes":[{bytes}]}},"queue":{},"ops":["#, object(state));
        Ok(())
    }

    /// Before a call. An `end` follows.
    pub fn begin(&mut self, op: &str, args: &[Field], memory: &dyn Memory) {
        let writes = self.changes(memory);
        if !writes.is_empty() {
            self.step(&format!(r#"{{"op":"mem_write","args":{{"writes":[{writes}]}}}}"#));
        }
        self.step(&format!(r#"{{"op":{},"args":{}"#, quoted(op), object(args)));
    }

    /// After the call: its outcome, and the state that it left, also if it failed.
    pub fn end(&mut self, outcome: Value, memory: &dyn Memory, state: &[Field]) {
        let result = match outcome {
            Value::Error(_) | Value::Panic => json(outcome),
            value => format!(r#"{{"ok":{}}}"#, json(value)),
        };
        let writes = self.changes(memory);
        self.line += &format!(r#","result":{result},"state":{},"writes":[{writes}]}}"#, object(state));
    }

    /// Ends the last case.
    pub fn finish(mut self) -> io::Result<()> {
        self.end_case()
    }

    fn step(&mut self, text: &str) {
        self.line += &format!("{}{text}", if self.line.ends_with('[') { "" } else { "," });
    }

    fn end_case(&mut self) -> io::Result<()> {
        let end = if self.line.is_empty() { "" } else { "]}\n" };
        self.file.write_all((std::mem::take(&mut self.line) + end).as_bytes())
    }

    /// The bytes that differ from those that are known, in runs; then they are known.
    fn changes(&mut self, memory: &dyn Memory) -> String {
        let mut runs: Vec<String> = Vec::new();
        for ((base, now), (_, old)) in memory.regions().iter().zip(&mut self.known) {
            let differ = (0..now.len()).map(|i| now[i] != old[i]).collect::<Vec<_>>();
            for i in (0..now.len()).filter(|&i| differ[i]) {
                if i == 0 || !differ[i - 1] {
                    runs.push(format!(r#"{{"addr":"{:#x}","hex":""#, base + i as u64));
                }
                let _ = write!(runs.last_mut().unwrap(), "{:02x}", now[i]);
            }
            old.clone_from(now);
        }
        runs.iter().map(|run| format!("{run}\"}}")).collect::<Vec<_>>().join(",")
    }
}

fn object(fields: &[Field]) -> String {
    let all: Vec<_> = fields.iter().map(|(name, value)| format!("{}:{}", quoted(name), json(*value))).collect();
    format!("{{{}}}", all.join(","))
}

fn json(value: Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Truth(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Address(address) => format!("\"{address:#x}\""),
        Value::Text(text) => quoted(text),
        Value::Error(kind) => format!(r#"{{"err":{}}}"#, quoted(kind)),
        Value::Panic => r#"{"trap":"panic"}"#.into(),
        Value::Chain(head, descs, error) => {
            let descs = descs.iter().map(|(a, l, f, n)| format!(r#"["{a:#x}",{l},{f},{n}]"#)).collect::<Vec<_>>().join(",");
            let error = error.map_or(String::new(), |kind| format!(r#","error":{}"#, quoted(kind)));
            format!(r#"{{"head_index":{head},"descs":[{descs}]{error}}}"#)
        }
    }
}

fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c < ' ' => format!("\\u{:04x}", c as u32),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
