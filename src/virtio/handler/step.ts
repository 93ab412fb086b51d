import type { Bool, U16 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Handler, HandlerDevice, HandlerState } from './kind.ts';
import type { WorldRules } from './rules.ts';
import { World } from './world.ts';

/** Which operation a step is. */
export type StepKind = 'begin' | 'round' | 'end' | 'complete' | 'endCompletions';

/** One operation of a handler, from any state of a run in which nothing is wrong yet. */
export interface Step {
  readonly kind: StepKind;
  readonly world: World;
  readonly before: HandlerState;
  readonly after: HandlerState;
  /** Whether no chain could wait for a notification that never comes, before: then neither may one after it. */
  readonly wasAwake: Bool;
  /** Of the record before it: requests of the back end, chains on the shelf, and whether a notification was asked for. */
  readonly recordBefore: {
    readonly pending: U16;
    readonly shelved: U16;
    readonly armed: Bool;
    /** Whether elements were added that no notification was decided on. */
    readonly undecided: Bool;
  };
  /** Whether the run goes on after it. */
  readonly goesOn: boolean;
  /** Whether the run ended here by a failure. */
  readonly failed: boolean;
}

/**
 * Any step of a handler in use: by induction, what every step keeps holds of runs of any length. It starts in any such state, with any record of
 * which `isAccounted` holds.
 */
export function anyStep(
  p: ProofContext,
  device: HandlerDevice,
  rules: Pick<WorldRules, 'isWellFormed' | 'repeatsHeads'> = {},
): Step {
  const kind = anyKind(p, device);
  const world = new World(p, { ...device.rules, ...rules });
  const handler = device.handler({
    ...{ phase: phaseOf(kind), memory: p.memory() },
    given: { isActive: true },
  });
  const before = handler.state;
  const { ledger } = world;
  if (kind === 'begin') {
    // The run before has left nothing to do, and the driver has notified.
    p.assume(ledger.unpublished.or(ledger.owed).not());
    ledger.quiet = p.domain.bool(false);
  }
  p.assume(isAccounted(p, before, world));
  const looks = device.looksAfterCompletion && (kind === 'endCompletions' || ledger.pending.ne(0));
  const { pending, shelved, armed } = ledger;
  const recordBefore = { pending, shelved, armed, undecided: ledger.owed.or(ledger.unpublished) };
  const wasAwake = isAwake(before, world).or(looks);
  const goesOn = runStep(kind, handler, world);
  const after = handler.state;
  const ends = { goesOn: goesOn === true, failed: goesOn === undefined };
  return { ...{ kind, world, before, after, wasAwake, recordBefore }, ...ends };
}

/** Whether the driver notifies the device of the next chain, or the device looks at the queue anyway. */
export function isAwake({ resumes }: HandlerState, { ledger: { quiet } }: World): Bool {
  return quiet.or(resumes);
}

/** What each step has to keep: nothing is lost between two steps. */
export function isAccounted(p: ProofContext, state: HandlerState, world: World): Bool {
  const { ledger } = world;
  return headIsAccounted(p, state, ledger).and(
    heldIsOut(p, state, ledger),
    ledger.unpublished.implies(state.publishes),
    ledger.owed.or(ledger.unpublished).implies(state.signals),
    isShelfDeclared(state, ledger),
    framesAreAccounted(p, state, world),
    batchIsAccounted(p, state, world),
  );
}

/** Whether a frame that was received is what the handler says, and what the shelf has room for, too. */
export function framesAreAccounted(p: ProofContext, state: HandlerState, { frames, ledger }: World): Bool {
  const { received, placed } = state;
  if (frames === undefined || received === undefined || placed === undefined) return p.domain.bool(true);
  const { waiting, room } = frames;
  return waiting.eq(received).and(room.eq(placed), ledger.shelved.eq(0).implies(room.eq(0)));
}

/** Whether the handler knows what was collected. */
export function batchIsAccounted(p: ProofContext, { collected }: HandlerState, { batch }: World): Bool {
  return batch === undefined || collected === undefined ? p.domain.bool(true) : batch.collected.eq(collected);
}

/** Whether chains are on the shelf only where the model says so. */
export function isShelfDeclared({ isShelving }: HandlerState, { shelved }: World['ledger']): Bool {
  const isEmpty = shelved.eq(0);
  return isShelving === undefined ? isEmpty.or(true) : isEmpty.or(isShelving);
}

/** Whether the watched head, if outstanding, is somewhere: with the back end, on the shelf, or in the handler's own field. */
export function headIsAccounted(p: ProofContext, state: HandlerState, ledger: World['ledger']): Bool {
  const { outstanding, inBackend, onShelf } = ledger;
  return outstanding.implies(inBackend.or(onShelf, isHeld(p, state, ledger)));
}

/** Whether the watched head, if it is in the handler's own field, is outstanding and in no other place. */
export function heldIsOut(p: ProofContext, state: HandlerState, ledger: World['ledger']): Bool {
  const { outstanding, inBackend, onShelf } = ledger;
  return isHeld(p, state, ledger).implies(outstanding.and(inBackend.or(onShelf).not()));
}

function isHeld(p: ProofContext, { isHolding, held }: HandlerState, { watched }: World['ledger']): Bool {
  return held === undefined ? p.domain.bool(false) : held.eq(watched).and(isHolding ?? true);
}

function anyKind(p: ProofContext, device: HandlerDevice): StepKind {
  const is = (name: string): boolean => p.domain.decide(p.any.bool(`step.${name}`));
  if (device.completes === true && is('of_completions')) return is('is_end') ? 'endCompletions' : 'complete';
  if (is('is_begin')) return 'begin';
  return is('is_last') ? 'end' : 'round';
}

function phaseOf(kind: StepKind): string {
  if (kind === 'begin') return 'idle';
  return kind === 'complete' || kind === 'endCompletions' ? 'completing' : 'running';
}

/** Whether another iteration follows; `undefined` where it fails. */
function runStep(kind: StepKind, handler: Handler, world: World): boolean | undefined {
  if (kind === 'end' || kind === 'endCompletions') {
    const ended = kind === 'end' ? handler.end(world) : handler.endCompletions?.(world);
    return ended?.ok === true ? false : undefined;
  }
  const done = kind === 'complete' ? handler.complete?.(world) : handler[kind](world);
  return done?.ok === true ? done.value : undefined;
}
