import { expect, test } from 'vitest';
import { workspace } from './real-engine.fixture.ts';

/** What a user can do wrong in a body; `keep` and `kept` are what the file keeps from run to run. */
const BODIES: Readonly<Record<string, string>> = {
  throws: 'helper();',
  widths: "p.assert('x', p.any.u16('a').add(p.any.u32('b')).eq(0));",
  'no-bool': "p.assert('x', p.any.u16('a'));",
  undefined: "p.assert('x', p.any.u16('a').flag);",
  operator: "if (p.any.u16('a') < 3) p.assert('x', true);",
  'other-run': "keep ??= p.any.u16('a'); if (p.domain.decide(p.any.bool('b'))) p.assert('x', keep.eq(1));",
  outside:
    "kept ??= { p, a: p.any.u16('a') }; p.domain.decide(p.any.bool('b'));\n    kept.p.domain.decide(kept.a.eq(7));",
  twice: "const a = p.any.u16('a');\n    p.any.u32('a');",
  'two-paths': "if (p.domain.decide(p.any.bool('b'))) p.any.u16('a'); else p.any.u32('a');",
  random: "if (p.domain.decide(p.any.u16('a').lt(Math.floor(Math.random() * 65536)))) p.assert('x', true);",
  clock: "p.assert('x', p.any.u64('a').ne(process.hrtime.bigint()));",
  recursion: 'const f = () => f() + 1;\n    f();',
  promise: 'return Promise.resolve();',
  nothing: "return 'garbage';",
};

const FILES = {
  'models/kind.ts':
    "import { ModelKind } from 'ringproof'; export const kind = new ModelKind<{ ask(): unknown }>('kind');",
  'models/bad/index.ts': `import { kind } from '../kind.ts';
export const bad = kind.implement({ name: 'bad', source: 'here' }, {
  ask() {
    throw new Error('not implemented');
  },
});
export const odd = kind.implement({ name: 'odd', source: 'here' }, { ask: () => 'garbage' });
`,
  'proofs/model.proof.ts': `import { proof } from 'ringproof';
import { kind } from '../models/kind.ts';
export const one = proof({ id: 'model', title: 't', requirements: [], doesNotProve: 'more.', covers: [], on: kind,
  body: (p, model) => p.assert('x', model.ask()),
});
`,
  'proofs/body.proof.ts': `import { proof } from 'ringproof';
let keep: any, kept: any;
function helper() {
  const table: any = {};
  return table['missing'].x;
}
const say = { title: 't', requirements: [], doesNotProve: 'more.', covers: [] };
export const all = [
${Object.entries(BODIES)
  .map(([id, body]) => `  proof({ id: '${id}', ...say, body: (p: any) => {\n    ${body}\n  } }),`)
  .join('\n')}
  proof({ id: 'bodiless', ...say } as any),
];
${[...Object.keys(BODIES), 'bodiless'].map((_, i) => `export const p${i} = all[${i}];`).join('\n')}
`,
};

test('whatever a user does wrong should be shown in the line where it is, with what to do', async () => {
  const { ringproof } = workspace(FILES);

  const { code, out } = await ringproof([
    'prove',
    '--jobs',
    '1',
    '--reporter',
    'pretty,github',
    '--no-cache',
  ]);

  expect(code).toBe(4);
  const shown = out
    .replace(/ +\d[\d.]* (ms|s)\b/g, ' TIME')
    .replace(/\d+ (ms|s)\b/g, 'TIME')
    .replace(/^slowest: .*\n/m, '');
  await expect(shown).toMatchFileSnapshot('./errors/shown.txt');
});
