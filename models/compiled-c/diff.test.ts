import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { firecracker } from '../firecracker/index.ts';
import { rustVmm } from '../rust-vmm/index.ts';
import { spec } from '../spec/index.ts';
import { COMPILED_C, differences } from './diff.fixture.ts';

const bug = (name: string): string => fileURLToPath(new URL(`bugs/${name}.wasm`, import.meta.url));

test.each([spec, rustVmm, firecracker])('should be equal to itself: $name', async (model) => {
  expect(await differences(model, model)).toEqual({});
});

test('should be equal to itself, compiled', async () => {
  expect(await differences(COMPILED_C, COMPILED_C, ['needs-notification', 'save', 'set-up-size'])).toEqual(
    {},
  );
});

test('should differ where a mistake was planted', async () => {
  const found = await differences(COMPILED_C, bug('ready-unchecked'), [
    'set-up-size',
    'set-up-ready',
    'make',
  ]);

  expect(found).toEqual({ 'set-up-size': 'result, state' });
});
