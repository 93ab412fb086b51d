// A unit test of a toy queue that records what it does: record_toy <file>.
#[path = "../ringproof_record.rs"]
mod ringproof_record;
use ringproof_record::{Field, Memory, Recorder, Value::*};

struct Flat(Vec<(u64, Vec<u8>)>);

impl Memory for Flat {
    fn regions(&self) -> Vec<(u64, Vec<u8>)> {
        self.0.clone()
    }
}

impl Flat {
    fn at(&mut self, address: u64, bytes: usize) -> Option<&mut [u8]> {
        let (base, region) = self.0.iter_mut().find(|(base, b)| address >= *base && address - base < b.len() as u64)?;
        region.get_mut((address - *base) as usize..)?.get_mut(..bytes)
    }

    fn put(&mut self, address: u64, bytes: &[u8]) {
        self.at(address, bytes.len()).unwrap().copy_from_slice(bytes);
    }
}

struct Queue {
    size: u16,
    next_avail: u16,
    next_used: u16,
    desc_table: u64,
    avail_ring: u64,
    used_ring: u64,
}

impl Queue {
    fn state(&self) -> Vec<Field<'static>> {
        vec![
            ("size", Number(self.size.into())),
            ("desc_table", Address(self.desc_table)),
            ("avail_ring", Address(self.avail_ring)),
            ("used_ring", Address(self.used_ring)),
            ("next_avail", Number(self.next_avail.into())),
            ("next_used", Number(self.next_used.into())),
        ]
    }

    fn pop(&mut self, mem: &mut Flat) -> Option<(u16, Vec<(u64, u32, u16, u16)>)> {
        let word = |mem: &mut Flat, at: u64| u16::from_le_bytes(mem.at(at, 2).unwrap().try_into().unwrap());
        if word(mem, self.avail_ring + 2) == self.next_avail {
            return None;
        }
        let head = word(mem, self.avail_ring + 4 + 2 * u64::from(self.next_avail % self.size));
        let at = self.desc_table + 16 * u64::from(head);
        let desc = mem.at(at, 16).unwrap();
        let addr = u64::from_le_bytes(desc[..8].try_into().unwrap());
        let len = u32::from_le_bytes(desc[8..12].try_into().unwrap());
        self.next_avail = self.next_avail.wrapping_add(1);
        Some((head, vec![(addr, len, 2, 0)]))
    }

    fn add_used(&mut self, mem: &mut Flat, head: u16, len: u32) -> Result<(), &'static str> {
        if head >= self.size {
            return Err("InvalidDescriptorIndex");
        }
        let element = self.used_ring + 4 + 8 * u64::from(self.next_used % self.size);
        mem.put(element, &u32::from(head).to_le_bytes());
        mem.put(element + 4, &len.to_le_bytes());
        self.next_used = self.next_used.wrapping_add(if cfg!(feature = "wrong") { 2 } else { 1 });
        mem.put(self.used_ring + 2, &self.next_used.to_le_bytes());
        Ok(())
    }
}

fn main() -> std::io::Result<()> {
    let mut mem = Flat(vec![(0x1000, vec![0; 0x100]), (0x1100, vec![0; 0x100]), (0x8000_0000_0000, vec![0; 0x40])]);
    let (desc_table, avail_ring, used_ring) = (0x10f0, 0x1180, 0x8000_0000_0000);
    let mut q = Queue { size: 4, next_avail: 65535, next_used: 65535, desc_table, avail_ring, used_ring };
    let mut r = Recorder::create(std::env::args().nth(1).expect("usage: record_toy <file>"))?;
    r.case("a \"wrap\"", &mem, &q.state())?;
    mem.put(0x1100, &[0, 0, 0xff, 0xff, 0, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0]);
    mem.put(0x118a, &[1, 0]);
    for _ in 0..2 {
        r.begin("pop", &[], &mem);
        let popped = q.pop(&mut mem);
        let outcome = popped.as_ref().map_or(Null, |(head, descs)| Chain(*head, descs, None));
        r.end(outcome, &mem, &q.state());
    }
    for head in [1, 4] {
        r.begin("add_used", &[("head", Number(head)), ("len", Number(u32::MAX))], &mem);
        let outcome = q.add_used(&mut mem, head as u16, u32::MAX).map_or_else(Error, |()| Null);
        r.end(outcome, &mem, &q.state());
    }
    q.used_ring = 0x10;
    r.case("a panic", &mem, &q.state())?;
    r.begin("add_used", &[("head", Number(0)), ("len", Number(0))], &mem);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| q.add_used(&mut mem, 0, 0))).is_err();
    r.end(if panicked { Panic } else { Null }, &mem, &q.state());
    r.case("nothing is done", &mem, &[q.state(), vec![("ready", Truth(false))]].concat())?;
    r.finish()
}
