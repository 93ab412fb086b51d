import { proof, type Bool, type Given, type ProofContext } from 'ringproof';
import {
  HAS_NUMBERS,
  recordOf,
  vring,
  type Inflight,
  type InflightState,
  type VringDevice,
} from 'ringproof/virtio/handler';
import { Recorded } from './inflight.ts';

const AFTER =
  'anything of a front end that changes the region, nor of a driver that makes a head available twice';

const SHARED = {
  requirements: [],
  doesNotProve: `${AFTER}.`,
  on: vring.with('record'),
} as const;

/** A back end in use, with a region that is right, and what it knows of that. */
function inUse(
  p: ProofContext,
  device: VringDevice,
  given: Given<InflightState> = {},
): { readonly record: Inflight; readonly all: Recorded } {
  const all = new Recorded(p);
  const record = recordOf(device, { memory: p.memory(), given: { ...HAS_NUMBERS, ...given } });
  for (const [, holds] of all.isRight()) p.assume(holds);
  p.assume(all.isKnownTo(record));
  return { record, all };
}

/** Any operation but `settle`, on a record on which none is to come first. Which it was. */
function anyUse(p: ProofContext, { record, all }: ReturnType<typeof inUse>): 'take' | 'stage' | 'publish' {
  const is = (name: string): boolean => p.domain.decide(p.any.bool(`step.is_${name}`));
  p.assume(record.state.isSettling.not());
  if (is('take')) {
    const head = all.region.anyHead('used_head');
    all.assumeOf(head, ({ isOut }) => isOut.not());
    p.assume(all.region.of(head).inflight.not());
    record.take(all.region, head);
    const isIt = head.eq(all.head.entry.head);
    p.assert('a head that is taken is recorded', isIt.implies(all.head.isOut));
    return 'take';
  }
  if (is('stage')) {
    const head = all.region.anyHead('used_head');
    all.assumeOf(head, (one) => one.isOut.and(all.isStaged(one).not()));
    p.assume(all.open.lt(all.region.size));
    record.stage(all.region, head);
    all.staged(head);
    return 'stage';
  }
  record.publish(all.region);
  return 'publish';
}

export const inflightKept = proof({
  ...SHARED,
  id: 'vring/inflight-kept',
  title:
    'whenever the process ends, between any two stores, the record says which heads are in flight, in which order they were taken, and how to settle the last batch',
  covers: ['a head is taken', 'a head is staged', 'a batch is published', 'a batch is settled'],
  body: (p, device) => {
    const use = inUse(p, device);
    const { record, all } = use;
    let stores = 0;
    all.afterStore = () => {
      stores += 1;
      for (const [name, holds] of all.isRight()) p.assert(name, holds);
    };
    const before = record.state;
    const { cursor } = before;
    let what: string;
    if (p.domain.decide(record.state.isSettling)) {
      record.settle(all.region);
      what = 'settle';
    } else what = anyUse(p, use);
    // What comes after the head that is settled, its own entry says.
    const isOfNext = what === 'settle' ? all.other.entry.head.eq(cursor) : true;
    p.assert(
      'what the process knows stays so',
      all.isKnownTo(record, [all.head]).or(p.domain.bool(true).and(isOfNext).not()),
    );
    p.assert('what is published is what was staged', all.publishesAll);
    const isSame = record.state.nextAvail.eq(before.nextAvail);
    p.assert('the next available entry changes with a resumption alone', isSame.or(before.isResuming));
    p.cover('a head is taken', what === 'take' && all.head.isOut);
    p.cover('a head is staged', what === 'stage' && all.isStaged(all.head));
    p.cover('a batch is published', what === 'publish' && all.region.unsettled.gt(1));
    p.cover('a batch is settled', what === 'settle' && stores > 0);
  },
});

export const inflightResumed = proof({
  ...SHARED,
  id: 'vring/inflight-resumed',
  title:
    'a process that resumes settles the batch that was interrupted, from any region that another one has left',
  covers: ['a batch was interrupted', 'none was'],
  body: (p, device) => {
    const all = new Recorded(p);
    const record = recordOf(device, { memory: p.memory(), given: HAS_NUMBERS });
    for (const [, holds] of all.isRight()) p.assume(holds);
    p.assume(all.isRightOfOther());
    all.restarted();
    record.resume(all.region);
    p.assert('it knows what to settle', all.isKnownTo(record));
    p.assert('it settles before all else', record.state.isSettling.and(record.state.isResuming));
    p.cover('a batch was interrupted', all.region.unsettled.ne(0));
    p.cover('none was', all.region.unsettled.eq(0));
  },
});

export const inflightSettled = proof({
  ...SHARED,
  id: 'vring/inflight-settled',
  title:
    'once it is settled, the record has in flight exactly what the driver has not got back, and nothing is passed over',
  covers: ['another iteration follows', 'it has resumed', 'a batch was settled'],
  body: (p, device) => {
    const given = { isSettling: true, staged: p.domain.u16(0) };
    const { record, all } = inUse(p, device, given);
    const before = record.state;
    const isDue = (): Bool => record.isDue(all.region, all.head.entry.head);
    const was = isDue();
    const goesOn = record.settle(all.region);
    const after = record.state;
    p.assert('a head becomes due by a resumption alone', before.isResuming.or(isDue().implies(was)));
    p.cover('another iteration follows', goesOn);
    if (goesOn) {
      p.assert('fewer heads are left', after.left.lt(before.left).and(after.isSettling));
      p.assert('what it is about stays', after.isResuming.iff(before.isResuming));
      return;
    }
    const { head, region } = all;
    p.assert(
      'the record is settled up to the used ring',
      all.region.unsettled.eq(0).and(after.isSettling.not()),
    );
    p.assert('a head is in flight exactly if it is out', head.entry.inflight.iff(head.isOut));
    const isResumed = before.isResuming;
    p.assert(
      'after a resumption the next available entry follows what is done and in flight',
      isResumed.implies(after.nextAvail.eq(region.published.add(region.count))),
    );
    p.assert(
      'after a resumption each head in flight is due',
      isResumed.implies(record.isDue(region, head.entry.head).iff(head.entry.inflight)),
    );
    p.cover('it has resumed', isResumed.and(head.isOut));
    p.cover('a batch was settled', isResumed.not());
  },
});

export const inflightResubmitted = proof({
  ...SHARED,
  id: 'vring/inflight-resubmitted',
  title:
    'each head that was in flight is submitted again exactly once, in the order in which heads were taken',
  covers: ['a head is submitted again', 'no head is left', 'a request comes in between'],
  body: (p, device) => {
    const use = inUse(p, device, { isSettling: false, isResuming: false, left: p.domain.u16(0) });
    const { record, all } = use;
    const { region, head, other } = all;
    const isDue = (): Bool => record.isDue(region, head.entry.head);
    const was = isDue();
    if (!p.domain.decide(p.any.bool('step.is_resubmit'))) {
      const what = anyUse(p, use);
      p.assert('a head that was not due is not due', isDue().implies(was));
      p.assert('a head stays due until it is submitted', was.and(head.isOut).implies(isDue()));
      p.cover('a request comes in between', what === 'take' && was);
      return;
    }
    const submitted = record.resubmit(region);
    if (submitted === undefined) {
      p.assert('no head is left that is due', was.not());
      p.cover('no head is left');
      return;
    }
    const isIt = submitted.eq(head.entry.head);
    p.assert('it was due', isIt.implies(was));
    p.assert('it is no longer due', isIt.implies(isDue().not()));
    // The other one stands for any that is submitted.
    const isOther = submitted.eq(other.entry.head).and(isIt.not());
    p.assert('every other one stays due', isOther.implies(isDue().iff(was)));
    p.assert('none that was taken before it is still due', isOther.and(was).implies(all.isEarlier.not()));
    p.cover('a head is submitted again', isIt);
  },
});
