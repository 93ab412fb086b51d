import type { ProofContext } from 'ringproof';
import { OPERATIONS, type DriverCall, type SplitDriver } from 'ringproof/virtio/split-driver';

/** Any operation of a driver in use: one path for each that the model has. */
export function anyOperation(p: ProofContext, device: SplitDriver): DriverCall {
  const members = new Set(Object.keys(device));
  const [first, ...others] = OPERATIONS.filter(({ needs }) => needs.every((name) => members.has(name)));
  if (first === undefined) throw new TypeError('the model has no operation');
  return others.find(({ id }) => p.domain.decide(p.any.bool(`step.is_${id.replaceAll('-', '_')}`))) ?? first;
}
