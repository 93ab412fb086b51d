//! Names and types of the virtio-queue crate that written tests mention, and nothing behind them: for type checking.

use std::num::Wrapping;
use std::ops::Deref;
use std::sync::atomic::Ordering;
use vm_memory::{GuestAddress, GuestMemory};

#[derive(Debug)]
pub enum Error {
    AddressOverflow,
    GuestMemory(vm_memory::Error),
    InvalidDescriptorIndex,
    InvalidMaxSize,
    InvalidSize,
    InvalidDescTableAlign,
    InvalidAvailRingAlign,
    InvalidUsedRingAlign,
    InvalidAvailRingIndex,
    QueueNotReady,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueState {
    pub max_size: u16,
    pub next_avail: u16,
    pub next_used: u16,
    pub event_idx_enabled: bool,
    pub size: u16,
    pub ready: bool,
    pub desc_table: u64,
    pub avail_ring: u64,
    pub used_ring: u64,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Queue(());

impl TryFrom<QueueState> for Queue {
    type Error = Error;

    fn try_from(_: QueueState) -> Result<Self, Error> {
        unimplemented!()
    }
}

impl Queue {
    pub fn state(&self) -> QueueState {
        unimplemented!()
    }

    pub fn try_set_size(&mut self, _: u16) -> Result<(), Error> {
        unimplemented!()
    }

    pub fn try_set_desc_table_address(&mut self, _: GuestAddress) -> Result<(), Error> {
        unimplemented!()
    }

    pub fn try_set_avail_ring_address(&mut self, _: GuestAddress) -> Result<(), Error> {
        unimplemented!()
    }

    pub fn try_set_used_ring_address(&mut self, _: GuestAddress) -> Result<(), Error> {
        unimplemented!()
    }
}

pub trait QueueT: Sized {
    fn new(_: u16) -> Result<Self, Error> {
        unimplemented!()
    }

    fn is_valid<M: GuestMemory>(&self, _: &M) -> bool {
        unimplemented!()
    }

    fn reset(&mut self) {
        unimplemented!()
    }

    fn max_size(&self) -> u16 {
        unimplemented!()
    }

    fn size(&self) -> u16 {
        unimplemented!()
    }

    fn ready(&self) -> bool {
        unimplemented!()
    }

    fn set_ready(&mut self, _: bool) {
        unimplemented!()
    }

    fn set_event_idx(&mut self, _: bool) {
        unimplemented!()
    }

    fn add_used<M: GuestMemory>(&mut self, _: &M, _: u16, _: u32) -> Result<(), Error> {
        unimplemented!()
    }

    fn enable_notification<M: GuestMemory>(&mut self, _: &M) -> Result<bool, Error> {
        unimplemented!()
    }

    fn disable_notification<M: GuestMemory>(&mut self, _: &M) -> Result<(), Error> {
        unimplemented!()
    }

    fn needs_notification<M: GuestMemory>(&mut self, _: &M) -> Result<bool, Error> {
        unimplemented!()
    }

    fn next_avail(&self) -> u16 {
        unimplemented!()
    }

    fn next_used(&self) -> u16 {
        unimplemented!()
    }

    fn set_next_avail(&mut self, _: u16) {
        unimplemented!()
    }

    fn used_idx<M: GuestMemory>(&self, _: &M, _: Ordering) -> Result<Wrapping<u16>, Error> {
        unimplemented!()
    }

    fn set_next_used(&mut self, _: u16) {
        unimplemented!()
    }

    fn desc_table(&self) -> u64 {
        unimplemented!()
    }

    fn avail_ring(&self) -> u64 {
        unimplemented!()
    }

    fn used_ring(&self) -> u64 {
        unimplemented!()
    }

    fn event_idx_enabled(&self) -> bool {
        unimplemented!()
    }

    fn pop_descriptor_chain<M>(&mut self, _: M) -> Option<DescriptorChain<M>>
    where
        M: Clone + Deref,
        M::Target: GuestMemory,
    {
        unimplemented!()
    }
}

impl QueueT for Queue {}

pub trait QueueOwnedT: QueueT {
    fn go_to_previous_position(&mut self) {
        unimplemented!()
    }
}

impl QueueOwnedT for Queue {}

pub struct DescriptorChain<M>(M);

impl<M> DescriptorChain<M> {
    pub fn head_index(&self) -> u16 {
        unimplemented!()
    }
}

impl<M> Iterator for DescriptorChain<M>
where
    M: Deref,
    M::Target: GuestMemory,
{
    type Item = Descriptor;

    fn next(&mut self) -> Option<Descriptor> {
        unimplemented!()
    }
}

pub struct Descriptor(());

impl Descriptor {
    pub fn addr(&self) -> GuestAddress {
        unimplemented!()
    }

    pub fn len(&self) -> u32 {
        unimplemented!()
    }

    pub fn flags(&self) -> u16 {
        unimplemented!()
    }

    pub fn next(&self) -> u16 {
        unimplemented!()
    }
}
