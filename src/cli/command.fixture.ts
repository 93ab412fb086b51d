import { collector, makeProject } from '../runner/project.fixture.ts';
import { WORLD } from '../runner/world.fixture.ts';
import type { CliIo } from '../session/io.ts';
import { run } from './built.fixture.ts';

/** Runs a command in a folder of these files, with an engine that believes what proofs throw. */
export async function ringproof(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
  world: Partial<Pick<CliIo, 'env' | 'nodeFlags' | 'properties'>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { cwd, engine } = makeProject(files);
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(args, {
    stdout,
    stderr,
    cwd,
    env: { ...process.env, ...WORLD, FORCE_COLOR: '' },
    engine,
    properties: [],
    ...world,
  });
  return { code, out: stdout.text(), err: stderr.text() };
}

/** A file `models/kind.ts` that declares an interface. */
export const KIND =
  "import { ModelKind } from 'ringproof'; export const kind = new ModelKind<{ readonly name: string }>('queue');";

/** A file `models/<name>/index.ts` that exports one model of that interface. */
export function modelFile(name: string, findings = '{}'): string {
  return `import { kind } from '../kind.ts';
export const model = kind.implement({ name: '${name}', source: 'the test', findings: ${findings} }, { name: '${name}' });`;
}

/** A proof file with one proof on models of that interface; the body sees `model.name`. */
export function proofOnModels(id: string, body: string, covers = '[]'): string {
  return `import { proof } from 'ringproof';
import { kind } from '../models/kind.ts';
export const onModels = proof({
  id: '${id}', title: 'Title of ${id}', requirements: [], doesNotProve: 'more', on: kind, covers: ${covers}, body: (p, model) => { ${body} },
});`;
}
