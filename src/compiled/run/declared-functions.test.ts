import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { concreteDomain } from '../../domain/concrete.ts';
import { visits } from '../../domain/visits.ts';
import { decodeModule, Machine } from '../index.ts';

const QUEUE = new URL('../../../models/compiled-c/queue.wasm', import.meta.url);

beforeAll(() => visits.start());

test('should say which functions compiled code has, with their lines, and which of them are entered', () => {
  const module = decodeModule(readFileSync(QUEUE), 'queue.wasm', '/folder');
  const machine = new Machine(module, concreteDomain);
  visits.take();

  machine.exchange('state', [concreteDomain.u32(0)]);

  const entered = visits.take();
  const declared = visits.declared.filter(({ module: path }) => path === '/folder/queue.wasm');
  const named = (id: string): string | undefined => declared.find((place) => place.id === id)?.name;
  expect(entered.map(named)).toEqual(['ringproof_state']);
  expect(declared.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ringproof_create', 'ringproof_pop', 'ringproof_step']),
  );
  expect(declared.find(({ name }) => name.endsWith('pop'))?.source).toMatchObject({
    file: expect.stringMatching(/\.c$/) as string,
    folder: '/folder',
  });
});
