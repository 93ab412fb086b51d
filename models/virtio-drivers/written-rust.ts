// unreached: writes counterexamples as tests for the real code; no proof is about it

import type { Written } from 'ringproof';
import { caseField, rustDriverTest, type CaseCall, type DriverCase } from 'ringproof/virtio/split-driver';
import { partsOf } from './written-calls.ts';

/** Where VirtQueue has the fields that counterexamples name. `num_added` is a count of the model alone. */
const FIELDS = {
  num_used: 'num_used',
  free_head: 'free_head',
  next_avail: 'avail_idx',
  last_used: 'last_used_idx',
} as const;

const FLAGS = { event_idx: 'event_idx', indirect_desc: 'indirect' } as const;

/**
 * A counterexample as a test for the crate's own `mod tests`, which sees the private fields of a queue. Throws a `WriteError` for what
 * the code above a queue cannot do.
 */
export function writtenInRust(about: Written, given: DriverCase): string {
  return rustDriverTest(about, given, {
    explained: [
      `It puts a VirtQueue into the state below, makes the calls, and compares what they return, leave and write with what the model did${about.isBroken ? ', including what is broken: it passes on code that is broken in the same way' : ''}. Fences, and how often and in which order bytes are read, it cannot see. Put it at the end of mod tests in src/queue.rs, and run it as the code is released, where counts wrap: cargo test --release ringproof`,
    ],
    start: start(given),
    call: (call) => partsOf(call, given),
    state,
  });
}

function state({ after }: CaseCall): readonly string[] {
  return Object.entries(FIELDS).map(
    ([name, field]) => `assert_eq!(queue.${field}, ${caseField(after, name)}, "${field}");`,
  );
}

function start({ fields, entries }: DriverCase): readonly string[] {
  const at = (name: string): string => `0x${caseField(fields, name).toString(16)}`;
  const tables = entries.flatMap(({ table, index, value }) => {
    if (table === 'next') return [`desc_shadow[${index}].next = ${value};`];
    if (table === 'flags') return [`desc_shadow[${index}].flags = DescFlags(${value});`];
    if (table !== 'indirect_list' || value === 0n) return [];
    return [
      `let list = <[Descriptor]>::new_box_zeroed_with_elems(${value}).unwrap();`,
      `indirect_lists[${index}] = Some(Box::leak(list).into());`,
    ];
  });
  return [
    ...HAL,
    '',
    `const SIZE: usize = ${caseField(fields, 'size')};`,
    'let layout = VirtQueueLayout::<TestHal>::allocate_flexible(SIZE as u16, false).unwrap();',
    'let descriptors = layout.descriptors_vaddr().cast::<Descriptor>();',
    'let mut areas = vec![',
    `    Area::new(${at('desc_table')}, layout.descriptors_vaddr().as_ptr(), 16 * SIZE),`,
    `    Area::new(${at('avail_ring')}, layout.avail_vaddr().as_ptr(), 6 + 2 * SIZE),`,
    `    Area::new(${at('used_ring')}, layout.used_vaddr().as_ptr(), 6 + 8 * SIZE),`,
    '];',
    'let mut desc_shadow: [Descriptor; SIZE] = FromZeros::new_zeroed();',
    // What the driver has lent before is open, and not to be seen afterwards.
    'for one in &mut desc_shadow {',
    '    (one.addr, one.len) = (1, 1);',
    '}',
    'let mut indirect_lists: [Option<NonNull<[Descriptor]>>; SIZE] = [None; SIZE];',
    ...tables,
    'let mut queue = VirtQueue::<TestHal, SIZE> {',
    '    desc: NonNull::slice_from_raw_parts(descriptors, SIZE),',
    '    avail: layout.avail_vaddr().cast(),',
    '    used: layout.used_vaddr().cast(),',
    ...Object.entries(FIELDS).map(([name, field]) => `    ${field}: ${caseField(fields, name)},`),
    ...Object.entries(FLAGS).map(([name, field]) => `    ${field}: ${caseField(fields, name) === 1n},`),
    '    queue_idx: 0,',
    '    access_platform: false,',
    '    desc_shadow,',
    '    indirect_lists,',
    '    layout,',
    '};',
  ];
}

const HAL: readonly string[] = `use crate::hal::fake::FakeHal;

thread_local! {
    /// Where the buffers and the table are that are shared next.
    static ADDRESSES: core::cell::RefCell<Vec<u64>> = const { core::cell::RefCell::new(Vec::new()) };
}

/// Says of each buffer that it is where the case has it.
#[derive(Debug)]
struct TestHal;

// SAFETY: as FakeHal. Nothing looks at where buffers are.
unsafe impl Hal for TestHal {
    fn dma_alloc(pages: usize, direction: BufferDirection, platform: bool) -> (PhysAddr, NonNull<u8>) {
        FakeHal::dma_alloc(pages, direction, platform)
    }

    unsafe fn dma_dealloc(paddr: PhysAddr, vaddr: NonNull<u8>, pages: usize, platform: bool) -> i32 {
        unsafe { FakeHal::dma_dealloc(paddr, vaddr, pages, platform) }
    }

    unsafe fn mmio_phys_to_virt(paddr: PhysAddr, size: usize) -> NonNull<u8> {
        unsafe { FakeHal::mmio_phys_to_virt(paddr, size) }
    }

    unsafe fn share(_: NonNull<[u8]>, _: BufferDirection, _: bool) -> PhysAddr {
        ADDRESSES.with_borrow_mut(|addresses| addresses.remove(0))
    }

    unsafe fn unshare(_: PhysAddr, _: NonNull<[u8]>, _: BufferDirection, _: bool) {}
}`.split('\n');
