import type { Recordable, RecordedFields, RecordedOperation } from '../../../conform/adapter.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Bool, Word } from '../../../domain/word.ts';
import type { Width } from '../../../domain/width.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import { viewedAs } from '../../../proof/given.ts';
import { readState } from '../../../proof/part.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import { isBool, isWord, type StateValue } from '../../../proof/state-schema.ts';
import type { PoppedChain } from '../descriptor-chain.ts';
import type {
  QueueError,
  QueueOperations,
  SavedOperations,
  SavedState,
  SetUp,
  SplitDeviceModel,
  SplitDeviceState,
} from '../interface.ts';
import { HeldPart } from './held-part.ts';
import { fieldOf } from './check-placed.ts';
import { recordedChain } from './recorded-chain.ts';

/** A queue that recorded operations are run on. */
export interface LiveQueue {
  readonly queue: HeldPart<SplitDeviceState, QueueOperations>;
  /** What was saved last. */
  saved?: HeldPart<SavedState, SavedOperations>;
  /** Names of the fields that the case has of the queue. */
  readonly names: ReadonlySet<string>;
}

type Operations = Readonly<Record<string, RecordedOperation<LiveQueue>>>;

/** The operations of the interface that a model has, by the names that recordings and scenarios have. */
export function recordedOperations(model: SplitDeviceModel): Operations {
  const chainOrNull = (chain: PoppedChain | undefined, memory: GuestMemory): Recordable =>
    chain === undefined ? null : recordedChain(model, chain, memory);
  const all: Operations = {
    set_up: ({ queue }, args) => queue.call('setUp', changeOf(args)),
    activate: ({ queue }, _args, memory) => queue.call('activate', memory),
    pop: ({ queue }, _args, memory) => {
      const popped = queue.call('pop', memory);
      return popped.ok ? ok(chainOrNull(popped.value, memory)) : popped;
    },
    add_used: ({ queue }, args, memory) =>
      queue.call('addUsed', memory, args.u16(args.has('head') ? 'head' : 'head_index'), args.u32('len')),
    write_used: ({ queue }, args, memory) =>
      queue.call('writeUsed', memory, args.u16('offset'), args.u16('head'), args.u32('len')),
    publish_used: ({ queue }, args, memory) => queue.call('publishUsed', memory, args.u16('count')),
    add_used_in_order: ({ queue }, args, memory) =>
      queue.call('addUsedInOrder', memory, args.u16('count'), args.u16('head'), args.u32('len')),
    needs_notification: ({ queue }, _args, memory) => queue.call('needsNotification', memory),
    enable_notification: ({ queue }, _args, memory) => queue.call('enableNotification', memory),
    disable_notification: ({ queue }, _args, memory) => queue.call('disableNotification', memory),
    reset: ({ queue }) => ok(queue.call('reset')),
    resume: ({ queue }, args, memory) => queue.call('resume', memory, args.u16('next_avail')),
    undo_pop: ({ queue }) => ok(queue.call('undoPop')),
    iterate: (live, args, memory) => iterate(model, live, args, memory, chainOrNull),
    save: (live) => ok({ record: recordOf((live.saved = save(model, live)).view) }),
    restore: (live, args, memory) => restore(model, live, args, memory),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => needed(name).every((own) => own in model.queue.operations)),
  );
}

/** Operations of a model that one needs; none is the model's own of that name. */
function needed(name: string): readonly string[] {
  const camel = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return [camel === 'restore' ? 'save' : camel];
}

const ADDRESSES = { desc_table: 'descTable', avail_ring: 'availRing', used_ring: 'usedRing' } as const;

function changeOf(args: RecordedFields): SetUp {
  const field = args.name('field', ['size', 'desc_table', 'avail_ring', 'used_ring', 'ready', 'event_idx']);
  switch (field) {
    case 'size':
      return { field, value: args.u16('value') };
    case 'ready':
      return { field, value: args.bool('value') };
    case 'event_idx':
      return { field: 'eventIdx', value: args.bool('value') };
    default:
      return { field: ADDRESSES[field], value: args.u64('value') };
  }
}

/** The chains that an iterator yields, each walked before the next step. */
function iterate(
  { iterator }: SplitDeviceModel,
  { queue }: LiveQueue,
  args: RecordedFields,
  memory: GuestMemory,
  chainOrNull: (chain: PoppedChain | undefined, memory: GuestMemory) => Recordable,
): Result<Recordable, QueueError> {
  const steps = args.names('steps', ['next', 'previous']);
  const made = queue.call('iterate', memory);
  if (!made.ok) return made;
  if (iterator === undefined) throw new TypeError('the model declares no iterator');
  const held = new HeldPart(iterator, 'iterator', made.value);
  return ok(
    steps.map((step) =>
      queue.with((instance) => {
        if (step === 'next') return chainOrNull(held.call('next', instance, memory), memory);
        held.call('previous', instance);
        return null;
      }),
    ),
  );
}

function save({ saved }: SplitDeviceModel, { queue }: LiveQueue): HeldPart<SavedState, SavedOperations> {
  if (saved === undefined) throw new TypeError('the model declares no saved state');
  return new HeldPart(saved, 'saved state', queue.call('save'));
}

/** A queue restored from what was saved last, or else now, with other values for the fields that are given. */
function restore(
  model: SplitDeviceModel,
  live: LiveQueue,
  args: RecordedFields,
  memory: GuestMemory,
): ReturnType<RecordedOperation<LiveQueue>> {
  const held = live.saved ?? save(model, live);
  const part = model.saved;
  if (part === undefined) throw new TypeError('the model declares no saved state');
  const changed: Record<string, StateValue> = { ...held.record };
  for (const [name, aliases] of viewedAs(part)) {
    const recorded = aliases.map(snakeCase).find((alias) => args.has(alias));
    const field = part.fields[name];
    if (recorded !== undefined && field !== undefined) changed[name] = fieldOf(args, recorded, field);
  }
  held.record = Object.freeze(changed);
  const restored = held.call('restore', memory);
  if (!restored.ok) return restored;
  live.queue.record = readState(model.queue.fields, restored.value, 'a restored queue');
  return ok();
}

/** A view as recordings have it. */
export function recordOf(view: object): Readonly<Record<string, Word<Width> | Bool>> {
  const shown = Object.entries(view).flatMap(([name, value]) =>
    isWord(value) || isBool(value) ? [[snakeCase(name), value] as const] : [],
  );
  return Object.fromEntries(shown);
}
