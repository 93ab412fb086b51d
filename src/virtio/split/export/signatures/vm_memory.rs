//! Names and types of the vm-memory crate that written tests mention, and nothing behind them: for type checking.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuestAddress(pub u64);

#[derive(Debug)]
pub struct Error;

pub trait GuestMemory {}

pub struct GuestMemoryMmap<B = ()>(std::marker::PhantomData<B>);

impl<B> GuestMemoryMmap<B> {
    pub fn new() -> Self {
        unimplemented!()
    }

    pub fn from_ranges(_: &[(GuestAddress, usize)]) -> Result<Self, Error> {
        unimplemented!()
    }
}

impl<B> GuestMemory for GuestMemoryMmap<B> {}

pub trait Bytes<A> {
    fn write_slice(&self, buf: &[u8], addr: A) -> Result<(), Error>;
    fn read_slice(&self, buf: &mut [u8], addr: A) -> Result<(), Error>;
}

impl<M: GuestMemory> Bytes<GuestAddress> for M {
    fn write_slice(&self, _: &[u8], _: GuestAddress) -> Result<(), Error> {
        unimplemented!()
    }

    fn read_slice(&self, _: &mut [u8], _: GuestAddress) -> Result<(), Error> {
        unimplemented!()
    }
}
