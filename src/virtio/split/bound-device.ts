import { MisuseError } from '../../domain/misuse.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Handle, ModelRun, StartIn } from '../../proof/model-run.ts';
import type { DescriptorChain, PoppedChain, WalkState } from './descriptor-chain.ts';
import type {
  AvailIterator,
  IteratorOperations,
  IteratorState,
  QueueError,
  QueueOperations,
  SavedOperations,
  SavedQueue,
  SavedState,
  SplitDevice,
  SplitDeviceModel,
  SplitDeviceQueue,
  SplitDeviceState,
} from './interface.ts';

const TRAITS = [
  ...(['checksEachAccess', 'followsIndirect', 'sumsLengths', 'negotiatesIndirect'] as const),
  ...(['checksOrder', 'negotiatesInOrder'] as const),
] as const;

/** Optional operations that need no other part of a model. */
const OPTIONAL = [
  ...['setUpHalf', 'setUpInOrder', 'reset', 'undoPop', 'disableNotification', 'resume'],
  ...['writeUsed', 'publishUsed', 'addUsedInOrder'],
];

/** Optional members of the interface that a model has. */
export function memberNames({
  queue,
  walk,
  iterator,
  saved,
  ...traits
}: SplitDeviceModel): readonly string[] {
  const has = (operation: string): boolean => operation in queue.operations;
  return [
    ...TRAITS.filter((name) => traits[name]),
    ...(walk === undefined ? [] : ['walk']),
    ...OPTIONAL.filter(has),
    ...(iterator !== undefined && has('iterate') ? ['iterate', 'iterator'] : []),
    ...(saved !== undefined && has('save') ? ['save', 'saved'] : []),
  ];
}

/** Says which guest memory a model is for, before any is made in a run. */
export function restrictRegions({ memoryMap }: SplitDeviceModel, run: ModelRun): void {
  if (memoryMap !== undefined) run.restrictsRegions({ multipleOf: BigInt(memoryMap.multipleOf) });
}

/** A model's parts put together, for one run. */
export function boundDevice(model: SplitDeviceModel, run: ModelRun): SplitDevice {
  const { checksEachAccess, followsIndirect, sumsLengths } = model;
  const { negotiatesIndirect, negotiatesInOrder, checksOrder } = model;
  const { walk, iterator, saved, decidesMuch } = model;
  if (decidesMuch === true) run.asksEarly();
  restrictRegions(model, run);

  const chain = ({ head, walk: start }: PoppedChain): DescriptorChain => {
    if (walk === undefined) return { head };
    if (start === undefined)
      throw new MisuseError(
        'the chain that pop returned has no walk',
        'Return { head, walk }, walk being an instance of the part walk at the first descriptor; or leave the part walk out.',
      );
    // Read at once: what the instance becomes later is of no effect.
    const first = run.made(walk, 'walk', start);
    return { head, walk: () => run.copy(first) };
  };

  const queue = (raw: Handle<SplitDeviceState, QueueOperations>): SplitDeviceQueue => {
    const { pop, needsNotification, iterate, save } = raw;
    const rest: Omit<typeof raw, 'pop' | 'needsNotification' | 'iterate' | 'save'> = raw;
    const whole: SplitDeviceQueue = run.addMembers(rest, {
      pop: (memory: GuestMemory) => {
        const popped = pop(memory);
        return popped.ok && popped.value !== undefined ? ok(chain(popped.value)) : asNone(popped);
      },
      needsNotification: (memory: GuestMemory) => {
        const answer = needsNotification(memory);
        if (answer.ok) run.notifies(answer.value);
        return answer;
      },
      ...(iterate !== undefined &&
        iterator !== undefined && {
          iterate: (memory: GuestMemory) => {
            const made = iterate(memory);
            return made.ok ? ok(iterating(whole, run.made(iterator, 'iterator', made.value), memory)) : made;
          },
        }),
      ...(save !== undefined &&
        saved !== undefined && { save: () => restorable(run.made(saved, 'saved', save())) }),
    });
    return whole;
  };

  const iterating = (
    of: SplitDeviceQueue,
    raw: Handle<IteratorState, IteratorOperations>,
    memory: GuestMemory,
  ): AvailIterator => {
    const [next, previous] = [raw.next.bind(raw), raw.previous.bind(raw)];
    const rest: Omit<typeof raw, 'next' | 'previous'> = raw;
    return run.addMembers(rest, {
      queue: of,
      next: () => {
        const popped = next(of, memory);
        return popped === undefined ? undefined : chain(popped);
      },
      previous: () => previous(of),
    });
  };

  const restorable = (raw: Handle<SavedState, SavedOperations>): SavedQueue => {
    const { restore } = raw;
    const rest: Omit<typeof raw, 'restore'> = raw;
    return run.addMembers(rest, {
      restore: (memory: GuestMemory) => {
        const made = restore(memory);
        return made.ok ? ok(queue(run.made(model.queue, 'queue', made.value))) : made;
      },
    });
  };

  const has = new Set(memberNames(model));
  return {
    ...(checksEachAccess && { checksEachAccess }),
    ...(followsIndirect && { followsIndirect }),
    ...(sumsLengths && { sumsLengths }),
    ...(negotiatesIndirect && { negotiatesIndirect }),
    ...(negotiatesInOrder && { negotiatesInOrder }),
    ...(checksOrder && { checksOrder }),
    queue: (start) => queue(run.any(model.queue, 'queue', start)),
    ...(walk !== undefined && {
      walk: (start: StartIn<WalkState>) => run.any(walk, 'walk', start),
    }),
    make: (maxSize) => {
      const made = run.make('make', [maxSize], () => model.make(run.domain, maxSize));
      return made.ok ? ok(queue(run.made(model.queue, 'queue', made.value))) : made;
    },
    isIn: (part, phase, memory, of) => run.isIn(part, phase, memory, of),
    hasPremise: (part, phase, memory) => run.hasPremise(part, phase, memory),
    isSame: (a, b, except) => run.isSame(a, b, except),
    ...(has.has('setUpHalf') && { setUpHalf: (of, change) => required(of.setUpHalf)(change) }),
    ...(has.has('setUpInOrder') && {
      setUpInOrder: (of, isNegotiated) => required(of.setUpInOrder)(isNegotiated),
    }),
    twin: (of) => queue(run.made(model.queue, 'queue', run.record(of))),
    ...(has.has('reset') && { reset: (of) => required(of.reset)() }),
    ...(has.has('undoPop') && { undoPop: (of) => required(of.undoPop)() }),
    ...(has.has('writeUsed') && {
      writeUsed: (of, memory, offset, head, len) => required(of.writeUsed)(memory, offset, head, len),
    }),
    ...(has.has('publishUsed') && {
      publishUsed: (of, memory, count) => required(of.publishUsed)(memory, count),
    }),
    ...(has.has('addUsedInOrder') && {
      addUsedInOrder: (of, memory, count, head, len) => required(of.addUsedInOrder)(memory, count, head, len),
    }),
    ...(has.has('resume') && {
      resume: (of, memory, nextAvail) => required(of.resume)(memory, nextAvail),
    }),
    ...(has.has('disableNotification') && {
      disableNotification: (of, memory) => required(of.disableNotification)(memory),
    }),
    ...(has.has('iterate') && {
      iterate: (of, memory) => required(of.iterate)(memory),
    }),
    ...(iterator !== undefined &&
      has.has('iterator') && {
        iterator: (of, memory) =>
          iterating(of, run.any(iterator, 'iterator', { phase: 'inside', memory, of }), memory),
      }),
    ...(saved !== undefined &&
      has.has('saved') && {
        save: (of) => required(of.save)(),
        saved: (start) => restorable(run.any(saved, 'saved', { ...start, phase: null })),
      }),
  };
}

/** An operation that the model was seen to have. */
function required<T>(operation: T | undefined): T {
  if (operation === undefined) throw new TypeError('the model has no such operation');
  return operation;
}

function asNone(popped: Result<PoppedChain | undefined, QueueError>): Result<undefined, QueueError> {
  return popped.ok ? ok(undefined) : popped;
}
