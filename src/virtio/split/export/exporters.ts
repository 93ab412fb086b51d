import type { Exporter } from '../../../proof/family.ts';
import { cFixture } from './c-fixture.ts';
import { recordedCase } from './recorded-case.ts';
import { rustTest } from './rust-test.ts';

/** Counterexamples of split queues as a recorded case for `conform`, a test for the virtio-queue crate, and data in C. */
export const EXPORTERS: Readonly<Record<'json' | 'rust' | 'c', Exporter>> = {
  json: ({ counterexample, adapter }) =>
    `${JSON.stringify(recordedCase(counterexample, adapter()).recorded)}\n`,
  rust: ({ about, counterexample, adapter }) => rustTest(about, recordedCase(counterexample, adapter())),
  c: ({ about, counterexample, adapter }) => cFixture(about, recordedCase(counterexample, adapter())),
};
