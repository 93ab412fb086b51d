import type { Bool, ProofContext } from 'ringproof';
import { anyStep, type HandlerDevice, type Step } from 'ringproof/virtio/handler';

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
