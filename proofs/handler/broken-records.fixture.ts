import { type Domain, type U16 } from 'ringproof';
import { vring, type DescState, type InflightRegion } from 'ringproof/virtio/handler';
import { recordPart, ReferenceRecord, type RecordFields } from '../../models/vring-reference/record.ts';
import { vringModel } from '../../models/vring-reference/ring.ts';
import type { BrokenHandler } from './breakage.fixture.ts';

function broken(
  what: string,
  refutes: BrokenHandler['refutes'],
  made: new (domain: Domain, fields: RecordFields) => ReferenceRecord,
): BrokenHandler {
  const record = recordPart((domain, fields) => new made(domain, fields));
  return {
    ...{ what, refutes },
    model: vring.implement({ name: 'broken', source: what }, vringModel(undefined, record)),
  };
}

const MARKED = 'a head in flight is marked, and no other one but those of the last batch';
const KNOWN = 'what the process knows stays so';

/** Records of what is in flight from which another process goes on wrongly. */
export const BROKEN_RECORDS: readonly BrokenHandler[] = [
  broken(
    'a head is taken without a mark',
    { 'vring/inflight-kept': 'a head that is taken is recorded' },
    class extends ReferenceRecord {
      override take(region: InflightRegion, head: U16): void {
        region.setCounter(head, this.nextCounter);
        this.nextCounter = this.nextCounter.add(1);
      }
    },
  ),
  broken(
    'a head is marked before it has its number',
    { 'vring/inflight-kept': 'numbers are in the order in which heads were taken' },
    class extends ReferenceRecord {
      override take(region: InflightRegion, head: U16): void {
        region.setInflight(head, this.domain.bool(true));
        region.setCounter(head, this.nextCounter);
        this.nextCounter = this.nextCounter.add(1);
      }
    },
  ),
  broken(
    'a batch is not linked',
    { 'vring/inflight-kept': KNOWN },
    class extends ReferenceRecord {
      override stage(region: InflightRegion, head: U16): void {
        region.setLastBatchHead(head);
        this.staged = this.staged.add(1);
      }
    },
  ),
  broken(
    'the mark goes before the used ring has the element',
    { 'vring/inflight-kept': MARKED },
    class extends ReferenceRecord {
      override stage(region: InflightRegion, head: U16): void {
        super.stage(region, head);
        region.setInflight(head, this.domain.bool(false));
      }
    },
  ),
  broken(
    'the batch counts as settled before its marks are gone',
    { 'vring/inflight-kept': MARKED },
    class extends ReferenceRecord {
      protected override settleOne(region: InflightRegion): void {
        region.setUsedIdx(region.published);
        super.settleOne(region);
      }
    },
  ),
  broken(
    'only the last head of a batch is settled',
    { 'vring/inflight-kept': KNOWN },
    class extends ReferenceRecord {
      protected override settleOne(region: InflightRegion): void {
        super.settleOne(region);
        this.left = this.domain.u16(0);
      }
    },
  ),
  broken(
    'numbers begin anew after a resumption',
    { 'vring/inflight-kept': KNOWN },
    class extends ReferenceRecord {
      protected override resumed(region: InflightRegion): void {
        super.resumed(region);
        this.upTo = this.domain.u64(0);
        this.nextCounter = this.domain.u64(0);
      }
    },
  ),
  broken(
    'a batch that was interrupted is not settled',
    { 'vring/inflight-resumed': 'it knows what to settle' },
    class extends ReferenceRecord {
      override resume(region: InflightRegion): void {
        super.resume(region);
        this.left = this.domain.u16(0);
      }
    },
  ),
  // As vu_check_queue_inflights of QEMU's libvhost-user, which never has more than one element in a batch.
  broken(
    'of a batch that was interrupted only the last head is settled',
    { 'vring/inflight-resumed': 'it knows what to settle' },
    class extends ReferenceRecord {
      override resume(region: InflightRegion): void {
        super.resume(region);
        this.left = this.domain.select(this.left.gt(1), this.domain.u16(1), this.left);
      }
    },
  ),
  broken(
    'what is in flight is popped again, too',
    {
      'vring/inflight-settled':
        'after a resumption the next available entry follows what is done and in flight',
    },
    class extends ReferenceRecord {
      protected override resumed(region: InflightRegion): void {
        super.resumed(region);
        this.nextAvail = region.published;
      }
    },
  ),
  broken(
    'the request of number 0 counts as none',
    { 'vring/inflight-settled': 'after a resumption each head in flight is due' },
    class extends ReferenceRecord {
      protected override isDueAs(entry: DescState) {
        return super.isDueAs(entry).and(entry.counter.ne(0));
      }
    },
  ),
  broken(
    'the last request is submitted first',
    { 'vring/inflight-resubmitted': 'none that was taken before it is still due' },
    class extends ReferenceRecord {
      override resubmit(region: InflightRegion): U16 | undefined {
        const entry = region.find(
          (one) => this.isDueAs(one),
          (a, b) => a.counter.gt(b.counter),
        );
        if (entry === undefined) return undefined;
        this.upTo = entry.counter;
        return entry.head;
      }
    },
  ),
  broken(
    'a request is submitted again and again',
    { 'vring/inflight-resubmitted': 'it is no longer due' },
    class extends ReferenceRecord {
      override resubmit(region: InflightRegion): U16 | undefined {
        const { from } = this;
        const head = super.resubmit(region);
        this.from = from;
        return head;
      }
    },
  ),
  broken(
    'a request of its own is submitted again',
    { 'vring/inflight-resubmitted': 'a head that was not due is not due' },
    class extends ReferenceRecord {
      override take(region: InflightRegion, head: U16): void {
        super.take(region, head);
        this.upTo = this.nextCounter;
      }
    },
  ),
];
