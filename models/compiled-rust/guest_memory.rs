//! Guest memory as regions, each with a mapping in the host; accesses find their region, and copies run on into the next one
//! by a library of the host.

use crate::ringproof_queue::{self as host, Error};
use core::sync::atomic::Ordering;

/// A region of guest memory.
#[derive(Clone, Copy)]
pub struct Region {
    start: u64,
    len: u64,
    mapping: *mut u8,
}

/// Bytes of one region.
pub struct Slice {
    at: *mut u8,
    len: usize,
}

pub trait GuestMemory {
    fn find_region(&self, gpa: u64) -> Option<Region>;
    fn check_range(&self, gpa: u64, len: u64) -> bool;
    /// Copies that run on into adjacent regions. Nothing is done, and it is false, where some byte is not mapped.
    fn read_across(&self, to: &mut [u8], gpa: u64) -> bool;
    fn write_across(&self, gpa: u64, from: &[u8]) -> bool;

    /// Bytes that lie in one region.
    fn get_slice(&self, gpa: u64, len: usize) -> Option<Slice> {
        self.find_region(gpa)?.get_slice(gpa, len)
    }

    /// The word at an address, which has to be one unit of a region.
    fn get_word(&self, gpa: u64) -> Result<Word, Error> {
        let slice = self.get_slice(gpa, 2).ok_or(Error::GuestMemory)?;
        if slice.at as usize % 2 != 0 {
            return Err(Error::GuestMemory);
        }
        Ok(Word(slice.at.cast()))
    }

    /// Copies bytes out. Nothing is done unless all of them are mapped.
    fn write<const N: usize>(&self, gpa: u64, bytes: &[u8; N]) -> Result<(), Error> {
        if let Some(slice) = self.get_slice(gpa, N) {
            slice.copy_from(bytes);
            return Ok(());
        }
        if self.write_across(gpa, bytes) { Ok(()) } else { Err(Error::GuestMemory) }
    }

    /// Copies bytes in, the same way.
    fn read<const N: usize>(&self, gpa: u64) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        if self.read_across(&mut bytes, gpa) { Ok(bytes) } else { Err(Error::GuestMemory) }
    }
}

impl Region {
    fn get_slice(&self, gpa: u64, len: usize) -> Option<Slice> {
        let offset = gpa.wrapping_sub(self.start);
        if self.len - offset < len as u64 {
            return None;
        }
        Some(Slice { at: self.mapping.wrapping_add(offset as usize), len })
    }
}

/// Copies in the largest pieces that the mapping's alignment allows: what the other side sees of each is whole.
macro_rules! in_pieces {
    ($len:expr, $at:expr, $copy:ident) => {
        match $at as usize % 8 {
            0 if $len % 8 == 0 => $copy!(u64),
            0 | 4 if $len % 4 == 0 => $copy!(u32),
            0 | 2 | 4 | 6 if $len % 2 == 0 => $copy!(u16),
            _ => $copy!(u8),
        }
    };
}

impl Slice {
    #[inline(always)]
    fn copy_from<const N: usize>(&self, bytes: &[u8; N]) {
        debug_assert!(N == self.len);
        macro_rules! copy {
            ($unit:ty) => {
                for i in 0..N / size_of::<$unit>() {
                    unsafe {
                        let unit = bytes.as_ptr().cast::<$unit>().add(i).read_unaligned();
                        self.at.cast::<$unit>().wrapping_add(i).write_volatile(unit);
                    }
                }
            };
        }
        in_pieces!(N, self.at, copy)
    }
}

/// A word of a ring, which is accessed as one unit.
pub struct Word(*mut u16);

impl Word {
    pub fn load(&self, order: Ordering) -> u16 {
        unsafe { host::load_u16(self.0, order) }
    }

    pub fn store(&self, value: u16, order: Ordering) {
        unsafe { host::store_u16(self.0, value, order) }
    }
}

/// The memory of the guest that the queue belongs to.
pub struct Guest;

impl GuestMemory for Guest {
    fn find_region(&self, gpa: u64) -> Option<Region> {
        let (start, len, mapping) = host::region(gpa)?;
        Some(Region { start, len, mapping })
    }

    fn check_range(&self, gpa: u64, len: u64) -> bool {
        host::check_range(gpa, len)
    }

    fn read_across(&self, to: &mut [u8], gpa: u64) -> bool {
        host::read_guest(to, gpa)
    }

    fn write_across(&self, gpa: u64, from: &[u8]) -> bool {
        host::write_guest(gpa, from)
    }
}
