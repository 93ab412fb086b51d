import type { ProofContext } from '../../proof/context.ts';
import type { SetUp, SetUpHalf } from './interface.ts';

/** The fields that a driver sets up, as ids of the tool's own proofs name them. */
export const CHANGES = ['size', 'desc-table', 'avail-ring', 'used-ring', 'ready', 'event-idx'] as const;

/** A value of the driver's, valid or not, for a field. */
export function anyChange(p: ProofContext, field: (typeof CHANGES)[number]): SetUp {
  switch (field) {
    case 'size':
      return { field: 'size', value: p.any.u16('new_size') };
    case 'desc-table':
      return { field: 'descTable', value: p.any.u64('new_desc_table') };
    case 'avail-ring':
      return { field: 'availRing', value: p.any.u64('new_avail_ring') };
    case 'used-ring':
      return { field: 'usedRing', value: p.any.u64('new_used_ring') };
    case 'ready':
      return { field: 'ready', value: p.any.bool('new_ready') };
    case 'event-idx':
      return { field: 'eventIdx', value: p.any.bool('new_event_idx') };
  }
}

/** Half of an address of the driver's: of any of the three, either half, any value. */
export function anyHalf(p: ProofContext): SetUpHalf {
  const half = p.domain.decide(p.any.bool('high')) ? 'high' : 'low';
  const value = p.any.u32('new_half');
  if (p.domain.decide(p.any.bool('of_desc_table'))) return { field: 'descTable', half, value };
  return { field: p.domain.decide(p.any.bool('of_avail_ring')) ? 'availRing' : 'usedRing', half, value };
}
