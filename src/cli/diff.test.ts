import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checked } from '../shape/check.ts';
import { DIFF_DOCUMENT } from './diff-shape.ts';
import { workspace } from './real-engine.fixture.ts';
import { IS_FULL } from '../full.fixture.ts';

const COMPILED = fileURLToPath(new URL('../../models/compiled-c/', import.meta.url));

/** A project with the compiled queue in C, and with it under another name and with planted mistakes. */
function project(bugs: readonly string[] = []): ReturnType<typeof workspace> {
  const made = workspace({});
  for (const name of ['model.ts', 'findings.ts', 'queue.wasm'])
    cpSync(join(COMPILED, name), join(made.cwd, 'models/my-queue', name === 'model.ts' ? 'index.ts' : name));
  for (const bug of bugs) cpSync(join(COMPILED, 'bugs', `${bug}.wasm`), join(made.cwd, 'old', `${bug}.wasm`));
  return made;
}

describe('two models', () => {
  test('should be equal, and say what that leaves out', async () => {
    const { ringproof } = workspace({});

    const { code, out, err } = await ringproof(['diff', 'spec', 'spec', 'make', 'reset', 'save']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^a and b, from every state that both can be in\n/);
    expect(out).toMatch(/^equal +make +\d/m);
    expect(out).toContain('does not compare: anything of states that only one of the two can be in');
    expect(out).toMatch(/3 operations equal, 0 different\n$/);
  });

  test('should be told apart by the smallest state, with what each does there', async () => {
    const { ringproof } = workspace({});

    const { code, out } = await ringproof(['diff', 'spec', 'rust-vmm', 'set-up-ready', 'set-up-size']);

    expect(code).toBe(1);
    expect(out).toMatch(/^equal +set-up-ready/m);
    expect(out).toMatch(/^DIFFERENT +set-up-size/m);
    expect(out).toContain(
      '    differs in: result, state; shown: result\n    there: spec: error QueueReady; rust-vmm: ',
    );
    expect(out).toMatch(/spec: set_up\(.*\n[^]*rust-vmm: set_up\(/);
    expect(out).toMatch(/hint: --in-use leaves out[^]*1 operation equal, 1 different\n$/);
    // The claims are the tool's own, and so are their places.
    expect(out).not.toContain('pairing');
  });

  test('should be told apart again by what was saved, until they are equal or gone', async () => {
    const { ringproof, cwd } = workspace({});
    const model = join(cwd, 'models/mine/index.ts');
    const write = (text: string): void => {
      mkdirSync(dirname(model), { recursive: true });
      writeFileSync(model, text);
    };
    write("export { rustVmm } from 'ringproof/models/rust-vmm';");
    const ask = ['diff', 'spec', 'models/mine/index.ts', 'set-up-size', '--output', 'out'];
    const file = 'out/counterexamples/split-device-diff-set-up-size.spec-and-rust-vmm.json';

    const { out } = await ringproof(ask);
    expect(out).toContain(`replay it: ringproof replay ${file}`);
    expect(out).not.toContain('hint: --output');
    const again = await ringproof(['replay', file]);
    expect(again).toMatchObject({ code: 1, err: '' });
    expect(again.out).toContain("set-up-size on spec and rust-vmm: 'the results are the same'");
    expect(again.out).toContain('rust-vmm: set_up returns error InvalidSize');
    expect(again.out).not.toContain('pairing');
    for (const option of [
      ['--model', 'spec'],
      ['--write', 'vitest'],
    ] as const) {
      const refused = await ringproof(['replay', file, ...option]);
      expect(refused).toMatchObject({ code: 5, out: '' });
      expect(refused.err).toContain(`${file} compares two models`);
    }

    write("export { spec as rustVmm } from 'ringproof/models/spec';");
    expect((await ringproof(['replay', file])).out).toContain("'the results are the same' holds");
    rmSync(model);
    const gone = await ringproof(['replay', file]);
    expect(gone).toMatchObject({ code: 5, out: '' });
    expect(gone.err).toMatch(
      /^error: spec and models\/mine\/index.ts cannot be compared any more: Cannot find/,
    );
  });

  test('should be compared in use where that is asked', async () => {
    const { ringproof } = workspace({});

    const { code, out } = await ringproof(['diff', 'spec', 'rust-vmm', 'disable-notification', '--in-use']);

    expect(out).toMatch(/^spec and rust-vmm, from every state in use that both can be in\n/);
    expect(out).not.toContain('QueueNotReady');
    expect(out).not.toContain('--in-use');
    expect(code).toBe(out.includes('DIFFERENT') ? 1 : 0);
  });

  test('should say which of them lacks an operation', async () => {
    const { ringproof } = workspace({});

    const { code, out } = await ringproof(['diff', 'firecracker', 'spec', 'disable', 'make', '--json']);

    const { operations, notCompared, summary } = checked(DIFF_DOCUMENT, JSON.parse(out));
    expect(operations.map(({ name }) => name)).toEqual(['make']);
    expect(notCompared).toEqual([
      { name: 'disable-notification', reason: 'firecracker has no disable-notification' },
    ]);
    expect(summary.notCompared).toBe(1);
    expect(code).toBe(summary.different === 0 ? 0 : 1);
  });

  test.runIf(IS_FULL)('should keep answers between runs, for these errors alone', async () => {
    const { ringproof } = workspace({});
    const ask = ['diff', 'spec', 'rust-vmm', 'set-up-size'];
    await ringproof(ask);

    expect((await ringproof(ask)).out).toMatch(/set-up-size.* cached$/m);
    expect((await ringproof([...ask, '--errors', 'any'])).out).not.toContain('cached');
  });
});

describe('compiled code', () => {
  test.runIf(IS_FULL)('should be compared with a model of another build, with its fields', async () => {
    const { ringproof } = project(['relaxed-idx']);

    const { code, out } = await ringproof([
      ...['diff', 'compiled-c', 'old/relaxed-idx.wasm', 'add-used', 'set-up-size', '--reporter', 'json'],
      ...['--output', 'out'],
    ]);

    const { operations, models } = checked(DIFF_DOCUMENT, JSON.parse(out));
    expect(code).toBe(1);
    expect(models).toBe('compiled-c and relaxed-idx');
    expect(operations.map(({ name, verdict, differs }) => [name, verdict, differs])).toEqual([
      ['add-used', 'different', ['accesses']],
      ['set-up-size', 'equal', []],
    ]);
    expect(operations[0]?.counterexample?.steps.some(({ kind }) => kind === 'rewind')).toBe(true);
    const { counterexampleFile } = operations[0] ?? {};
    const again = await ringproof(['replay', counterexampleFile ?? 'none']);
    expect(again.out).toMatch(/add-used on compiled-c and relaxed-idx: 'the accesses [^]*does not hold/);
    expect(again.code).toBe(1);
  });

  test.runIf(IS_FULL)('should be equal in what it leaves where only the way there differs', async () => {
    const { ringproof } = project(['relaxed-idx']);

    const { code, out } = await ringproof([
      ...['diff', 'models/my-queue/index.ts', 'old/relaxed-idx.wasm', 'add-used', '--no-accesses'],
    ]);

    expect(out).toMatch(/^equal +add-used/m);
    expect(code).toBe(0);
  });

  test('should be declared like a model that is named, of the same name or not', async () => {
    const { ringproof, cwd } = project();
    cpSync(join(cwd, 'models/my-queue/queue.wasm'), join(cwd, 'old/queue.wasm'));
    const ask = ['diff', 'old/queue.wasm', 'models/my-queue/queue.wasm', 'save'];

    const { code, err } = await ringproof(ask);
    expect(code).toBe(4);
    expect(err).toMatch(
      /^error: queue.wasm: it does not keep the contract [^]*hint: If the queue has fields of its own/,
    );

    const { code: like, out } = await ringproof([...ask, '--like', 'compiled-c']);
    expect(out).toMatch(/^a and b, [^]*\nequal +save/);
    expect(like).toBe(0);
  });
});

describe('what cannot be compared', () => {
  test.each([
    [['spek', 'spec'], "error: 'spek' is no model; did you mean 'spec'? (known: "],
    [['spec', 'gone.wasm'], "error: there is no file 'gone.wasm' in "],
    [['firecracker', 'spec', 'iterate'], 'error: nothing to compare: firecracker has no iterate'],
    [['spec', 'rust-vmm', 'add-usd'], "error: no operation matches 'add-usd'; the nearest:\n  add-used"],
    [
      ['spec', 'mine.ts'],
      "error: spec is a model of 'split-device', and mine.ts of 'mine': compare models of",
    ],
    [['mine.ts', 'mine.ts'], "error: models of 'mine' cannot be compared"],
    [['spec', 'none.ts'], 'error: none.ts exports no model'],
  ])('should be wrong usage: %j', async (words, message) => {
    const { ringproof, cwd } = workspace({ 'none.ts': 'export const one = 1;' });
    writeFileSync(
      join(cwd, 'mine.ts'),
      "import { ModelKind } from 'ringproof';\n" +
        "export const mine = new ModelKind<{ readonly one: number }>('mine').implement({ name: 'mine', source: 'the test' }, { one: 1 });",
    );

    const { code, err, out } = await ringproof(['diff', ...words]);

    expect(err).toContain(message);
    expect({ code, out }).toEqual({ code: 5, out: '' });
  });
});
