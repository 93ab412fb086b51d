import { BROKEN_AVAILABLE } from '../../proofs/broken-available.fixture.ts';
import { BROKEN_CONTROL } from '../../proofs/broken-control.fixture.ts';
import { brokenModel, deviceWith } from '../../proofs/broken-device.fixture.ts';
import { BROKEN_ELEMENT } from '../../proofs/broken-element.fixture.ts';
import { BROKEN_NOTIFICATION } from '../../proofs/broken-notification.fixture.ts';
import { BROKEN_STEPS } from '../../proofs/broken-steps.fixture.ts';
import { BROKEN_WALKS } from '../../proofs/chain/broken-walks.fixture.ts';
import { linewiseWalkModel } from '../../proofs/chain/linewise-walk.fixture.ts';
import { linewiseModel } from '../../proofs/linewise.fixture.ts';
import { ok } from 'ringproof';
import { Queue } from '../../models/rust-vmm/queue.ts';
import type { Model } from '../../src/proof/model.ts';

/** A model with one line wrong, and the proofs that are known to refute it. */
export interface BrokenModel {
  readonly what: string;
  readonly refutedBy: readonly string[];
  readonly model: () => Model;
}

/** Activation that looks at nothing. */
const TRUSTING: BrokenModel = {
  what: 'activate checks nothing',
  refutedBy: ['split/activation'],
  model: () =>
    deviceWith('broken', (domain, fields) => new Queue(domain, fields), { queue: { activate: () => ok() } }),
};

export const BROKEN_MODELS: readonly BrokenModel[] = [
  ...[...BROKEN_ELEMENT, ...BROKEN_STEPS, ...BROKEN_NOTIFICATION].map((broken) => ({
    ...{ what: broken.what, refutedBy: Object.keys(broken.refutes) },
    model: () => linewiseModel(broken.lines),
  })),
  ...[...BROKEN_AVAILABLE, ...BROKEN_CONTROL].map((broken) => ({
    ...{ what: broken.what, refutedBy: Object.keys(broken.refutes) },
    model: () => brokenModel(broken),
  })),
  TRUSTING,
  ...BROKEN_WALKS.map(({ what, lines, refutes }) => ({
    ...{ what, refutedBy: Object.keys(refutes) },
    model: () => linewiseWalkModel(lines),
  })),
];
