import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allProofs } from '../../proofs/all.fixture.ts';
import { HARNESSES } from '../../proofs/harnesses.ts';
import { parityPage } from './page.ts';
import { parityRows } from './rows.ts';

/** The ids in the rows of the page's first table: harness first, then the proofs that cite it. */
function namesIn(page: string): readonly (readonly string[])[] {
  return page
    .split('\n')
    .filter((line) => /^\| (rust-vmm|firecracker) `/.test(line))
    .map((line) => {
      const [, harness = '', , , , proofs = ''] = line.split('|').map((cell) => cell.trim());
      return [harness, ...proofs.split(', ')];
    });
}

const rows = parityRows(HARNESSES, await allProofs());
const machine = { processor: 'a', threads: 1, memory: 1, system: 'b', node: 'c', load: 0 };

test('should be committed with the harnesses and proofs that there are', () => {
  const committed = readFileSync(new URL('../../proofs/PARITY.md', import.meta.url), 'utf8');

  expect(namesIn(committed)).toEqual(namesIn(parityPage(rows, [], machine)));
  expect(namesIn(committed)).toHaveLength(HARNESSES.length);
});

test('should show a finding as such, and what is not as expected in bold', () => {
  const [proof] = rows.flatMap(({ proofs }) => proofs);
  if (proof === undefined) throw new Error('no proof cites a harness');
  const finding = { breaks: ['a'], reason: 'r', affects: 'host', reference: 'f' } as const;
  const model = {
    name: 'm',
    source: 's',
    kind: 'k',
    capabilities: [],
    ownProofs: [],
    family: null,
    findings: { [proof.id]: finding },
  };
  const page = parityPage(
    [],
    [
      { proof, model, verdict: 'refuted', isExpected: true, time: 12.4 },
      { proof, model: null, verdict: 'vacuous', isExpected: false, time: 1234 },
    ],
    machine,
  );

  expect(page).toContain(`| \`${proof.id}\` | m | finding | 12 ms |`);
  expect(page).toContain(`| \`${proof.id}\` | – | **vacuous** | 1.2 s |`);
});
