import { expect, test } from 'vitest';
import { splitDevice } from '../virtio/split/index.ts';
import { derivingModel } from '../virtio/split/recordings/placed.fixture.ts';

function withAffects(affects: unknown): void {
  const finding: object = { breaks: ['a'], reason: 'r', reference: 'f', affects };
  // As a model whose types were stripped has it.
  const findings = { 'split/pop': finding } as never;
  splitDevice.implement({ name: 'a', source: 's', findings }, derivingModel());
}

test('should refuse a model with a finding that affects what is not known', () => {
  expect(() => withAffects('the host')).toThrow(
    `the finding for 'split/pop' has affects "the host"; it must be one of 'host', 'conforming peer', 'misbehaving peer', 'calling code'`,
  );
  expect(() => withAffects(3)).toThrow("has affects 3; it must be one of 'host'");
  for (const known of ['host', 'conforming peer', 'misbehaving peer', 'calling code', undefined])
    expect(() => withAffects(known)).not.toThrow();
});
