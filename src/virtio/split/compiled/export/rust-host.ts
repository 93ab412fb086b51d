/** What a written test in Rust is made of: guest memory for the functions that the kit imports, and comparisons. */
export const RUST_HOST: readonly string[] = `use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// Guest memory that is mapped as one piece.
struct Region {
    base: u64,
    size: u64,
    host: usize,
}

static REGIONS: OnceLock<Vec<Region>> = OnceLock::new();

fn region_of(gpa: u64) -> Option<&'static Region> {
    REGIONS.get()?.iter().find(|one| gpa.wrapping_sub(one.base) < one.size)
}

#[unsafe(no_mangle)]
pub extern "C" fn guest(gpa: u64) -> *mut u8 {
    guest_at(gpa, gpa)
}

#[unsafe(no_mangle)]
pub extern "C" fn guest_at(anchor: u64, gpa: u64) -> *mut u8 {
    region_of(anchor).map_or(0, |one| one.host.wrapping_add(gpa.wrapping_sub(one.base) as usize)) as *mut u8
}

#[unsafe(no_mangle)]
pub extern "C" fn region_start(gpa: u64) -> u64 {
    region_of(gpa).map_or(0, |one| one.base)
}

#[unsafe(no_mangle)]
pub extern "C" fn region_len(gpa: u64) -> u64 {
    region_of(gpa).map_or(0, |one| one.size)
}

#[unsafe(no_mangle)]
pub extern "C" fn region_after(gpa: u64) -> u64 {
    region_of(gpa).map_or(0, |one| one.size - (gpa - one.base))
}

#[unsafe(no_mangle)]
pub extern "C" fn check_range(mut gpa: u64, mut len: u64) -> i32 {
    while len > 0 {
        let here = region_after(gpa);
        if here == 0 {
            return 0;
        }
        if here >= len {
            return 1;
        }
        len -= here;
        gpa = match gpa.checked_add(here) {
            Some(next) => next,
            None => return 0,
        };
    }
    1
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn read_guest(to: *mut u8, gpa: u64, len: u64) -> i32 {
    if check_range(gpa, len) == 0 {
        return 0;
    }
    (0..len).for_each(|i| unsafe { *to.add(i as usize) = *guest(gpa + i) });
    1
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn write_guest(gpa: u64, from: *const u8, len: u64) -> i32 {
    if check_range(gpa, len) == 0 {
        return 0;
    }
    (0..len).for_each(|i| unsafe { *guest(gpa + i) = *from.add(i as usize) });
    1
}

/// Compiled for this machine, an access has the order that it says itself.
#[unsafe(no_mangle)]
pub extern "C" fn order(_order: i32) {}

#[unsafe(no_mangle)]
pub extern "C" fn fence(order: i32) {
    match order {
        0 => {}
        1 | 2 => std::sync::atomic::fence(Ordering::Acquire),
        3 => std::sync::atomic::fence(Ordering::Release),
        4 => std::sync::atomic::fence(Ordering::AcqRel),
        _ => std::sync::atomic::fence(Ordering::SeqCst),
    }
}

fn ordering(order: i32, weaker: Ordering) -> Ordering {
    match order {
        0 => Ordering::Relaxed,
        5 => Ordering::SeqCst,
        _ => weaker,
    }
}

macro_rules! accesses {
    ($load:ident, $store:ident, $atomic:ident, $word:ty, $value:ty) => {
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $load(from: *mut $word, order: i32) -> $value {
            unsafe { $atomic::from_ptr(from) }.load(ordering(order, Ordering::Acquire)) as $value
        }
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $store(to: *mut $word, value: $value, order: i32) {
            unsafe { $atomic::from_ptr(to) }.store(value as $word, ordering(order, Ordering::Release))
        }
    };
}
accesses!(load8, store8, AtomicU8, u8, i32);
accesses!(load16, store16, AtomicU16, u16, i32);
accesses!(load32, store32, AtomicU32, u32, i32);
accesses!(load64, store64, AtomicU64, u64, i64);

/// What guest memory has to hold, and the call that is made.
struct Test {
    step: &'static str,
    expected: Vec<Vec<u8>>,
}

impl Test {
    /// Regions by their first address and size. Each begins at a page of the host, as those of a device do.
    fn new(regions: &[(u64, usize)]) -> Self {
        let mapped = regions.iter().map(|&(base, size)| {
            let layout = std::alloc::Layout::from_size_align(size, 4096).unwrap();
            let host = unsafe { std::alloc::alloc_zeroed(layout) } as usize;
            Region { base, size: size as u64, host }
        });
        assert!(REGIONS.set(mapped.collect()).is_ok());
        let expected = regions.iter().map(|&(_, size)| vec![0; size]).collect();
        Test { step: "before the first call", expected }
    }

    fn step(&mut self, step: &'static str) {
        self.step = step;
        println!("{step}");
    }

    fn differs(&self, what: &str, is: u64, expected: u64) -> ! {
        println!("{}: {what} is {} (0x{is:x}), and in the module it is {} (0x{expected:x})", self.step, is as i64, expected as i64);
        std::process::exit(1)
    }

    fn expect(&self, what: &str, is: u64, expected: u64) {
        if is != expected {
            self.differs(what, is, expected);
        }
    }

    fn expect_result(&self, is: i32, expected: i32) {
        self.expect("its result", is as i64 as u64, expected as i64 as u64);
    }

    fn expect_at_least(&self, result: i32, least: i32) {
        if result < least {
            println!("{}: its result is {result}, and in the module it is {least} or more", self.step);
            std::process::exit(1)
        }
    }

    /// Bytes that the driver writes.
    fn driver_writes(&mut self, gpa: u64, bytes: &[u8]) {
        self.device_wrote(gpa, bytes);
        for (at, byte) in (gpa..).zip(bytes) {
            let to = guest(at);
            if !to.is_null() {
                unsafe { *to = *byte };
            }
        }
    }

    /// Bytes that the device has to have written.
    fn device_wrote(&mut self, gpa: u64, bytes: &[u8]) {
        let regions = REGIONS.get().unwrap();
        for (at, byte) in (gpa..).zip(bytes) {
            for (region, expected) in regions.iter().zip(&mut self.expected) {
                if at.wrapping_sub(region.base) < region.size {
                    expected[(at - region.base) as usize] = *byte;
                }
            }
        }
    }

    /// Everything that was not written has to be what it was.
    fn expect_memory(&self) {
        for (region, expected) in REGIONS.get().unwrap().iter().zip(&self.expected) {
            for (i, &byte) in expected.iter().enumerate() {
                let is = unsafe { *((region.host + i) as *const u8) };
                if is != byte {
                    self.differs(&format!("the byte at 0x{:x}", region.base + i as u64), is.into(), byte.into());
                }
            }
        }
    }
}`.split('\n');
