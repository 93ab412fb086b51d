import type { RecordedFields } from '../../conform/adapter.ts';
import type { JsonObject } from '../../conform/json.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Asked, Model } from '../../proof/model.ts';
import type { ScriptedCalls, ScriptedOperation } from '../../proof/scripted-calls.ts';
import type { SetUp, SplitDevice, SplitDeviceModel, SplitDeviceQueue } from './interface.ts';

/** What an operation of a script is called on, and with. */
interface Scripted {
  readonly device: SplitDevice;
  readonly queue: SplitDeviceQueue;
  readonly memory: ObservedMemory;
  readonly args: RecordedFields;
}

/** The fields that a driver sets up, as scripts name them. */
const SETTABLE = ['size', 'desc_table', 'avail_ring', 'used_ring', 'ready', 'event_idx'] as const;

/** Of operations that may be called at any time. */
const ANY_TIME = { needs: () => null };

/** Devices that do not check each access rely on what activation checked. */
function inUse({ capabilities }: Model): string | null {
  return capabilities.includes('checksEachAccess') ? null : 'active';
}

/** How calls of a script are run on a device of split queues. */
export function splitCalls(on: Asked<SplitDevice, SplitDeviceModel>): ScriptedCalls {
  const started = (p: ProofContext<string>, model: Model | null, args: RecordedFields): Scripted => {
    const [device, memory] = [on.of(model, p), p.memory()];
    return { device, queue: device.queue({ phase: null, memory }), memory, args };
  };
  const onQueue = (
    call: (scripted: Scripted) => void,
    more: Partial<ScriptedOperation> = {},
  ): ScriptedOperation => ({
    needs: inUse,
    run: (p, model, args) => call(started(p, model, args)),
    ...more,
  });
  const has = (member: string) => ({ isOf: (model: Model) => model.capabilities.includes(member) });
  return {
    part: 'queue',
    defaults,
    optional: ['seen_avail', 'added_all', 'in_order'],
    phase: 'active',
    start: (p, model, phase) => void on.of(model, p).queue({ phase, memory: p.memory() }),
    operations: {
      set_up: onQueue(({ queue, args }) => void queue.setUp(changeOf(args)), ANY_TIME),
      activate: onQueue(({ queue, memory }) => void queue.activate(memory), ANY_TIME),
      pop: onQueue(({ queue, memory }) => void queue.pop(memory), { then: 'next' }),
      add_used: onQueue(
        ({ queue, memory, args }) =>
          void queue.addUsed(memory, args.u16(args.has('head') ? 'head' : 'head_index'), args.u32('len')),
      ),
      write_used: onQueue(
        ({ queue, memory, args }) =>
          void queue.writeUsed?.(memory, args.u16('offset'), args.u16('head'), args.u32('len')),
        has('writeUsed'),
      ),
      publish_used: onQueue(
        ({ queue, memory, args }) => void queue.publishUsed?.(memory, args.u16('count')),
        has('publishUsed'),
      ),
      add_used_in_order: onQueue(
        ({ queue, memory, args }) =>
          void queue.addUsedInOrder?.(memory, args.u16('count'), args.u16('head'), args.u32('len')),
        has('addUsedInOrder'),
      ),
      needs_notification: onQueue(({ queue, memory }) => void queue.needsNotification(memory)),
      enable_notification: onQueue(({ queue, memory }) => void queue.enableNotification(memory)),
      disable_notification: onQueue(
        ({ queue, memory }) => void queue.disableNotification?.(memory),
        has('disableNotification'),
      ),
      reset: onQueue(({ queue }) => queue.reset?.(), { ...ANY_TIME, ...has('reset') }),
      resume: onQueue(
        ({ queue, memory, args }) => void queue.resume?.(memory, args.u16('next_avail')),
        has('resume'),
      ),
      undo_pop: onQueue(({ queue }) => queue.undoPop?.(), has('undoPop')),
      iterate: onQueue(iterated, has('iterate')),
      save: onQueue(({ queue }) => void queue.save?.(), { ...ANY_TIME, ...has('save') }),
      restore: {
        on: 'saved',
        first: 'save',
        changesFields: true,
        ...has('saved'),
        run: (p, model) => {
          const memory = p.memory();
          on.of(model, p).saved?.({ memory }).restore(memory);
        },
      },
      next: {
        on: 'walk',
        ...has('walk'),
        run: (p, model) => {
          const memory = p.memory();
          on.of(model, p).walk?.({ phase: null, memory }).next(memory);
        },
      },
    },
  };
}

/** What an iterator gives, and puts back. */
function iterated({ queue, memory, args }: Scripted): void {
  const steps = args.names('steps', ['next', 'previous']);
  const made = queue.iterate?.(memory);
  if (made?.ok !== true) return;
  for (const step of steps) made.value[step]();
}

/** A queue in use, of which nothing was taken or added; as in recordings. */
function defaults({ size = null, next_avail = 0 }: JsonObject): JsonObject {
  return {
    ...{ max_size: size, ready: true, event_idx: false, next_avail: 0, next_used: 0, num_added: 0 },
    ...{ seen_avail: next_avail, added_all: false, in_order: false },
  };
}

function changeOf(args: RecordedFields): SetUp {
  const field = args.name('field', SETTABLE);
  switch (field) {
    case 'size':
      return { field, value: args.u16('value') };
    case 'desc_table':
      return { field: 'descTable', value: args.u64('value') };
    case 'avail_ring':
      return { field: 'availRing', value: args.u64('value') };
    case 'used_ring':
      return { field: 'usedRing', value: args.u64('value') };
    case 'ready':
      return { field, value: args.bool('value') };
    case 'event_idx':
      return { field: 'eventIdx', value: args.bool('value') };
  }
}
