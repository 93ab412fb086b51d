import { collector, makeProject } from '../runner/project.fixture.ts';
import { WORLD } from '../runner/world.fixture.ts';
import { REPORT_DOCUMENT } from '../report/document-shape.ts';
import { checked } from '../shape/check.ts';
import type { CliIo } from '../session/io.ts';
import { run } from './built.fixture.ts';

/** What a command came to. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A result, as far as tests look into it. */
export interface ShownResult {
  readonly id: string;
  readonly model: string | null;
  readonly verdict: string;
  readonly cached: boolean;
  readonly solver: string | null;
  readonly timeMs: number;
  readonly failure: {
    readonly message: string;
    readonly details: readonly string[];
    readonly hints: readonly string[];
    readonly at?: { readonly text: string };
  } | null;
}

/** A folder of a user's in which commands run one after the other, with the real engine. */
export function workspace(files: Readonly<Record<string, string>>): {
  readonly cwd: string;
  readonly ringproof: (args: readonly string[], world?: Partial<CliIo>) => Promise<Outcome>;
  /** Runs `prove` and reads its document, which has to be as it is described. */
  readonly prove: (
    args?: readonly string[],
    world?: Partial<CliIo>,
  ) => Promise<Outcome & { readonly proofs: readonly ShownResult[] }>;
} {
  const { cwd } = makeProject(files);
  const ringproof = async (args: readonly string[], world: Partial<CliIo> = {}): Promise<Outcome> => {
    const [stdout, stderr] = [collector(), collector()];
    const env = { ...process.env, ...WORLD, FORCE_COLOR: '' };
    const code = await run(args, { stdout, stderr, cwd, env, properties: [], ...world });
    return { code, out: stdout.text(), err: stderr.text() };
  };
  return {
    cwd,
    ringproof,
    prove: async (args = [], world = {}) => {
      const outcome = await ringproof(['prove', '--reporter', 'json', ...args], world);
      // Where there is no document, a test fails on what is missing, and shows the outcome.
      const proofs = outcome.out === '' ? [] : checked(REPORT_DOCUMENT, JSON.parse(outcome.out)).proofs;
      return { ...outcome, proofs };
    },
  };
}

/** A proof file with one proof about no model; the body has `p`. */
export function bodyFile(id: string, body: string, more = ''): string {
  return `import { proof } from 'ringproof';
export const one = proof({ id: '${id}', title: '${id}', requirements: [], doesNotProve: 'more', covers: [], ${more}
  body: (p) => { ${body} } });
`;
}

/** The body of a proof that a solver is asked about, and answers in no time. */
export const EASY =
  "const [x, y] = [p.any.u16('x'), p.any.u16('y')]; p.assert('next', x.lt(y).implies(x.add(1).le(y)));";

/** One that no solver answers on bit-vectors for a long time. */
export const HARD =
  "const [x, y, z] = ['x', 'y', 'z'].map((name) => p.any.u64(name, { min: 1 })); " +
  "p.assert('hard', x.div(y).div(z).eq(x.div(z).div(y)));";
