/** The line of a case: a queue of two entries in one region, in which head 1 is available, a chain of two. */
export function splitCase(ops: readonly object[], queue: object = {}, more: object = {}): string {
  const memory = {
    regions: [{ base: '0x1000', size: 0x3000 }],
    bytes: [
      { addr: '0x1000', hex: '00900000000000000001000002000000' },
      { addr: '0x1010', hex: '00800000000000001000000001000000' },
      { addr: '0x2002', hex: '01000100' },
    ],
  };
  const areas = { size: 2, desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000' };
  return JSON.stringify({ version: 1, ...more, memory, queue: { ...areas, ...queue }, ops });
}

/** What a pop of that chain is recorded as. */
export const CHAIN = {
  ...{ head_index: 1, count: 2, total_len: 272 },
  descs: [
    ['0x8000', 16, 1, 0],
    ['0x9000', 256, 2, 0],
  ],
  ...{ readable: [0], writable: [1] },
};
