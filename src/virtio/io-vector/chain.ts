import { err, ok } from '../../domain/result.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Descriptor } from '../split/descriptor-chain.ts';
import type { LoadableChain } from './kind.ts';

/** A chain of up to `length` descriptors, whatever they are, as a walk gives them; or one that breaks off with an error. */
export interface AnyChain extends LoadableChain {
  readonly descriptors: readonly Descriptor[];
  /** Whether the walk ends with an error. */
  readonly isBroken: boolean;
}

/** Any such chain. It says nothing of memory: where its descriptors come from is the business of the walk. */
export function anyChain(p: ProofContext, length: number): AnyChain {
  const head = p.any.u16('chain_head');
  const isBroken = p.domain.decide(p.any.bool('chain_is_broken'));
  const count = p.any.u16('chain_count', { max: length });
  const descriptors: Descriptor[] = [];
  while (descriptors.length < length && p.domain.decide(count.gt(descriptors.length)))
    descriptors.push(anyDescriptor(p, `chain_${descriptors.length}`));
  return {
    ...{ head, descriptors, isBroken },
    walk: () => {
      let taken = 0;
      return {
        next: () => {
          const descriptor = descriptors[taken++];
          return descriptor === undefined && isBroken ? err({ kind: 'Loop' }) : ok(descriptor);
        },
      };
    },
  };
}

function anyDescriptor(p: ProofContext, name: string): Descriptor {
  return {
    addr: p.any.u64(`${name}_addr`),
    len: p.any.u32(`${name}_len`),
    flags: p.any.u16(`${name}_flags`),
    next: p.any.u16(`${name}_next`),
  };
}
