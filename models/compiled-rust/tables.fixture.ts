import type { Change } from '../compiled-c/tables.fixture.ts';

/** The queue with an array in its structure: where each head was popped. */
export const TABLES: readonly Change[] = [
  {
    file: 'queue.rs',
    find: '    pub added_all: bool,\n}',
    replace: '    pub added_all: bool,\n    pub popped_at: [u16; 256],\n}',
  },
  { file: 'queue.rs', find: 'f[10] != 0,', replace: 'f[10] != 0,\n            popped_at: [0; 256],' },
  {
    file: 'setup.rs',
    find: 'added_all: false,',
    replace: 'added_all: false,\n            popped_at: [0; 256],',
  },
  {
    file: 'queue.rs',
    find: '        self.next_avail = self.next_avail.wrapping_add(1);\n        Ok(Some',
    replace: `        self.popped_at[usize::from(head & 255)] = self.next_avail;
        self.next_avail = self.next_avail.wrapping_add(1);
        Ok(Some`,
  },
  {
    file: 'lib.rs',
    find: '[added_all], [is_full]);',
    replace: `[added_all], [is_full]);
use ringproof_queue::{ALL, shape_of};
export_tables!(queue::SplitQueue, [popped_at: ALL]);`,
  },
];
