import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { format, resolveConfig } from 'prettier';
import { fileURLToPath } from 'node:url';
import { firecracker } from '../../models/firecracker/index.ts';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { spec } from '../../models/spec/index.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { GUEST_TESTS } from '../../proofs/split/scenarios/guest-tests.ts';
import { scenariosPage } from './page.ts';
import { tried } from './tried.ts';

const FOLDER = fileURLToPath(new URL('../../proofs/split/scenarios/', import.meta.url));
const proofs = await splitDeviceProofs();
const all = GUEST_TESTS.map((each) => tried(each, [firecracker, rustVmm, spec], proofs));

test('should be committed as the scenarios come out now', async () => {
  const config = await resolveConfig(`${FOLDER}README.md`);
  const page = await format(scenariosPage(all), { ...config, parser: 'markdown' });

  expect(readFileSync(`${FOLDER}README.md`, 'utf8')).toBe(page);
});

test('should have each scenario once, and no other', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const named = GUEST_TESTS.flatMap(({ scenario }) => (scenario === null ? [] : [`${scenario}.json`]));

  expect(named.toSorted()).toEqual(files.toSorted());
  expect(files.length).toBeGreaterThanOrEqual(40);
});

test('should leave one test in five at most to later', () => {
  const waiting = GUEST_TESTS.filter(({ answer }) => answer.kind === 'waits');

  expect(waiting.length * 5).toBeLessThanOrEqual(GUEST_TESTS.length);
});

describe.each(all.filter(({ trials }) => trials.length > 0))(
  '$test.scenario',
  ({ test: { answer }, trials }) => {
    test('should break nothing but findings on any model', () => {
      for (const { model, cannotStart, broken, failures } of trials) {
        expect(cannotStart, model.name).toBeNull();
        expect(
          broken.filter(({ isExpected }) => !isExpected),
          model.name,
        ).toEqual([]);
        expect(failures, model.name).toEqual([]);
      }
    });

    test.each(answer.by.map((id) => ({ id })))('should be a state that $id is about', ({ id }) => {
      const checked = trials.filter(({ properties }) => properties.ids.includes(id));

      expect(checked.map(({ model }) => model.name)).not.toEqual([]);
    });
  },
);
