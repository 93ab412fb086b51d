import type { Bool, ProofContext, U16, U32 } from 'ringproof';
import { anyStep, type HandlerDevice, type HandlerState, type Step } from 'ringproof/virtio/handler';

/** The covers of `coverSteps`. */
export const STEPS = ['another iteration follows', 'the run ends'] as const;

/** A step that leaves the device in use: nothing has made the driver reset it, and the process runs. */
export function stepInUse(
  p: ProofContext<(typeof STEPS)[number]>,
  device: HandlerDevice,
  rules: Parameters<typeof anyStep>[2] = {},
): Step {
  const step = anyStep(p, device, rules);
  p.cover('another iteration follows', step.goesOn && step.kind !== 'begin');
  p.cover('the run ends', !step.goesOn && !step.failed);
  return step;
}

/** Whether the driver knows that nothing more comes, since it was asked for a reset or its machine is gone. */
export function isGivenUp({ world: { ledger } }: Step): Bool {
  return ledger.reported.or(ledger.stopped);
}

/** Whether a run that comes without a notification decides on elements that were added, as a device does that collects them for a while. */
export function decidesLater({ after: { isActive, signals, resumes } }: Step): Bool {
  return isActive.and(signals, resumes);
}

/** Whether a run is over after a step. */
export function isOver({ goesOn }: Step): boolean {
  return !goesOn;
}

/**
 * The chains that a run takes, of a handler that has as many rounds for them as the queue has entries: whether it has one for each that
 * it has not taken yet, and whether it has taken that many. `null` where nothing of this is known.
 */
export function takesOf(
  p: ProofContext,
  { roundsForQueue }: HandlerDevice,
  { kind, before, after, world }: Step,
): { readonly hasRounds: Bool; readonly tookAll: Bool } | null {
  if (roundsForQueue !== true || (kind !== 'begin' && kind !== 'round')) return null;
  const size = wide(world.queue.size);
  const hasRounds = ({ left }: HandlerState, took: U32): Bool =>
    left === undefined ? p.domain.bool(false) : wide(left).add(took).ge(size);
  const was = kind === 'begin' ? p.domain.u32(0) : wide(p.any.u16('ghost.took'));
  if (kind === 'round') p.assume(hasRounds(before, was));
  const took = world.ledger.taken === undefined ? was : was.add(1);
  return { hasRounds: hasRounds(after, took), tookAll: took.ge(size) };
}

/** Whether the chain that was taken has more readable bytes than the device takes, of one that collects what chains name. */
export function longTaken(p: ProofContext, { world: { batch, ledger } }: Step): Bool {
  const { taken } = ledger;
  return batch === undefined || taken === undefined
    ? p.domain.bool(false)
    : taken.readable.gt(batch.rules.longest);
}

/** Whether any of these holds; what a handler does not say does not. */
export function or(p: ProofContext, ...conditions: readonly (Bool | undefined)[]): Bool {
  return p.domain.bool(false).or(...conditions.filter((one) => one !== undefined));
}

/** As a number that sums do not wrap. */
function wide(word: U16): U32 {
  return word.zeroExtend(32);
}

/** Whether the device has asked for a notification of the next chain, or has something in flight, after which it looks at the queue. */
export function isAskedFor({
  armed,
  pending,
  shelved,
}: Pick<Step['recordBefore'], 'armed' | 'pending' | 'shelved'>): Bool {
  return armed.or(pending.ne(0), shelved.ne(0));
}
