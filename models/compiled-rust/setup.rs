//! Set-up, activation and restoring.

use crate::guest_memory::GuestMemory;
use crate::queue::SplitQueue;
use crate::ringproof_queue::{Error, Queue};

fn is_queue_size(size: u64) -> bool {
    size != 0 && size <= 32768 && size & (size - 1) == 0
}

fn check(holds: bool, error: Error) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(error) }
}

/// Whether two areas have no byte in common, also where one runs on beyond the last address and begins again at 0.
fn are_apart(a: u64, a_len: u64, b: u64, b_len: u64) -> bool {
    a.wrapping_sub(b) >= b_len && b.wrapping_sub(a) >= a_len
}

impl SplitQueue {
    pub fn before_set_up(max_size: u16) -> Self {
        SplitQueue {
            max_size,
            size: max_size,
            ready: false,
            event_idx: false,
            next_avail: 0,
            next_used: 0,
            num_added: 0,
            desc_table: 0,
            avail_ring: 0,
            used_ring: 0,
            added_all: false,
        }
    }

    pub fn new(max_size: u64) -> Result<Self, Error> {
        check(is_queue_size(max_size), Error::InvalidMaxSize)?;
        Ok(Self::before_set_up(max_size as u16))
    }

    /// Takes over a value of the driver's.
    pub fn change(&mut self, field: i32, value: u64) -> Result<(), Error> {
        if field == 4 {
            self.ready = value != 0;
            return Ok(());
        }
        check(!self.ready, Error::QueueReady)?;
        match field {
            0 => {
                check(is_queue_size(value) && value <= u64::from(self.max_size), Error::InvalidSize)?;
                self.size = value as u16;
            }
            1 => {
                check(value % 16 == 0, Error::InvalidDescTableAlign)?;
                self.desc_table = value;
            }
            2 => {
                check(value % 2 == 0, Error::InvalidAvailRingAlign)?;
                self.avail_ring = value;
            }
            3 => {
                check(value % 4 == 0, Error::InvalidUsedRingAlign)?;
                self.used_ring = value;
            }
            _ => self.event_idx = value != 0,
        }
        Ok(())
    }

    pub fn check_usable<M: GuestMemory>(&self, memory: &M) -> Result<(), Error> {
        let size = u64::from(self.size);
        let (desc_len, avail_len, used_len) = (16 * size, 6 + 2 * size, 6 + 8 * size);
        let is_valid = self.ready
            && is_queue_size(self.max_size.into())
            && is_queue_size(size)
            && self.size <= self.max_size
            && self.desc_table % 16 == 0
            && self.avail_ring % 2 == 0
            && self.used_ring % 4 == 0
            && memory.check_range(self.desc_table, desc_len)
            && memory.check_range(self.avail_ring, avail_len)
            && memory.check_range(self.used_ring, used_len)
            // The device writes to the used ring, and must not write to the areas of the driver.
            && are_apart(self.used_ring, used_len, self.desc_table, desc_len)
            && are_apart(self.used_ring, used_len, self.avail_ring, avail_len);
        check(is_valid, Error::InvalidQueue)
    }

    /// A saved queue, unless set-up and activation would have refused something of it.
    pub fn check_saved(self) -> Result<Self, Error> {
        let size = u64::from(self.size);
        check(is_queue_size(self.max_size.into()), Error::InvalidMaxSize)?;
        check(is_queue_size(size) && self.size <= self.max_size, Error::InvalidSize)?;
        check(self.desc_table % 16 == 0, Error::InvalidDescTableAlign)?;
        check(self.avail_ring % 2 == 0, Error::InvalidAvailRingAlign)?;
        check(self.used_ring % 4 == 0, Error::InvalidUsedRingAlign)?;
        check(self.next_avail.wrapping_sub(self.next_used) <= self.size, Error::InvalidQueue)?;
        if self.ready {
            self.activate()?;
        }
        Ok(self)
    }
}
