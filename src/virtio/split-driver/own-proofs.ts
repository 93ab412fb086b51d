import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Proof } from '../../proof/declare.ts';
import type { Asked } from '../../proof/model.ts';
import { ownProofs, type OwnOperation } from '../../proof/own-proofs.ts';
import { anyBuffers, anySetUp } from './any-driver.ts';
import type { Driver, SplitDriver, SplitDriverModel } from './interface.ts';

type Operation = OwnOperation<SplitDriver>;

/** The tool's own proofs of the driver side: states, the phase `active`, side tables, and operations that keep to them. */
export function splitDriverProofs(on: Asked<SplitDriver, SplitDriverModel>): readonly Proof[] {
  return ownProofs<SplitDriver, SplitDriverModel>(on, {
    phases: (['any', 'active'] as const).map((name) => {
      const phase = name === 'any' ? null : name;
      return {
        ...{ id: `${name}-driver`, phase },
        start: (p: ProofContext, device: SplitDriver, memory: ObservedMemory) =>
          device.driver(p, { phase, memory, probesPrivate: true }),
      };
    }),
    makers: [
      {
        id: 'make',
        run: (p, device, memory) => {
          const made = device.make(p, anySetUp(p), memory);
          return made.ok ? made.value : undefined;
        },
      },
    ],
    operations: [
      {
        id: 'set-up',
        // The device does not know of the queue yet: nothing but the areas matters.
        start: (p, device, memory) => {
          const made = device.make(p, anySetUp(p), memory);
          if (!made.ok) return undefined;
          p.assume(device.hasPremise(made.value, 'active', memory));
          return made.value;
        },
        run: (_p, _device, driver: Driver, memory) => {
          driver.setUp(memory);
          return true;
        },
        establishes: 'active',
      },
      ...OPERATIONS.map(([id, needs, call]): Operation => ({
        ...{ id, needs, keeps: 'active' },
        start: (p, device, memory) => {
          const given = id === 'add-indirect' ? { indirectDesc: p.domain.bool(true) } : {};
          return device.driver(p, { phase: 'active', memory, given });
        },
        run: (p, _device, driver: Driver, memory) => call(p, driver, memory),
      })),
      {
        id: 'reset',
        needs: ['reset'],
        start: (p, device, memory) => device.driver(p, { phase: 'active', memory }),
        run: (p, _device, driver: Driver, memory) =>
          driver.reset?.(memory, p.any.bool('is_complete')).ok === true,
      },
    ],
  });
}

type Call = (p: ProofContext, driver: Driver, memory: ObservedMemory) => boolean;

function always(call: (driver: Driver, memory: ObservedMemory) => unknown): Call {
  return (_p, driver, memory) => {
    call(driver, memory);
    return true;
  };
}

const OPERATIONS: readonly (readonly [id: string, needs: readonly string[], call: Call])[] = [
  ['start', ['start'], always((driver, memory) => driver.start?.(memory))],
  ['add', [], (p, driver, memory) => driver.add(memory, anyBuffers(p)).ok],
  [
    'add-indirect',
    ['addIndirect'],
    (p, driver, memory) => driver.addIndirect?.(memory, anyBuffers(p)).ok === true,
  ],
  ['publish', ['publish'], always((driver, memory) => driver.publish?.(memory))],
  ['should-kick', [], always((driver, memory) => driver.shouldKick(memory))],
  ['collect', [], (_p, driver, memory) => driver.collect(memory).ok],
  ['enable-used', [], always((driver, memory) => driver.enableUsed(memory))],
  ['disable-used', ['disableUsed'], always((driver, memory) => driver.disableUsed?.(memory))],
];
