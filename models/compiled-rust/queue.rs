//! The rings of a split virtqueue (VIRTIO 1.3, 2.7), device side.

use crate::chain::Chain;
use crate::guest_memory::{Guest, GuestMemory, Word};
use crate::ringproof_queue::{Error, Queue, fence};
use core::sync::atomic::Ordering;

const FLAGS: u64 = 0;
const IDX: u64 = 2;
const RING: u64 = 4;
const NO_NOTIFICATION: u16 = 1;

/// What the queue remembers. Sizes are powers of two, up to 32768; areas are guest addresses.
#[derive(Clone, Copy)]
pub struct SplitQueue {
    pub max_size: u16,
    pub size: u16,
    pub ready: bool,
    pub event_idx: bool,
    pub next_avail: u16,
    pub next_used: u16,
    /// Elements added since the driver was last considered for a notification.
    pub num_added: u16,
    pub desc_table: u64,
    pub avail_ring: u64,
    pub used_ring: u64,
    /// 65536 of them or more.
    pub added_all: bool,
}

fn word_at(ring: u64, offset: u64) -> Result<Word, Error> {
    Guest.get_word(ring.checked_add(offset).ok_or(Error::AddressOverflow)?)
}

impl SplitQueue {
    fn slot(&self, index: u16) -> u64 {
        u64::from(index & self.size.wrapping_sub(1))
    }

    fn check_ready(&self) -> Result<(), Error> {
        if self.ready { Ok(()) } else { Err(Error::QueueNotReady) }
    }

    /// Stores the device's advice on notifications, which needs no order of its own.
    fn advise(&self, offset: u64, value: u16) -> Result<(), Error> {
        word_at(self.used_ring, offset)?.store(value, Ordering::Relaxed);
        Ok(())
    }
}

impl Queue for SplitQueue {
    type Walk = Chain;
    const TRAITS: i32 = 7;

    fn create(f: &[u64]) -> Self {
        SplitQueue {
            max_size: f[0] as u16,
            size: f[1] as u16,
            ready: f[2] != 0,
            event_idx: f[3] != 0,
            next_avail: f[4] as u16,
            next_used: f[5] as u16,
            num_added: f[6] as u16,
            desc_table: f[7],
            avail_ring: f[8],
            used_ring: f[9],
            added_all: f[10] != 0,
        }
    }

    fn state(&self, field: usize) -> u64 {
        match field {
            0 => self.max_size.into(),
            1 => self.size.into(),
            2 => self.ready.into(),
            3 => self.event_idx.into(),
            4 => self.next_avail.into(),
            5 => self.next_used.into(),
            6 => self.num_added.into(),
            7 => self.desc_table,
            8 => self.avail_ring,
            9 => self.used_ring,
            _ => self.added_all.into(),
        }
    }

    fn make(max_size: u64) -> Result<Self, Error> {
        Self::new(max_size)
    }

    fn set_up(&mut self, field: i32, value: u64) -> Result<(), Error> {
        self.change(field, value)
    }

    fn activate(&self) -> Result<(), Error> {
        self.check_usable(&Guest)
    }

    fn pop(&mut self) -> Result<Option<(u16, Chain)>, Error> {
        self.check_ready()?;
        // Pairs with the driver's barrier before it stores idx: the entry is as new as idx.
        let idx = word_at(self.avail_ring, IDX)?.load(Ordering::Acquire);
        let ahead = idx.wrapping_sub(self.next_avail);
        // What is in flight still has its descriptors.
        let in_flight = self.next_avail.wrapping_sub(self.next_used);
        if in_flight > self.size || ahead > self.size - in_flight {
            return Err(Error::InvalidAvailRingIndex);
        }
        if ahead == 0 {
            return Ok(None);
        }
        let head = word_at(self.avail_ring, RING + 2 * self.slot(self.next_avail))?.load(Ordering::Relaxed);
        if head >= self.size {
            return Err(Error::InvalidDescriptorIndex);
        }
        self.next_avail = self.next_avail.wrapping_add(1);
        Ok(Some((head, Chain::new(self.desc_table, self.size, head))))
    }

    fn add_used(&mut self, head: u32, len: u32) -> Result<(), Error> {
        self.check_ready()?;
        if head >= u32::from(self.size) {
            return Err(Error::InvalidDescriptorIndex);
        }
        let offset = RING + 8 * self.slot(self.next_used);
        let element = self.used_ring.checked_add(offset).ok_or(Error::AddressOverflow)?;
        // Everything that can fail comes before the first write.
        if !Guest.check_range(element, 8) {
            return Err(Error::GuestMemory);
        }
        let idx = word_at(self.used_ring, IDX)?;
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&head.to_le_bytes());
        bytes[4..].copy_from_slice(&len.to_le_bytes());
        Guest.write(element, &bytes)?;
        // The driver that sees the new idx sees the element.
        self.next_used = self.next_used.wrapping_add(1);
        idx.store(self.next_used, Ordering::Release);
        self.num_added = self.num_added.wrapping_add(1);
        self.added_all |= self.num_added == 0;
        Ok(())
    }

    fn needs_notification(&mut self) -> Result<bool, Error> {
        if !self.ready {
            return Ok(false);
        }
        // Either this sees what the driver asks for, or the driver sees the idx stored before.
        fence(Ordering::SeqCst);
        if !self.event_idx {
            return Ok(word_at(self.avail_ring, FLAGS)?.load(Ordering::Relaxed) != NO_NOTIFICATION);
        }
        let used_event = word_at(self.avail_ring, RING + 2 * u64::from(self.size))?.load(Ordering::Relaxed);
        let first_added = self.next_used.wrapping_sub(self.num_added);
        let is_needed = used_event.wrapping_sub(first_added) < self.num_added || self.added_all;
        self.num_added = 0;
        self.added_all = false;
        Ok(is_needed)
    }

    fn enable_notification(&mut self) -> Result<bool, Error> {
        self.check_ready()?;
        if self.event_idx {
            self.advise(RING + 8 * u64::from(self.size), self.next_avail)?;
        } else {
            self.advise(FLAGS, 0)?;
        }
        // Either the driver sees this, or the device sees the chain that it did not notify of.
        fence(Ordering::SeqCst);
        Ok(word_at(self.avail_ring, IDX)?.load(Ordering::Relaxed) != self.next_avail)
    }

    fn disable_notification(&mut self) -> Result<(), Error> {
        self.check_ready()?;
        // With event_idx, flags stay 0, and avail_event as it was is advice enough.
        if self.event_idx { Ok(()) } else { self.advise(FLAGS, NO_NOTIFICATION) }
    }

    fn reset(&mut self) {
        *self = Self::before_set_up(self.max_size);
    }

    fn undo_pop(&mut self) {
        if self.ready && self.next_avail != self.next_used {
            self.next_avail = self.next_avail.wrapping_sub(1);
        }
    }

    fn restore(fields: &[u64]) -> Result<Self, Error> {
        Self::create(fields).check_saved()
    }
}
