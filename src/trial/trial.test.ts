import { expect, test } from 'vitest';
import { firecracker } from '../../models/firecracker/index.ts';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { Queue } from '../../models/rust-vmm/queue.ts';
import { deviceWith } from '../../proofs/broken-device.fixture.ts';
import { proof } from '../proof/declare.ts';
import type { Proof } from '../proof/declare.ts';
import { valueOf } from '../domain/concrete.ts';
import { activeQueue, splitDevice } from '../virtio/split/index.ts';
import type { Scenario, ScenarioStep } from './scenario.ts';
import { tryScenario } from './try-scenario.ts';

const call = (operation: string, args = {}): ScenarioStep => ({ kind: 'call', operation, args });

function scenario(steps: readonly ScenarioStep[], state = {}): Scenario {
  return {
    ...{ location: 'a.json', name: null, steps },
    memory: { regions: [{ base: 0x1000n, size: 0x3000n }], bytes: new Map() },
    state: {
      ...{ max_size: 4, size: 4, ready: true, event_idx: false, next_avail: 7, next_used: 7, num_added: 0 },
      ...{ desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000', ...state },
    },
  };
}

/** A property that does not hold of any queue in use. */
function wrong(given: Parameters<typeof activeQueue>[2] = {}): Proof {
  return proof({
    ...{ id: 'wrong', title: 't', requirements: [], doesNotProve: 'd', on: splitDevice, covers: [] },
    body: (p, device) => {
      const { before } = activeQueue(p, device, given);
      p.assert('it is in slot 0', before.nextAvail.eq(0));
    },
  });
}

test('should check a property in the state before each call and at the end', () => {
  const { broken, properties } = tryScenario(scenario([call('pop'), call('pop')]), rustVmm, [wrong()]);

  expect(properties).toMatchObject({ ids: ['wrong'], starts: 3, notAbout: 0 });
  expect(broken).toMatchObject([{ assertion: 'it is in slot 0', before: 'pop (ops[0])', isExpected: false }]);
});

test.each([
  ['a queue that is not in use', { ready: false }, {}],
  ['a value that the property fixes', {}, { eventIdx: true }],
  ['a range that the property gives', {}, { nextAvail: { max: 6 } }],
])('should leave a property out that is not about %s', (_, state, given) => {
  const { broken, properties } = tryScenario(scenario([call('pop')], state), rustVmm, [wrong(given)]);

  expect(broken).toEqual([]);
  expect(properties).toMatchObject({ ids: [], notAbout: 1 });
});

test('should skip a property that starts with another part, until there is one', () => {
  const aboutWalks = proof({
    ...{
      id: 'walks',
      title: 't',
      requirements: [],
      doesNotProve: 'd',
      on: splitDevice.with('walk'),
      covers: [],
    },
    body: (p, device) => {
      const walk = device.walk({ phase: 'reachable', memory: p.memory() });
      p.assert('it stands at 3', walk.state.index.eq(3));
    },
  });
  const empty = tryScenario(scenario([call('pop')]), rustVmm, [aboutWalks]);
  const bytes = new Map([
    [0x2002n, 8],
    [0x200an, 2],
  ]);
  const popped = tryScenario(
    { ...scenario([call('pop')]), memory: { ...scenario([]).memory, bytes } },
    rustVmm,
    [aboutWalks],
  );

  expect(empty.properties.skipped).toEqual(new Map([['it starts with any walk', ['walks']]]));
  expect(popped.broken).toMatchObject([{ before: 'step 1 of the walk after ops[0]' }]);
});

test('should give inputs the words of the call, and one after the other a few values', () => {
  const seen: string[] = [];
  const asking = proof({
    ...{ id: 'asking', title: 't', requirements: [], doesNotProve: 'd', on: splitDevice, covers: [] },
    body: (p, device) => {
      activeQueue(p, device);
      const [head, other] = [p.any.u16('head'), p.any.u16('other', { min: 2 })];
      seen.push(`${valueOf(head)} ${valueOf(other)}`);
      p.assert('they differ', head.ne(other));
    },
  });

  tryScenario(scenario([call('add_used', { head: 3, len: 9 })]), rustVmm, [asking]);

  expect(seen.slice(0, 5)).toEqual(['3 2', '3 3', '3 9', '3 4', '3 5']);
});

test('should leave out what a model does not have, or may not be called in this state', () => {
  const steps = [call('iterate', { steps: [] }), call('pop'), call('undo_pop')];
  const { steps: done } = tryScenario(scenario(steps, { ready: false }), firecracker, []);

  expect(done).toMatchObject([
    { kind: 'left out', reason: 'firecracker has no iterate' },
    { kind: 'left out', reason: 'firecracker relies on an active queue, and this one is not' },
    { kind: 'left out' },
  ]);
});

test('should end where the host traps, and say so', () => {
  const trapping = deviceWith('trapping', (domain, fields) => new Queue(domain, fields), {
    queue: {
      reset: (queue) => void queue.nextAvail.addOrTrap(0xfff9),
    },
  });

  const { steps } = tryScenario(scenario([call('reset'), call('pop')]), trapping, []);

  expect(steps).toMatchObject([{ kind: 'call', trap: expect.stringContaining('reset traps') }]);
});
