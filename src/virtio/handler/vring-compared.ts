import type { ComparedOperation, Prepared, SideOf } from '../../diff/compared.ts';
import { declaredStates } from '../../diff/declared-states.ts';
import { pairingOf } from '../../diff/pairing.ts';
import type { U16 } from '../../domain/word.ts';
import { haveSameFields } from '../../proof/alike.ts';
import type { Asked } from '../../proof/model.ts';
import type { Pairing } from '../../proof/pairing.ts';
import type { Part } from '../../proof/part.ts';
import { INFLIGHT_CALLS } from './inflight-calls.ts';
import { InflightRegion } from './inflight-region.ts';
import { HAS_NUMBERS, type Inflight, type InflightOperations, type InflightState } from './inflight.ts';
import type { Vring, VringDevice, VringModel } from './vring.ts';
import { requestOf, REQUESTS } from './vring-requests.ts';
import { WorldInputs } from './world-inputs.ts';

type Operation = ComparedOperation<VringModel>;

/** How the rings of two back ends are compared: each request, from the same state, and what each makes of its record. */
export function vringPairing(on: Asked<VringDevice, VringModel>): Pairing {
  return pairingOf(on, {
    operations: [
      declaredStates(
        'ring',
        ({ ring }: VringModel) => ring,
        () =>
          ({ declared }) =>
            Object.keys(declared),
      ),
      ...REQUESTS.map(request),
      {
        ...declaredStates('record', recordIn, () => () => null),
        ...{ id: 'declared-records', needs: ['record'] },
        isOf: (a, b) =>
          a.record !== undefined && b.record !== undefined && haveSameFields(a.record, b.record),
      },
      ...[...INFLIGHT_CALLS].map(([id, call]) => ofRecord(id, call)),
    ],
    parts: ({ ring, record }) => ({ ring, record }),
  });
}

function request(id: string): Operation {
  return {
    ...{ id, needs: [] },
    prepare: ({ a, b, run }, memory, p) => {
      const one = ({ name, declared }: SideOf<VringModel>) => ({
        ...{ model: name, part: declared.ring, phase: null },
      });
      const [first, second] = run.alike('ring', memory, one(a), one(b));
      const send = requestOf(id, p);
      const sends = (ring: Vring): Prepared => ({ parts: [ring], run: () => send(ring) });
      return { a: sends(first), b: sends(second) };
    },
  };
}

function ofRecord(
  id: string,
  call: (record: Inflight, region: InflightRegion, head: U16) => unknown,
): Operation {
  return {
    ...{ id, needs: ['record'] },
    prepare: ({ a, b, run }, memory, p) => {
      const one = ({ name, declared }: SideOf<VringModel>) => ({
        ...{ model: name, part: recordIn(declared), phase: null },
      });
      const [first, second] = run.alike('record', memory, one(a), one(b));
      for (const { state } of [first, second]) p.assume(state.nextCounter.le(HAS_NUMBERS.nextCounter.max));
      const inputs = new WorldInputs(p);
      const calls = (record: Inflight): Prepared => {
        const region = new InflightRegion(p, undefined, inputs);
        const head = region.anyHead('head');
        return {
          parts: [record],
          run: () => call(record, region, head),
          dealings: () => region.dealings,
        };
      };
      return { a: calls(first), b: calls(second) };
    },
  };
}

/** The record of a back end that has one, as all have that are asked for it. */
function recordIn({ record }: VringModel): Part<InflightState, InflightOperations> {
  if (record === undefined) throw new TypeError('a back end without a record');
  return record;
}
