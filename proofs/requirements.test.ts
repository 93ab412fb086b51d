import { existsSync, readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { REQUIREMENTS } from './requirements.ts';
import * as reasons from './requirements/reasons.ts';

const entries = Object.entries(REQUIREMENTS);

/** A list of the specification's sentences that a workspace may have beside the project. */
const SHARED = new URL('../../shared/spec/requirements.json', import.meta.url);

interface Listed {
  readonly id: string;
  readonly section: string;
  readonly level: string;
  readonly role: string;
  readonly ring: string;
  readonly text: string;
}

function listed(): readonly Listed[] {
  if (existsSync(SHARED)) return JSON.parse(readFileSync(SHARED, 'utf8')) as readonly Listed[];
  console.log('1 list of sentences is not there: not compared');
  return [];
}

it('should have every sentence of a list beside the project, of the same section, level, role and ring', () => {
  const known = entries.map(([id, { section, level, role, ring }]) => ({ id, section, level, role, ring }));

  for (const { id, section, level, role, ring } of listed())
    expect(known).toContainEqual({ id, section, level, role, ring });
});

it('should say it in other words', () => {
  const theirs = new Map(listed().map(({ id, text }) => [id, text]));
  const runs = (text: string): readonly string[] => {
    const words = text.toLowerCase().match(/[\w-]+/g) ?? [];
    return words.slice(7).map((_, i) => words.slice(i, i + 8).join(' '));
  };

  // Eight words in a row are copied.
  const copied = entries.filter(([id, { text }]) => {
    const taken = new Set(runs(theirs.get(id) ?? ''));
    return runs(text).some((run) => taken.has(run));
  });
  expect(copied.map(([id]) => id)).toEqual([]);
});

it('should have the sentences on suspending, administration queues and stopped devices', () => {
  const sections = entries.map(([, { section }]) => section);
  const inSection = (wanted: string): number => sections.filter((one) => one.startsWith(wanted)).length;

  expect([inSection('3.4.1'), inSection('3.4.2')]).toEqual([6, 8]);
  expect(inSection('2.13')).toBeGreaterThan(15);
  expect(Object.keys(REQUIREMENTS)).toEqual(
    expect.arrayContaining([
      'device-parts.device.must-not-access-queue-memory-while-stopped',
      'device-parts.device.must-write-back-observed-before-stop',
      'device-parts.device.must-not-notify-while-stopped',
    ]),
  );
});

test.each(entries)('should give %s a text, and an id that says role and level', (id, entry) => {
  expect(entry.text).toMatch(/^\S.*\.$/s);
  expect(id).toContain(`.${entry.role}.${entry.level.toLowerCase().split(' ').join('-')}`);
});

it('should be proofs or a reason that answer each entry of a device', () => {
  const without = entries.filter(
    ([, { role, proofs, unanswered }]) =>
      role === 'device' && proofs === undefined && unanswered === undefined,
  );

  expect(without.map(([id]) => id)).toEqual([]);
});

it('should name proofs for a MAY if it names what copes', () => {
  for (const [, { level, proofs, copes }] of entries)
    if (copes !== undefined) expect([level, proofs?.length]).toEqual(['MAY', expect.any(Number)]);
});

it('should leave few sentences on rings out of reach', () => {
  const onRings = entries.filter(([, { ring }]) => ring === 'split' || ring === 'both');
  const isOut = (unanswered: unknown): boolean => JSON.stringify(unanswered ?? {}).includes('out-of-reach');
  const out = onRings.filter(([, { unanswered }]) => isOut(unanswered));

  expect(out.length / onRings.length).toBeLessThanOrEqual(0.15);
});

test.each(Object.entries(reasons))(
  'should have in %s the end of a sentence, which names what is missing',
  (_, one) => {
    expect(one.reason).toMatch(/^(has|needs|is|no|a (queue|handler)’s model) /);
    expect(one.reason).not.toMatch(/[.!?]$/);
  },
);

it('should leave packed rings open', () => {
  const packed = entries.filter(([, { ring }]) => ring === 'packed');

  expect(packed).toHaveLength(30);
  for (const [, { unanswered }] of packed) expect(unanswered).toEqual(reasons.NO_PACKED_PROOFS);
});
