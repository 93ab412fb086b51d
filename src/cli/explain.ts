import { explainProof, type Explanation, type ExplainedClaim } from '../check/explain.ts';
import { argumentIn, ascii, columns, wrapped } from '../counterexample/story/words.ts';
import type { Proof } from '../proof/declare.ts';
import type { Input } from '../proof/inputs.ts';
import { DEFAULT_CHECK_OPTIONS } from '../proof/options.ts';
import type { CitedRequirement, Counterexample, Verdict } from '../proof/verdict.ts';
import { EXIT } from '../report/exit-code.ts';
import type { CliIo } from './io.ts';
import { loadExports, loadRequirements } from './load-exports.ts';

/** Options of `ringproof explain`. */
export interface ExplainOptions {
  readonly model?: string;
}

const WIDTH = 80;

const EXIT_OF: Readonly<Partial<Record<Verdict, number>>> = {
  refuted: EXIT.refuted,
  vacuous: EXIT.vacuous,
  error: EXIT.failed,
};

/**
 * `ringproof explain`: proves a proof and says in words what that comes to, what it rests on, and what it does not say;
 * resolves to the exit code: 0 where it is proved.
 */
export async function explainCommand(
  id: string,
  options: ExplainOptions,
  io: CliIo,
  load: typeof loadExports = loadExports,
): Promise<number> {
  const { proof, model } = await load(id, options.model ?? null, io);
  const explanation = await explainProof(proof.value, model?.value ?? null, DEFAULT_CHECK_OPTIONS);
  const on = model === null ? '' : ` on ${model.value.name}`;
  const { verdict, failure } = explanation;
  if (verdict !== 'proved') {
    io.stdout.write(`${id}${on} is ${verdict}: ${failure?.message ?? ''}\n`);
    io.stderr.write(`There is nothing proved to explain; see ringproof prove ${id}.\n`);
    return EXIT_OF[verdict] ?? EXIT.undecided;
  }
  const width = Math.min(io.stdout.columns ?? WIDTH, WIDTH);
  const requirements = await loadRequirements(proof.value.requirements, io.cwd);
  const lines = explain(proof.value, `${id}${on}`, explanation, requirements, width);
  io.stdout.write(`${lines.map((line) => ascii(line).trimEnd()).join('\n')}\n`);
  return EXIT.expected;
}

/** What a proof comes to, in lines of at most `width` columns. */
export function explain(
  proof: Proof,
  asked: string,
  { solver, inputs, memories, assumptions, paths, claims, covers }: Explanation,
  requirements: readonly CitedRequirement[],
  width: number,
): readonly string[] {
  const inner = width - 4;
  const section = (title: string, lines: readonly string[]): readonly string[] => [
    ...['', title],
    ...lines.map((line) => `  ${line}`),
  ];
  const prose = (text: string): readonly string[] => wrapped(text, inner, '  ');
  const memory = memories.map((name) => [
    name,
    name.includes('/') ? 'any bytes that somebody else writes' : 'any content, in any regions',
  ]);
  return [
    ...wrapped(`${asked} is proved: ${proof.title}.`, width, '  '),
    ...section(
      'for all values of',
      columns([...inputs.map((input) => [input.name, rangeOf(input)]), ...memory]),
    ),
    ...section(
      'where it assumes',
      assumptions.length === 0
        ? ['nothing']
        : assumptions.flatMap(({ text, file, line }) =>
            prose(`${argumentIn(text, 'assume')} (${file}:${line})`),
          ),
    ),
    ...section('it shows', [
      ...prose(`on ${count(paths, 'path')} that together leave out no such state:`),
      ...claims.flatMap((claim) => prose(`'${claim.name}': ${decidedHow(claim, solver)}`)),
    ]),
    ...section(
      'it speaks of something: these states get there, and were run on numbers',
      covers.length === 0
        ? ['the proof declares no cover']
        : covers.flatMap(({ name, witness }) =>
            prose(
              witness === null ? `'${name}': no state found in time` : `'${name}': ${stateInWords(witness)}`,
            ),
          ),
    ),
    ...section(
      'requirements that it establishes',
      requirements.length === 0
        ? ['none']
        : requirements.flatMap(({ id, section: at, level = '', text }) =>
            prose(at === undefined ? id : `${id}: VIRTIO ${at} ${level}: ${text ?? ''}`),
          ),
    ),
    ...section('it does not prove', [
      ...prose(proof.doesNotProve),
      ...(proof.bound === undefined
        ? []
        : prose(`anything of ${proof.bound.what} beyond ${proof.bound.limit}`)),
    ]),
  ];
}

function rangeOf(input: Input): string {
  if (input.kind === 'bool') return 'true and false';
  if (input.kind === 'integer')
    return input.min === null ? 'any integer' : `any integer from ${input.min} on`;
  if (input.powerOfTwo) return `every power of two from ${input.min} to ${input.max}`;
  const step = input.multipleOf === 1n ? 'every value' : `every multiple of ${input.multipleOf}`;
  const last = input.width === 64 ? `0x${input.max.toString(16)}` : String(input.max);
  return `${step} from ${input.min} to ${last}`;
}

function decidedHow({ claims, byRewriting }: ExplainedClaim, solver: string): string {
  if (byRewriting === claims) return `${count(claims, 'claim')}, by rewriting`;
  if (byRewriting === 0) return `${count(claims, 'claim')}, by ${solver}`;
  return `${count(claims, 'claim')}, ${byRewriting} by rewriting, ${claims - byRewriting} by ${solver}`;
}

/** "size 1, head 0; memory 0x1000 to 0x2fff": what is not listed is 0, or false. */
function stateInWords({ inputs, memory }: Pick<Counterexample, 'inputs' | 'memory'>): string {
  const set = Object.entries(inputs).filter(
    ([, value]) => value !== false && value !== '0' && value !== '0x0',
  );
  const values = set.map(([name, value]) => `${name} ${value}`);
  const places = memory.flatMap(({ name, regions, bytes }) => [
    ...regions.map(({ base, size }) => `${name} at ${base}, ${BigInt(size)} bytes`),
    ...bytes.map(({ addr, hex }) => `${hex} at ${addr}`),
  ]);
  return [values.join(', ') || 'all inputs 0', ...places].join('; ');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
