import type { Bool, BoolOperand, ProofContext, U16, U32 } from 'ringproof';
import { InflightRegion, type DescState, type Inflight, type RegionStore } from 'ringproof/virtio/handler';

/** As a number that sums do not wrap. */
function wide(word: U16): U32 {
  return word.zeroExtend(32);
}

/** What a driver knows of one head. */
interface Watched {
  readonly entry: DescState;
  /** It was taken, as the record has it, and the driver has not got it back. */
  isOut: Bool;
  /** It was staged as one of the last, and so many were after it. */
  isListed: Bool;
  place: U16;
}

/**
 * A region as some process leaves it, whenever that ends, and what is right of it: of one head that is any, and of another one, since
 * the list of the last batch goes from head to head, and numbers are in the order of two heads.
 */
export class Recorded {
  readonly region: InflightRegion;
  readonly head: Watched;
  readonly other: Watched;
  /** Where both are out: the head was taken before the other one. */
  isEarlier: Bool;
  /** Elements that are staged and not published. */
  open: U16;
  /** Every store that publishes has published what was staged. */
  publishesAll: Bool;
  /** Called after each store. */
  afterStore: () => void = () => undefined;
  readonly #p: ProofContext;

  constructor(p: ProofContext) {
    this.#p = p;
    this.region = new InflightRegion(p, (store) => {
      this.#stored(store);
      this.afterStore();
    });
    this.head = this.#watch('head');
    this.other = this.#watch('other');
    this.isEarlier = p.any.bool('ghost.is_earlier');
    this.open = this.region.anyWord('ghost.open');
    this.publishesAll = p.domain.bool(true);
  }

  /** All that another process relies on, at any time. */
  isRight(): readonly (readonly [string, Bool])[] {
    const { head, other } = this;
    const { unsettled } = this.region;
    const [counter, another] = [head.entry.counter, other.entry.counter];
    const isOrdered = head.isOut
      .and(other.isOut, head.entry.head.ne(other.entry.head))
      .implies(this.isEarlier.iff(counter.lt(another)).and(counter.ne(another)));
    return [
      ['a head in flight is marked, and no other one but those of the last batch', this.#isMarked(head)],
      ['the last batch can be found', this.#isLinked(unsettled)],
      ['numbers are in the order in which heads were taken', isOrdered],
    ];
  }

  /** What the process itself relies on besides. */
  isKnownTo(record: Inflight, of = [this.head, this.other]): Bool {
    const { nextCounter, staged, isSettling, isResuming, cursor, left } = record.state;
    const { open } = this;
    const { unsettled } = this.region;
    const known = of.map((one) => {
      const isNext = this.#isWithin(one, unsettled).and(wide(one.place).add(wide(left)).eq(wide(unsettled)));
      const isSettled = this.#isWithin(one, unsettled).and(
        wide(one.place).add(wide(left)).lt(wide(unsettled)),
      );
      return this.#isMarked(one).and(
        isSettling.implies(left.ne(0).and(cursor.eq(one.entry.head)).iff(left.ne(0).and(isNext))),
        isSettled.implies(one.entry.inflight.not()),
        one.isOut.implies(one.entry.counter.lt(nextCounter).or(isResuming)),
        this.#isWithin(one, open).implies(one.isOut),
      );
    });
    return left
      .le(unsettled)
      .and(
        isResuming.implies(isSettling),
        isSettling.not().implies(unsettled.eq(0)),
        isSettling.implies(open.eq(0)),
        open.eq(staged),
        this.#isLinked(open),
        ...known,
      );
  }

  /** The mark of the other head, too. */
  isRightOfOther(): Bool {
    return this.#isMarked(this.other);
  }

  /** What is assumed of a head, where that is one of those that are watched. */
  assumeOf(head: U16, says: (one: Watched) => BoolOperand): void {
    for (const one of [this.head, this.other]) this.#p.assume(head.eq(one.entry.head).implies(says(one)));
  }

  /** Whether a head is staged and not published. */
  isStaged(one: Watched): Bool {
    return this.#isWithin(one, this.open);
  }

  /** A head was staged: those before it are one place further. */
  staged(head: U16): void {
    const { domain } = this.#p;
    for (const one of [this.head, this.other]) {
      const isIt = one.entry.head.eq(head);
      one.isListed = isIt.or(this.isStaged(one));
      one.place = domain.select(isIt, domain.u16(0), one.place.add(1));
    }
    this.open = this.open.add(1);
  }

  /** Another process comes: what was staged and not published is staged no longer. */
  restarted(): void {
    const { domain } = this.#p;
    for (const one of [this.head, this.other]) one.isListed = this.#isWithin(one, this.region.unsettled);
    this.open = domain.u16(0);
  }

  #stored(store: RegionStore): void {
    const { head, other } = this;
    if (store.kind === 'inflight') {
      const is = (one: Watched): Bool => one.entry.head.eq(store.head).and(store.value);
      this.isEarlier = this.#p.domain.bool(true).and(
        is(head)
          .not()
          .and(is(other).and(head.isOut).or(is(other).not().and(this.isEarlier))),
      );
      for (const one of [head, other]) one.isOut = one.isOut.or(is(one));
    }
    if (store.kind !== 'publish') return;
    this.publishesAll = this.publishesAll.and(this.open.eq(store.count));
    for (const one of [head, other]) one.isOut = one.isOut.and(this.isStaged(one).not());
    this.open = this.#p.domain.u16(0);
  }

  /** The head is marked exactly while it is out, but for what the last batch leaves unsettled. */
  #isMarked(one: Watched): Bool {
    const isDone = this.#isWithin(one, this.region.unsettled);
    const { isOut } = one;
    const { inflight } = one.entry;
    return isOut.implies(inflight.and(isDone.not())).and(inflight.and(isOut.not()).implies(isDone));
  }

  /** The list of the last batch goes from head to head, for so many heads. */
  #isLinked(length: U16): Bool {
    const { region, head, other } = this;
    const starts = [head, other].map((one) => {
      const isFirst = this.#isWithin(one, length).and(one.place.eq(0));
      return length.ne(0).implies(region.lastBatchHead.eq(one.entry.head).iff(isFirst));
    });
    const further = wide(other.place).add(1);
    const isFollowed = this.#isWithin(other, length).and(further.lt(wide(length)));
    const isNext = this.#isWithin(head, length).and(wide(head.place).eq(further));
    return isFollowed.implies(other.entry.next.eq(head.entry.head).iff(isNext)).and(...starts);
  }

  #watch(name: string): Watched {
    return {
      entry: this.region.of(this.region.anyHead(name)),
      isOut: this.#p.any.bool(`ghost.${name}_is_out`),
      isListed: this.#p.any.bool(`ghost.${name}_is_listed`),
      place: this.region.anyWord(`ghost.${name}_place`),
    };
  }

  #isWithin({ isListed, place }: Watched, length: U16): Bool {
    return isListed.and(place.lt(length));
  }
}
