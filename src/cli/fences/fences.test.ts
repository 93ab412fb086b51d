import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checked } from '../../shape/check.ts';
import { complaintsOf } from '../../shape/json-schema.fixture.ts';
import { workspace } from '../real-engine.fixture.ts';
import { FENCES_DOCUMENT } from './fences-shape.ts';

/** One side writes a word and announces it; the other one finds the announcement, and reads the word. */
const PROOF = `import { proof } from 'ringproof';
import { assertNamed, POSSIBLE } from 'ringproof/virtio/protocol';
export const handed = proof({
  id: 'order/handed', title: 'it is there', requirements: ['a.must'], doesNotProve: 'more',
  covers: [...POSSIBLE],
  body: (p) => {
    const memory = p.memory();
    const [x, y, one] = [p.domain.u64(0x1000), p.domain.u64(0x2000), p.domain.u16(1)];
    const steps = (prefix, cells, work) => {
      const before = p.events.all.length;
      const values = work();
      const happened = p.events.all.slice(before).filter(({ kind, failure }) => kind === 'fence' || ((kind === 'load' || kind === 'store') && failure === null));
      return { values, steps: happened.map((event, i) => ({
        kind: event.kind, id: prefix + (i + 1), ordering: event.ordering, event,
        ...(event.kind === 'fence' ? {} : { place: { address: event.address, cell: cells[i] }, value: event.value }),
      })) };
    };
    const load = (name, at, ordering) => {
      memory.havoc(name, [{ start: at, length: p.domain.u64(2) }]);
      const found = memory.load(at, 16, ordering);
      return found.ok ? [found.value] : [];
    };
    const front = steps('d', ['x', '', 'y'], () => {
      memory.store(x, one, 'relaxed');
      memory.fence('seq-cst');
      memory.store(y, one, 'relaxed');
      return [];
    });
    const back = steps('v', ['y', 'x'], () => [...load('first', y, 'acquire'), ...load('second', x, 'relaxed')]);
    if (back.values.length < 2 || front.steps.length < 3) return;
    const history = back.values.map((value, i) => ({ load: 'v' + (i + 1), name: 'before', when: 'before', condition: value.eq(0) }));
    const [seen, found] = back.values;
    assertNamed(p, {
      threads: [{ name: 'driver', steps: front.steps }, { name: 'device', steps: back.steps }],
      history, words: [], bad: seen.eq(1).and(found.eq(0)),
    }, { requirement: 'a.must', kind: 'promise' }, p.domain.bool(true));
  },
});`;

const FILES = {
  'proofs/handed.proof.ts': PROOF,
  'proofs/requirements.ts': `export const REQUIREMENTS = {
    'a.must': { section: '2.7.8', level: 'MUST', role: 'driver', ring: 'split', text: 'It is there.' },
  };`,
};

test('should say what suffices in each place, and what breaks with less', async () => {
  const { ringproof, cwd } = workspace(FILES);

  const { code, out, err } = await ringproof([
    'fences',
    '--reporter',
    'pretty,json,markdown',
    '--output',
    'out',
  ]);

  expect(err).toBe('');
  expect(out).toMatchInlineSnapshot(`
    "proofs/handed.proof.ts:25  fence, seq-cst  device
      stronger than needed: release is enough in all episodes
        weakest that suffices: sc nothing, tso nothing, armv8 release, rvwmo release, rc11 release
        keeps VIRTIO 2.7.8: a.must
        with acquire in its place, under ARMv8, order/handed breaks:
          driver: d1 x := 1, relaxed; d2 fence, acquire; d3 y := 1, relaxed
          device: v1 y = 1, acquire; v2 x = 0, relaxed
          d3 is read by v1; v2 reads an older value than d1
        breaks, too: acquire under RISC-V; acquire under C11
        episodes: order/handed

    proofs/handed.proof.ts:29  load, acquire  device
      needed
        weakest that suffices: sc relaxed, tso relaxed, armv8 acquire, rvwmo acquire, rc11 acquire
        keeps VIRTIO 2.7.8: a.must
        with relaxed in its place, under ARMv8, order/handed breaks:
          driver: d1 x := 1, relaxed; d2 fence, seq-cst; d3 y := 1, relaxed
          device: v1 y = 1, relaxed; v2 x = 0, relaxed
          d3 is read by v1; v2 reads an older value than d1
        breaks, too: relaxed under RISC-V; relaxed under C11
        episodes: order/handed

    asked under sequential consistency, x86-TSO, ARMv8, RISC-V, C11: order/handed
    needed: each ordering a step weaker breaks an episode. stronger than needed: a weaker one is proved in every episode asked, with the rest of the code as it is, so of two such places both may not be spared. open: neither is known. Nothing is said of code and sentences that no episode is about.
    1 needed, 1 stronger than needed, 0 open, 0 not executed
    "
  `);
  expect(code).toBe(0);
  const json: unknown = JSON.parse(readFileSync(join(cwd, 'out/fences.json'), 'utf8'));
  expect(complaintsOf('src/cli/fences/fences.schema.json', json)).toEqual([]);
  const { fences } = checked(FENCES_DOCUMENT, json);
  expect(fences.map(({ ordering, verdict, suffices }) => [ordering, verdict, ...suffices])).toEqual([
    ['seq-cst', 'stronger', 'release'],
    ['acquire', 'needed'],
  ]);
  expect(readFileSync(join(cwd, 'out/fences.md'), 'utf8')).toContain('| stronger than needed: release |');
  // What is known is said again, and nothing is asked.
  const again = await ringproof(['fences']);
  expect(again.out).toBe(out);
});

test('should say what is wrong with what is asked', async () => {
  const { ringproof } = workspace(FILES);
  const asked = async (...args: readonly string[]): Promise<string> => {
    const { code, err } = await ringproof(['fences', ...args]);
    return `${code} ${err}`;
  };

  expect(await asked('order/hended')).toContain("5 error: no proof matches 'order/hended'");
  expect(await asked('--model', 'mine')).toContain("5 error: unknown model 'mine'");
  expect(await asked('--reporter', 'json,markdown')).toContain(
    '5 error: --reporter json,markdown: standard output',
  );
  expect(await asked('--reporter', 'yaml')).toContain('Choose one of pretty, json, markdown');
});
