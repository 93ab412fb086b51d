//! A small split virtqueue in Rust over memory in regions, and what ringproof calls of it.

#![no_std]
// To stop at a panic: for wasm64 `core` has no stable way.
#![feature(core_intrinsics)]
#![allow(internal_features)]

mod chain;
mod guest_memory;
mod queue;
#[macro_use]
mod ringproof_queue {
    include!(concat!(env!("RINGPROOF_KITS"), "/ringproof_queue.rs"));
}
mod setup;

use ringproof_queue::{Error, Queue, Walk};

export_queue!(queue::SplitQueue, chain::Chain, [added_all], [is_full]);

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::intrinsics::abort()
}
