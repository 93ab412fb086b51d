import {
  conformanceAdapter,
  type ConformanceAdapter,
  type RecordedConstructor,
  type RecordedFields,
  type RecordedOperation,
} from '../../../conform/adapter.ts';
import { ok } from '../../../domain/result.ts';
import type { Domain } from '../../../domain/domain.ts';
import type { SplitDeviceModel } from '../interface.ts';
import { RECORDED_FIELDS, SPLIT_FORMAT } from './format.ts';
import { HeldPart } from './held-part.ts';
import { recordedOperations, recordOf, type LiveQueue } from './operations.ts';
import { checkPlaced } from './check-placed.ts';
import { placedRecord } from './placed-record.ts';
import { WholeQueue } from './whole-queue.ts';

/**
 * How recordings and scenarios are run on a model: its operations under the names of the interface, and beside them those of
 * the model's own adapter, whose queues are instances of the model's queue.
 */
export function splitRecordings(
  model: SplitDeviceModel,
  ownAdapter: ConformanceAdapter | undefined,
): ConformanceAdapter {
  const own = ownAdapter?.spec;
  const live = (instance: object, names: ReadonlySet<string>): LiveQueue => ({
    queue: new HeldPart(model.queue, 'queue', instance),
    names,
  });
  const adapted = (run: RecordedOperation<object>): RecordedOperation<LiveQueue> => {
    return ({ queue }, args, memory, domain) => queue.with((instance) => run(instance, args, memory, domain));
  };
  const place = (domain: Domain, state: RecordedFields, previous: LiveQueue | undefined): object => {
    if (own?.restore === undefined) return placedRecord(model, state, previous?.queue.record);
    const before = previous?.queue.with((instance) => instance);
    const restored = own.restore(domain, new WholeQueue(state), before);
    return restored;
  };
  return conformanceAdapter<LiveQueue>(
    {
      restore: (domain, state, previous) => {
        const names = previous?.names ?? new Set(RECORDED_FIELDS.filter((name) => state.has(name)));
        const placed = live(place(domain, state, previous), names);
        checkPlaced(model.queue, placed.queue.record, state);
        return previous?.saved === undefined ? placed : { ...placed, saved: previous.saved };
      },
      state: ({ queue, names }) => {
        const state =
          own?.state === undefined ? recordOf(queue.view) : queue.with((one) => own.state?.(one) ?? {});
        return Object.fromEntries(Object.entries(state).filter(([name]) => names.has(name)));
      },
      operations: {
        ...mapped(own?.operations ?? {}, adapted),
        // A name of the interface means the same on every model.
        ...recordedOperations(model),
        ...mapped(own?.constructors ?? {}, constructing),
      },
      constructors: {},
    },
    SPLIT_FORMAT,
  );

  function constructing(make: RecordedConstructor<object>): RecordedOperation<LiveQueue> {
    return (present, args, _memory, domain) => {
      const made = make(domain, args);
      if (!made.ok) return made;
      present.queue.record = live(made.value, present.names).queue.record;
      return ok();
    };
  }
}

function mapped<T, U>(table: Readonly<Record<string, T>>, map: (one: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(table).map(([name, one]) => [name, map(one)]));
}
