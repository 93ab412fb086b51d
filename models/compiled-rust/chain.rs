//! A walk along one descriptor chain.

use crate::guest_memory::{Guest, GuestMemory};
use crate::ringproof_queue::{Error, Walk};

const NEXT: u16 = 1;
const INDIRECT: u16 = 4;
const DESCRIPTOR_BYTES: u32 = 16;

/// Where a walk stands.
#[derive(Clone, Copy)]
pub struct Chain {
    table: u64,
    entries: u16,
    /// The next descriptor, and how many may still come; 0: the chain is over.
    index: u16,
    remaining: u16,
    /// Sum of the lengths so far.
    bytes: u32,
    indirect: bool,
    /// 2^32 bytes so far, which `bytes` shows as 0.
    is_full: bool,
}

struct Descriptor {
    addr: u64,
    len: u32,
    flags: u16,
    next: u16,
}

impl Descriptor {
    fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }
}

impl Chain {
    pub fn new(table: u64, entries: u16, index: u16) -> Self {
        Chain { table, entries, index, remaining: entries, bytes: 0, indirect: false, is_full: false }
    }

    fn read(&self) -> Result<Descriptor, Error> {
        if self.index >= self.entries {
            return Err(Error::HeadOutOfRange);
        }
        let offset = u64::from(DESCRIPTOR_BYTES) * u64::from(self.index);
        let gpa = self.table.checked_add(offset).ok_or(Error::Unmapped)?;
        let b: [u8; 16] = Guest.read(gpa).map_err(|_| Error::Unmapped)?;
        Ok(Descriptor {
            addr: u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]),
            len: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
            flags: u16::from_le_bytes([b[12], b[13]]),
            next: u16::from_le_bytes([b[14], b[15]]),
        })
    }

    /// Goes to the start of the table that a descriptor refers to. Its WRITE flag means nothing.
    fn enter(&mut self, descriptor: &Descriptor) -> Result<(), Error> {
        if self.indirect {
            return Err(Error::NestedIndirect);
        }
        if descriptor.has(NEXT) {
            return Err(Error::IndirectWithNext);
        }
        let entries = descriptor.len / DESCRIPTOR_BYTES;
        if entries == 0 || descriptor.len % DESCRIPTOR_BYTES != 0 || entries > u32::from(u16::MAX) {
            return Err(Error::InvalidTableLength);
        }
        if !Guest.check_range(descriptor.addr, descriptor.len.into()) {
            return Err(Error::Unmapped);
        }
        self.table = descriptor.addr;
        self.entries = entries as u16;
        // A chain has no more descriptors than the queue, those of the table included.
        self.remaining = self.remaining.min(self.entries);
        self.index = 0;
        self.indirect = true;
        Ok(())
    }

    /// Goes on behind a descriptor, if it and its link are in order.
    fn pass(&mut self, descriptor: &Descriptor) -> Result<(), Error> {
        let goes_on = descriptor.has(NEXT);
        if goes_on && descriptor.next >= self.entries {
            return Err(Error::NextOutOfRange);
        }
        // As many descriptors as the table has, and one more: some entry came twice.
        if goes_on && self.remaining <= 1 {
            return Err(Error::Loop);
        }
        let total = u64::from(self.bytes) + u64::from(descriptor.len);
        if total > 1 << 32 || (self.is_full && descriptor.len != 0) {
            return Err(Error::TooLong);
        }
        self.bytes = total as u32;
        self.is_full |= self.bytes == 0 && descriptor.len != 0;
        if goes_on {
            self.index = descriptor.next;
            self.remaining -= 1;
        } else {
            self.remaining = 0;
        }
        Ok(())
    }
}

impl Walk for Chain {
    fn create(f: &[u64]) -> Self {
        Chain {
            table: f[0],
            entries: f[1] as u16,
            index: f[2] as u16,
            remaining: f[3] as u16,
            bytes: f[4] as u32,
            indirect: f[5] != 0,
            is_full: f[6] != 0,
        }
    }

    fn state(&self, field: usize) -> u64 {
        match field {
            0 => self.table,
            1 => self.entries.into(),
            2 => self.index.into(),
            3 => self.remaining.into(),
            4 => self.bytes.into(),
            5 => self.indirect.into(),
            _ => self.is_full.into(),
        }
    }

    /// A step that fails leaves the walk where it was.
    fn step(&mut self) -> Result<Option<[u64; 4]>, Error> {
        if self.remaining == 0 {
            return Ok(None);
        }
        let mut walk = *self;
        let mut found = walk.read()?;
        if found.has(INDIRECT) {
            walk.enter(&found)?;
            found = walk.read()?;
            if found.has(INDIRECT) {
                return Err(Error::NestedIndirect);
            }
        }
        walk.pass(&found)?;
        *self = walk;
        Ok(Some([found.addr, found.len.into(), found.flags.into(), found.next.into()]))
    }
}
