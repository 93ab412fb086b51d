import { engineClass } from '../../domain/engine-part.ts';
import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { u64 } from '../../proof/state-schema.ts';
import { HAS_NUMBERS } from './inflight.ts';
import { MOST } from './record.ts';
import { WorldInputs } from './world-inputs.ts';

/** What the region has of one head: `DescStateSplit` of the protocol, by its present values. */
export interface DescState {
  readonly head: U16;
  inflight: Bool;
  /** The head that was returned before it in the same batch. */
  next: U16;
  counter: U64;
}

/** A store: into the region, or the one of the used ring's idx that publishes elements. */
export type RegionStore =
  | { readonly kind: 'inflight'; readonly head: U16; readonly value: Bool }
  | { readonly kind: 'publish'; readonly count: U16 }
  | { readonly kind: 'other' };

/**
 * The region of memory in which the back end of a vhost-user device records what it has in flight on a split queue, and the
 * used ring's idx: both outlive the process. Entries of all heads are arbitrary at first. Each method that changes something is
 * one store; the process can end before and after it.
 */
export class InflightRegion {
  static {
    engineClass(this);
  }

  /** Entries in the region, and in the queue. */
  readonly size: U16;
  /** The head that was returned last. */
  lastBatchHead: U16;
  /** The idx of the used ring up to which entries are right. */
  usedIdx: U16;
  /** The idx of the used ring. */
  published: U16;
  /** What that is ahead: so many elements were published since entries were right. */
  unsettled: U16;
  /** How many entries are in flight. */
  count: U16;
  readonly #onStore: (store: RegionStore) => void;
  readonly #p: ProofContext;
  readonly #known: DescState[] = [];
  readonly #inputs: WorldInputs;
  /** What it was asked and told so far, in order; nothing is kept where it is not compared. */
  readonly #dealings: unknown[] | null;
  #found = 0;

  /** `onStore`: called after each store. `inputs`: those of another region, which begins alike and is compared with this one. */
  constructor(
    p: ProofContext,
    onStore: (store: RegionStore) => void = () => undefined,
    inputs?: WorldInputs,
  ) {
    this.#p = p;
    this.#onStore = onStore;
    this.#inputs = inputs ?? new WorldInputs(p);
    this.#dealings = inputs === undefined ? null : [];
    this.size = this.#word('size');
    p.assume(this.size.ge(1).and(this.size.le(MOST)));
    this.lastBatchHead = this.#word('last_batch_head');
    this.usedIdx = this.#word('used_idx');
    this.unsettled = this.#word('unsettled');
    this.published = this.usedIdx.add(this.unsettled);
    this.count = this.#word('in_flight');
    p.assume(this.lastBatchHead.lt(this.size).and(this.count.le(this.size)));
  }

  /** What it was asked and told so far, of one that is compared, and what it has now: data. */
  get dealings(): readonly unknown[] {
    const { lastBatchHead, usedIdx, published, unsettled, count } = this;
    const known = this.#known.map((entry) => ({ ...entry }));
    return [...(this.#dealings ?? []), { lastBatchHead, usedIdx, published, unsettled, count }, known];
  }

  /** Any head of the queue. */
  anyHead(name: string): U16 {
    const head = this.anyWord(name);
    this.#p.assume(head.lt(this.size));
    return head;
  }

  /** Any word. Its ends are not probed: what a region holds can leave some values out. */
  anyWord(name: string): U16 {
    return this.#inputs.word16(name);
  }

  /** The entry of a head: what holds of it follows its later changes. */
  of(head: U16): DescState {
    const known = this.#known.find((one) => one.head === head);
    if (known !== undefined) return known;
    this.#dealings?.push({ of: head });
    const entry = this.#anyEntry(`entry${this.#known.length + 1}`, head);
    const { domain } = this.#p;
    // Two entries of one head are the same; heads in flight are counted.
    let others = domain.u16(0);
    for (const one of this.#known) {
      const isSame = one.head.eq(head);
      const agrees = one.inflight
        .iff(entry.inflight)
        .and(one.next.eq(entry.next), one.counter.eq(entry.counter));
      this.#p.assume(isSame.implies(agrees));
      others = domain.select(one.inflight.and(isSame.not()), domain.u16(1), others);
    }
    this.#p.assume(entry.next.lt(this.size));
    this.#p.assume(entry.inflight.implies(this.count.gt(others)));
    this.#known.push(entry);
    return entry;
  }

  setInflight(head: U16, value: Bool): void {
    const was = this.of(head).inflight;
    const { domain } = this.#p;
    const [one, none] = [domain.u16(1), domain.u16(0)];
    this.count = this.count.add(domain.select(value, one, none)).sub(domain.select(was, one, none));
    for (const entry of this.#known) {
      const isIt = entry.head.eq(head);
      entry.inflight = isIt.and(value).or(isIt.not().and(entry.inflight));
    }
    this.#stored({ kind: 'inflight', head, value });
  }

  setNext(head: U16, next: U16): void {
    this.of(head);
    for (const entry of this.#known)
      entry.next = this.#p.domain.select(entry.head.eq(head), next, entry.next);
    this.#stored({ kind: 'other' });
  }

  setCounter(head: U16, counter: U64): void {
    this.of(head);
    for (const entry of this.#known)
      entry.counter = this.#p.domain.select(entry.head.eq(head), counter, entry.counter);
    this.#stored({ kind: 'other' });
  }

  setLastBatchHead(head: U16): void {
    this.lastBatchHead = head;
    this.#stored({ kind: 'other' });
  }

  setUsedIdx(idx: U16): void {
    this.usedIdx = idx;
    this.unsettled = this.published.sub(idx);
    this.#stored({ kind: 'other' });
  }

  /** Stores the idx of the used ring: the driver sees so many elements more. */
  publish(count: U16): void {
    this.published = this.published.add(count);
    this.unsettled = this.unsettled.add(count);
    this.#stored({ kind: 'publish', count });
  }

  /**
   * What a loop over all entries finds: one that is looked for, such that none which is comes before it. `undefined` where there is none.
   */
  find(isLookedFor: (entry: DescState) => Bool, before: (a: DescState, b: DescState) => Bool) {
    this.#found += 1;
    const name = `region.found${this.#found}`;
    const asked = [...this.#known];
    this.#dealings?.push({ find: this.#toldOf(isLookedFor, before) });
    if (!this.#p.domain.decide(this.#inputs.bool(name))) {
      for (const one of asked) this.#p.assume(isLookedFor(one).not());
      return undefined;
    }
    const found = this.of(this.#word(`found${this.#found}.head`));
    this.#p.assume(found.head.lt(this.size).and(isLookedFor(found)));
    for (const one of asked) this.#p.assume(isLookedFor(one).and(before(one, found)).not());
    return found;
  }

  /** What tells one search from another: what each says of entries that are arbitrary. */
  #toldOf(isLookedFor: (entry: DescState) => Bool, before: (a: DescState, b: DescState) => Bool): unknown {
    const [one, other] = ['one', 'other'].map((name) =>
      this.#anyEntry(`any_${name}`, this.#word(`any_${name}.head`)),
    );
    return one === undefined || other === undefined ? [] : [isLookedFor(one), before(one, other)];
  }

  #anyEntry(of: string, head: U16): DescState {
    return {
      head,
      inflight: this.#inputs.truth(`region.${of}.inflight`),
      next: this.#word(`${of}.next`),
      // As many requests as there are numbers take longer than anything lasts.
      counter: this.#inputs.word64(`region.${of}.counter`, u64(HAS_NUMBERS.nextCounter)),
    };
  }

  #stored(store: RegionStore): void {
    this.#dealings?.push(store);
    this.#onStore(store);
  }

  #word(name: string): U16 {
    return this.anyWord(`region.${name}`);
  }
}
