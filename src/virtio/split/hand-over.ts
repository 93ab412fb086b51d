import type { U16 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { SplitDevice, SplitDeviceQueue, SplitDeviceState } from './interface.ts';
import type { OnQueue } from './lifecycle.ts';

/** A queue, and one that goes on in its place over the same memory. */
export interface HandOver {
  readonly source: SplitDeviceQueue;
  readonly target: SplitDeviceQueue;
  readonly memory: ObservedMemory;
}

/** A device on which a queue can be saved and restored. */
export type SavingDevice = SplitDevice & Required<Pick<SplitDevice, 'save'>>;

/** A device on which a queue can be resumed. */
export type ResumingDevice = SplitDevice & Required<Pick<SplitDevice, 'resume'>>;

/** The queue that a saved one is restored as; `undefined` where that is refused. */
export function restored(device: SavingDevice, { queue, memory }: OnQueue): HandOver | undefined {
  const made = device.save(queue).restore(memory);
  return made.ok ? { source: queue, target: made.value, memory } : undefined;
}

/**
 * Any queue of the same rings, as another device has it that knows nothing of this one, resumed at an entry of the available ring;
 * `undefined` where that is refused.
 */
export function resumed(
  p: ProofContext,
  device: ResumingDevice,
  { queue, memory }: OnQueue,
  nextAvail: U16,
): HandOver | undefined {
  const { size, descTable, availRing, usedRing, eventIdx } = queue.state;
  const given = { size, descTable, availRing, usedRing, eventIdx, ready: p.domain.bool(true) };
  const target = device.queue({ phase: 'active', memory, given });
  return device.resume(target, memory, nextAvail).ok ? { source: queue, target, memory } : undefined;
}

/** Asserts that the target remembers what the source does, `except` some fields: no operation can tell them apart, then. */
export function assertAlike(
  p: ProofContext,
  device: SplitDevice,
  { source, target }: HandOver,
  name: string,
  except: readonly (keyof SplitDeviceState)[] = [],
): void {
  p.assert(name, device.isSame(source, target, except));
}
