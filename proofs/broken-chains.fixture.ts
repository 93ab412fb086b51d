import type { Domain, GuestMemory, Model, Result, U16, U32 } from 'ringproof';
import { walkPart, type ChainError, type Descriptor, type QueueError } from 'ringproof/virtio/split';
import { spec } from '../models/spec/index.ts';
import { SpecQueue } from '../models/spec/queue.ts';
import { Walk, type WalkFields } from '../models/spec/walk.ts';
import {
  KEPT,
  KeepsEarly,
  Negotiates,
  NegotiatedWalk,
  negotiating,
  OrderedWalk,
  ordering,
  orderly,
  WALK_FIELDS,
  WALK_PHASES,
} from './allowed.fixture.ts';
import { specWith } from './broken-sentences.fixture.ts';

/** A queue whose walks break a sentence about chains, with the right one. */
export interface BrokenChain {
  readonly what: string;
  readonly model: Model;
  readonly right: Model;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

/** Counts anew in a table. */
class TableAlone extends Walk {
  readonly #domain: Domain;

  constructor(domain: Domain, fields: WalkFields) {
    super(domain, fields);
    this.#domain = domain;
  }

  override next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const before = this.indirect;
    const yielded = super.next(memory);
    const enters = this.indirect.and(before.not(), this.remaining.ne(0));
    if (this.#domain.decide(enters)) this.remaining = this.entries.sub(1);
    return yielded;
  }
}

/** Follows tables whatever was negotiated. */
class FollowsAll extends NegotiatedWalk {
  override next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    return this.follow(memory);
  }
}

const negotiated = negotiating('negotiates-indirect');

/** Looks where its reader stands, which is at the beginning, instead of at what was yielded. */
class LooksAtReader extends OrderedWalk {
  protected override cameBefore() {
    return this.words.bool(false);
  }
}

/** Forgets what it keeps. */
class LosesKept extends KeepsEarly {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const added = super.addUsed(memory, head, len);
    this.forget();
    return added;
  }
}

export const BROKEN_CHAINS: readonly BrokenChain[] = [
  {
    what: 'the order of elements is looked for in what was consumed',
    model: ordering('broken', (domain, fields) => new LooksAtReader(domain, fields)),
    right: ordering('checks-order'),
    refutes: { 'chain/writable-last': 'no readable one comes after a writable one' },
  },
  {
    what: 'a chain that is kept until its turn is forgotten',
    model: orderly('broken', LosesKept, KEPT),
    right: orderly('keeps-early', KeepsEarly, KEPT),
    refutes: { 'split/in-order-kept': 'both are counted' },
  },
  {
    what: 'a walk that enters a table counts of it alone',
    model: specWith('broken', SpecQueue, {
      walk: walkPart({
        state: WALK_FIELDS,
        ...WALK_PHASES,
        instance: (domain, state) => new TableAlone(domain, state),
        view: (state) => state,
        operations: { next: (walk, memory) => walk.next(memory) },
      }),
    }),
    right: spec,
    refutes: {
      'chain/within-queue-size': 'what may still come falls with every descriptor, and never grows',
    },
  },
  {
    what: 'tables are followed whatever was negotiated',
    model: negotiating('broken', Negotiates, (domain, fields) => new FollowsAll(domain, fields)),
    right: negotiated,
    refutes: { 'chain/indirect-not-negotiated': 'no more than the descriptor is read' },
  },
  {
    what: 'walks begin as if the feature was negotiated',
    model: negotiating(
      'broken',
      class extends Negotiates {
        override get isFollowed() {
          return this.domain.bool(true);
        }
      },
    ),
    right: negotiated,
    refutes: { 'chain/indirect-negotiated': 'the walk knows what the queue does' },
  },
];
