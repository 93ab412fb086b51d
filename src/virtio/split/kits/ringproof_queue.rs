// ringproof_queue.rs: what a split virtqueue in Rust exports to `ringproof prove --compiled queue.wasm`. Version 1 of the contract.
//
// Copy it into a small no_std crate of crate type cdylib beside your queue. Implement `Queue` and `Walk` over your own types, then
// write `export_queue!(MyQueue, MyWalk, [], [])`; the lists name fields of your own, which the model declares. Let your guest memory
// take its regions from `region`, and its atomic accesses from `load_u16`, `store_u16` and `fence`, behind a feature: WebAssembly
// knows no memory orders, so an atomic of `core` counts as relaxed here, and a fence of `core` as none. Compile for
// wasm64-unknown-unknown with core built from its source, panic=abort and `-C target-feature=+atomics,+bulk-memory`, as the Makefile
// of `ringproof init --compiled rust` does. For wasm32 a usize has 32 bits: offsets into larger regions are cut. Integers only: no
// floats. License: Apache-2.0.

use core::sync::atomic::Ordering;

#[link(wasm_import_module = "ringproof")]
unsafe extern "C" {
    fn guest(gpa: u64) -> *mut u8;
    fn region_start(gpa: u64) -> u64;
    fn region_len(gpa: u64) -> u64;
    #[link_name = "check_range"]
    fn import_check_range(gpa: u64, len: u64) -> i32;
    #[link_name = "read_guest"]
    fn import_read_guest(to: *mut u8, gpa: u64, len: u64) -> i32;
    #[link_name = "write_guest"]
    fn import_write_guest(gpa: u64, from: *const u8, len: u64) -> i32;
    fn load16(from: *const u16, order: i32) -> i32;
    fn store16(to: *mut u16, value: i32, order: i32);
    #[link_name = "fence"]
    fn import_fence(order: i32);
}

/// The region that a guest address is in: its first address, its bytes, and its mapping. `None` where it is not mapped.
pub fn region(gpa: u64) -> Option<(u64, u64, *mut u8)> {
    unsafe {
        let at = guest(gpa);
        if at.is_null() {
            return None;
        }
        let start = region_start(gpa);
        Some((start, region_len(gpa), at.wrapping_sub((gpa - start) as usize)))
    }
}

/// Whether all bytes of a range are mapped, in one region or in adjacent ones.
pub fn check_range(gpa: u64, len: u64) -> bool {
    unsafe { import_check_range(gpa, len) != 0 }
}

/// Copies out of guest memory, from one region or from adjacent ones, for what your queue leaves to a library of its host. Nothing is
/// copied, and it is false, where not all bytes are mapped. The length has to be constant on each path.
#[allow(dead_code)]
pub fn read_guest(to: &mut [u8], gpa: u64) -> bool {
    unsafe { import_read_guest(to.as_mut_ptr(), gpa, to.len() as u64) != 0 }
}

/// The same of a copy to guest memory.
#[allow(dead_code)]
pub fn write_guest(gpa: u64, from: &[u8]) -> bool {
    unsafe { import_write_guest(gpa, from.as_ptr(), from.len() as u64) != 0 }
}

#[inline(always)]
const fn code(order: Ordering) -> i32 {
    match order {
        Ordering::Relaxed => 0,
        Ordering::Acquire => 2,
        Ordering::Release => 3,
        Ordering::AcqRel => 4,
        _ => 5,
    }
}

/// An atomic load. `from` has to be in a region, aligned.
#[inline(always)]
pub unsafe fn load_u16(from: *const u16, order: Ordering) -> u16 {
    unsafe { load16(from, code(order)) as u16 }
}

#[inline(always)]
pub unsafe fn store_u16(to: *mut u16, value: u16, order: Ordering) {
    unsafe { store16(to, value as i32, code(order)) }
}

#[inline(always)]
pub fn fence(order: Ordering) {
    unsafe { import_fence(code(order)) }
}

/// Why an operation failed. Those of `make`, `set_up` and `restore` go from -7 to -12, those of `step` from -20.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(dead_code)]
#[repr(i32)]
pub enum Error {
    InvalidDescriptorIndex = -1,
    InvalidAvailRingIndex = -2,
    QueueNotReady = -3,
    InvalidQueue = -4,
    AddressOverflow = -5,
    GuestMemory = -6,
    InvalidMaxSize = -7,
    InvalidSize = -8,
    InvalidDescTableAlign = -9,
    InvalidAvailRingAlign = -10,
    InvalidUsedRingAlign = -11,
    QueueReady = -12,
    HeadOutOfRange = -20,
    NextOutOfRange = -21,
    Loop = -22,
    NestedIndirect = -23,
    IndirectWithNext = -24,
    InvalidTableLength = -25,
    TooLong = -26,
    ReadableAfterWritable = -27,
    Unmapped = -28,
}

/// Your queue. Fields come in this order: max_size, size, ready, event_idx, next_avail, next_used, num_added, desc_table, avail_ring,
/// used_ring, then those of your own. Each operation runs on a fresh instance: what `state` does not return does not survive it.
pub trait Queue: Sized {
    type Walk: Walk;
    /// A sum of what is true: 1 each access is checked, 2 walks follow indirect tables, 4 walks add up lengths.
    const TRAITS: i32;
    fn create(fields: &[u64]) -> Self;
    fn state(&self, field: usize) -> u64;
    /// A queue before any set-up.
    fn make(max_size: u64) -> Result<Self, Error>;
    /// `field`: 0 size, 1 desc_table, 2 avail_ring, 3 used_ring, 4 ready, 5 event_idx.
    fn set_up(&mut self, field: i32, value: u64) -> Result<(), Error>;
    fn activate(&self) -> Result<(), Error>;
    /// The head and a walk from it; `None` where no chain is available.
    fn pop(&mut self) -> Result<Option<(u16, Self::Walk)>, Error>;
    fn add_used(&mut self, head: u32, len: u32) -> Result<(), Error>;
    fn needs_notification(&mut self) -> Result<bool, Error>;
    /// Whether some chain is available already.
    fn enable_notification(&mut self) -> Result<bool, Error>;
    fn disable_notification(&mut self) -> Result<(), Error>;
    fn reset(&mut self);
    fn undo_pop(&mut self);
    fn restore(fields: &[u64]) -> Result<Self, Error>;
}

/// A walk along one chain. Fields: table, entries, index, remaining, bytes, indirect, then those of your own.
pub trait Walk: Sized {
    fn create(fields: &[u64]) -> Self;
    fn state(&self, field: usize) -> u64;
    /// addr, len, flags and next of a descriptor; `None` at the end of the chain.
    fn step(&mut self) -> Result<Option<[u64; 4]>, Error>;
}

/// Exports a queue and its walk under the names of the contract.
#[macro_export]
macro_rules! export_queue {
    ($queue:ty, $walk:ty, [$($own:ident),*], [$($own_walk:ident),*]) => {
        static mut QUEUE: core::mem::MaybeUninit<$queue> = core::mem::MaybeUninit::uninit();
        static mut WALK: core::mem::MaybeUninit<$walk> = core::mem::MaybeUninit::uninit();
        static mut OUT: [u64; 4] = [0; 4];
        fn queue() -> &'static mut $queue { unsafe { &mut *(&raw mut QUEUE).cast::<$queue>() } }
        fn walk() -> &'static mut $walk { unsafe { &mut *(&raw mut WALK).cast::<$walk>() } }
        fn put(made: $queue) { unsafe { (&raw mut QUEUE).cast::<$queue>().write(made) } }
        fn put_walk(made: $walk) { unsafe { (&raw mut WALK).cast::<$walk>().write(made) } }
        fn done(result: Result<(), Error>) -> i32 { match result { Ok(()) => 0, Err(error) => error as i32 } }
        fn answer(result: Result<bool, Error>) -> i32 { match result { Ok(yes) => yes as i32, Err(error) => error as i32 } }
        #[unsafe(no_mangle)] extern "C" fn create(max_size: u64, size: u64, ready: u64, event_idx: u64, next_avail: u64, next_used: u64,
            num_added: u64, desc_table: u64, avail_ring: u64, used_ring: u64 $(, $own: u64)*) {
            put(<$queue>::create(&[max_size, size, ready, event_idx, next_avail, next_used, num_added, desc_table, avail_ring, used_ring $(, $own)*]))
        }
        #[unsafe(no_mangle)] extern "C" fn restore(max_size: u64, size: u64, ready: u64, event_idx: u64, next_avail: u64, next_used: u64,
            num_added: u64, desc_table: u64, avail_ring: u64, used_ring: u64 $(, $own: u64)*) -> i32 {
            done(<$queue>::restore(&[max_size, size, ready, event_idx, next_avail, next_used, num_added, desc_table, avail_ring, used_ring $(, $own)*]).map(put))
        }
        #[unsafe(no_mangle)] extern "C" fn state(field: i32) -> u64 { queue().state(field as usize) }
        #[unsafe(no_mangle)] extern "C" fn save() {}
        #[unsafe(no_mangle)] extern "C" fn saved(field: i32) -> u64 { queue().state(field as usize) }
        #[unsafe(no_mangle)] extern "C" fn make(max_size: u64) -> i32 { done(<$queue>::make(max_size).map(put)) }
        #[unsafe(no_mangle)] extern "C" fn set_up(field: i32, value: u64) -> i32 { done(queue().set_up(field, value)) }
        #[unsafe(no_mangle)] extern "C" fn activate() -> i32 { done(queue().activate()) }
        #[unsafe(no_mangle)] extern "C" fn pop() -> i32 {
            answer(queue().pop().map(|popped| popped.map(|(head, walk)| { put_walk(walk); unsafe { OUT[0] = head as u64 } }).is_some()))
        }
        #[unsafe(no_mangle)] extern "C" fn add_used(head: u32, len: u32) -> i32 { done(queue().add_used(head, len)) }
        #[unsafe(no_mangle)] extern "C" fn needs_notification() -> i32 { answer(queue().needs_notification()) }
        #[unsafe(no_mangle)] extern "C" fn enable_notification() -> i32 { answer(queue().enable_notification()) }
        #[unsafe(no_mangle)] extern "C" fn disable_notification() -> i32 { done(queue().disable_notification()) }
        #[unsafe(no_mangle)] extern "C" fn reset() { queue().reset() }
        #[unsafe(no_mangle)] extern "C" fn undo_pop() { queue().undo_pop() }
        #[unsafe(no_mangle)] extern "C" fn walk_create(table: u64, entries: u64, index: u64, remaining: u64, bytes: u64, indirect: u64 $(, $own_walk: u64)*) {
            put_walk(<$walk>::create(&[table, entries, index, remaining, bytes, indirect $(, $own_walk)*]))
        }
        #[unsafe(no_mangle)] extern "C" fn walk_state(field: i32) -> u64 { walk().state(field as usize) }
        #[unsafe(no_mangle)] extern "C" fn step() -> i32 { answer(walk().step().map(|found| found.map(|d| unsafe { OUT = d }).is_some())) }
        #[unsafe(no_mangle)] extern "C" fn out(i: i32) -> u64 { unsafe { OUT[(i & 3) as usize] } }
        #[unsafe(no_mangle)] extern "C" fn traits() -> i32 { <$queue>::TRAITS }
    };
}

/// Which entries of a table are in use: all of them, or as many as a field of the queue says.
#[allow(dead_code)]
pub const ALL: u64 = 0;
#[allow(dead_code)]
pub const QUEUE_MAX_SIZE: u64 = 1;
#[allow(dead_code)]
pub const QUEUE_SIZE: u64 = 2;

/// Bytes of an entry, and how many there are.
#[allow(dead_code)]
pub const fn shape_of<T, const N: usize>(_: *const [T; N]) -> (u64, u64) {
    (core::mem::size_of::<T>() as u64, N as u64)
}

/// Optional, after `export_queue!`: fields of your queue that are arrays, such as the cookie of each head, as a part of its state:
/// `export_tables!(MyQueue, [cookies: QUEUE_SIZE, in_flight: ALL])`. Before every operation their entries have any value, as those of a
/// queue that is in use; `create` may leave them 0. An index out of bounds is a trap. A walk has no tables: keep what `step` needs in
/// fields of the walk.
#[macro_export]
macro_rules! export_tables {
    ($queue:ty, [$($field:ident: $in_use:expr),+]) => {
        #[unsafe(no_mangle)] extern "C" fn table(i: i32) -> u64 {
            let queue = (&raw const QUEUE).cast::<$queue>();
            let tables = [$(unsafe { (&raw const (*queue).$field).cast::<u8>() }),+];
            if (i as usize) < tables.len() { tables[i as usize] as usize as u64 } else { 0 }
        }
        #[unsafe(no_mangle)] extern "C" fn table_shape(i: i32, what: i32) -> u64 {
            let queue = (&raw const QUEUE).cast::<$queue>();
            let shapes = [$({
                let (bytes, count) = shape_of(unsafe { &raw const (*queue).$field });
                [concat!(stringify!($field), "\0").as_ptr() as usize as u64, bytes, count, $in_use]
            }),+];
            if (i as usize) < shapes.len() { shapes[i as usize][(what & 3) as usize] } else { 0 }
        }
    };
}
