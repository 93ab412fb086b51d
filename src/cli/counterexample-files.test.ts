import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../runner/project.fixture.ts';
import { ORDER, REFUTED, result } from '../report/result.fixture.ts';
import { readSaved } from '../replay/saved-file.ts';
import { CounterexampleFiles } from './counterexample-files.ts';

function setUp(): {
  readonly cwd: string;
  readonly files: CounterexampleFiles;
  readonly names: () => string[];
} {
  const { cwd } = makeProject({});
  const names = (): string[] => readdirSync(join(cwd, 'out/counterexamples')).sort();
  return { cwd, files: new CounterexampleFiles('out', cwd), names };
}

test('should give every proof a file of its own, whichever comes first', () => {
  const asked = [
    { id: 'a/b', model: 'm' },
    { id: 'a-b', model: 'm' },
    { id: 'A/B', model: 'm' },
    { id: 'a/b', model: null },
    { id: '../../<x>', model: 'n/o' },
    { id: 'x'.repeat(300), model: null },
  ];
  const { files, names } = setUp();
  files.start(asked);

  const kept = asked.toReversed().map((each) => files.keep({ ...REFUTED, ...each }));

  expect(kept.toReversed().map(({ counterexampleFile }) => counterexampleFile)).toEqual(
    [
      ...['a-b.m.json', 'a-b.m.2.json', 'A-B.m.3.json', 'a-b.json'],
      ...['..-..--x-.n-o.json', `${'x'.repeat(100)}.json`],
    ].map((name) => `out/counterexamples/${name}`),
  );
  expect(names()).toHaveLength(asked.length);
});

test('should write what a replay needs, and nothing beside it', () => {
  const { cwd, files, names } = setUp();

  const { counterexampleFile = '' } = files.keep(REFUTED);

  expect(JSON.parse(readFileSync(join(cwd, counterexampleFile), 'utf8'))).toMatchObject({
    ...{ tool: 'ringproof', kind: 'counterexample', proof: 'split/add-used', model: 'rust-vmm' },
    ...{ assertion: 'index read back', inputs: { size: '16' } },
  });
  expect(names()).toEqual(['split-add-used.rust-vmm.json']);
});

test('should write what a counterexample compares', () => {
  const { cwd } = makeProject({});
  const side = { from: 'a', path: 'models/a/index.ts', name: 'a', isCompiled: false };
  const compared = { a: side, b: { ...side, from: 'b' }, like: null, errors: 'any', isInUse: true } as const;

  const { counterexampleFile = '' } = new CounterexampleFiles('out', cwd, compared).keep(REFUTED);

  expect(readSaved(readFileSync(join(cwd, counterexampleFile), 'utf8'), '')).toMatchObject([{ compared }]);
});

test('should take away what is proved now, and leave what is undecided', () => {
  const { files, names } = setUp();
  files.keep(REFUTED);
  files.keep({ ...REFUTED, id: 'split/other' });

  files.keep(result({}));
  files.keep(result({ id: 'split/other', verdict: 'timeout' }));

  expect(names()).toEqual(['split-other.rust-vmm.json']);
});

test('should write no file of what its replay did not confirm', () => {
  const { files, names } = setUp();
  files.keep(REFUTED);

  expect(files.keep({ ...REFUTED, id: 'split/error', verdict: 'error' })).not.toHaveProperty(
    'counterexampleFile',
  );
  expect(names()).toEqual(['split-add-used.rust-vmm.json']);
});

test('should write a bad order of accesses as a litmus test, and take it away once it is proved', () => {
  const { cwd, files } = setUp();
  const counterexample = REFUTED.counterexample && { ...REFUTED.counterexample, orders: [ORDER] };
  const path = join(cwd, 'out/litmus/split-add-used.rust-vmm.tso.litmus');

  files.keep({ ...REFUTED, counterexample });
  expect(readFileSync(path, 'utf8')).toBe(ORDER.litmus);

  files.keep({ ...REFUTED, verdict: 'proved', counterexample: null });
  expect(existsSync(path)).toBe(false);
});
