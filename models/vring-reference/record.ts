import { bool, u16, u64, type Bool, type Domain, type U16, type U64 } from 'ringproof';
import { inflightPart, type DescState, type InflightRegion } from 'ringproof/virtio/handler';

/** All that the back end remembers of its record. */
export interface RecordFields {
  /** The number of the next request. */
  readonly nextCounter: U64;
  readonly staged: U16;
  readonly settling: Bool;
  readonly resuming: Bool;
  readonly cursor: U16;
  readonly left: U16;
  readonly nextAvail: U16;
  /** Heads in flight are submitted again that have a number from this one on, up to the other. */
  readonly from: U64;
  readonly upTo: U64;
}

/** A record of what is in flight: each store leaves a region from which another process can go on. */
export class ReferenceRecord implements RecordFields {
  nextCounter: U64;
  staged: U16;
  settling: Bool;
  resuming: Bool;
  cursor: U16;
  left: U16;
  nextAvail: U16;
  from: U64;
  upTo: U64;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: RecordFields) {
    this.domain = domain;
    this.nextCounter = fields.nextCounter;
    this.staged = fields.staged;
    this.settling = fields.settling;
    this.resuming = fields.resuming;
    this.cursor = fields.cursor;
    this.left = fields.left;
    this.nextAvail = fields.nextAvail;
    this.from = fields.from;
    this.upTo = fields.upTo;
  }

  resume(region: InflightRegion): void {
    this.staged = this.domain.u16(0);
    this.begin(region, region.unsettled);
    this.resuming = this.domain.bool(true);
  }

  take(region: InflightRegion, head: U16): void {
    region.setCounter(head, this.nextCounter);
    this.nextCounter = this.nextCounter.add(1);
    region.setInflight(head, this.domain.bool(true));
  }

  stage(region: InflightRegion, head: U16): void {
    region.setNext(head, region.lastBatchHead);
    region.setLastBatchHead(head);
    this.staged = this.staged.add(1);
  }

  publish(region: InflightRegion): void {
    const { staged } = this;
    region.publish(staged);
    this.staged = this.domain.u16(0);
    this.begin(region, staged);
  }

  settle(region: InflightRegion): boolean {
    if (this.domain.decide(this.left.ne(0))) {
      this.settleOne(region);
      return true;
    }
    region.setUsedIdx(region.published);
    this.settling = this.domain.bool(false);
    if (this.domain.decide(this.resuming)) this.resumed(region);
    return false;
  }

  resubmit(region: InflightRegion): U16 | undefined {
    const entry = region.find(
      (one) => this.isDueAs(one),
      (a, b) => a.counter.lt(b.counter),
    );
    if (entry === undefined) return undefined;
    this.from = entry.counter.add(1);
    return entry.head;
  }

  isDue(region: InflightRegion, head: U16): Bool {
    return this.isDueAs(region.of(head));
  }

  protected begin(region: InflightRegion, left: U16): void {
    this.cursor = region.lastBatchHead;
    this.left = left;
    this.settling = this.domain.bool(true);
  }

  protected settleOne(region: InflightRegion): void {
    region.setInflight(this.cursor, this.domain.bool(false));
    this.cursor = region.of(this.cursor).next;
    this.left = this.left.sub(1);
  }

  /** What is in flight now was so when the process ended: all of it is due. */
  protected resumed(region: InflightRegion): void {
    const last = region.find(
      ({ inflight }) => inflight,
      (a, b) => a.counter.gt(b.counter),
    );
    this.from = this.domain.u64(0);
    this.upTo = last === undefined ? this.domain.u64(0) : last.counter.add(1);
    this.nextCounter = this.upTo;
    this.nextAvail = region.published.add(region.count);
    this.resuming = this.domain.bool(false);
  }

  protected isDueAs({ inflight, counter }: DescState): Bool {
    return inflight.and(counter.ge(this.from), counter.lt(this.upTo));
  }
}

/** `make`: a record in a state. */
export function recordPart(
  make = (domain: Domain, fields: RecordFields): ReferenceRecord => new ReferenceRecord(domain, fields),
) {
  return inflightPart({
    state: {
      nextCounter: u64(),
      staged: u16(),
      settling: bool(),
      resuming: bool(),
      cursor: u16(),
      left: u16(),
      nextAvail: u16(),
      from: u64(),
      upTo: u64(),
    },
    invariant: ({ from, upTo, nextCounter }) => from.le(upTo).and(upTo.le(nextCounter)),
    instance: make,
    view: ({ settling, resuming, from: _, upTo: __, ...rest }) => ({
      ...{ ...rest, isSettling: settling, isResuming: resuming },
    }),
    operations: {
      resume: (record, region) => record.resume(region),
      take: (record, region, head) => record.take(region, head),
      stage: (record, region, head) => record.stage(region, head),
      publish: (record, region) => record.publish(region),
      settle: (record, region) => record.settle(region),
      resubmit: (record, region) => record.resubmit(region),
      isDue: (record, region, head) => record.isDue(region, head),
    },
  });
}
