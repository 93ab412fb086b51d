import type { Explanation, ExplainedClaim } from '../check/explain.ts';
import { argumentIn, columns, wrapped } from '../story/words.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import type { CitedRequirement, ProofResult } from '../result/verdict.ts';
import { replayCommand } from '../report/format-counterexample.ts';
import { count } from '../report/summary.ts';

/** What is known of a proof beside its explanation. */
export interface Known {
  readonly requirements: readonly CitedRequirement[];
  /** Who answered what rewriting left open. */
  readonly solver: string;
  /** The file of the witness of a cover; `null` where it was not written. */
  readonly fileOf: (cover: string) => string | null;
}

/** What a proof comes to, in lines of at most `width` columns. */
export function formatExplanation(
  proof: Pick<ProofResult, 'title' | 'doesNotProve' | 'bound'>,
  asked: string,
  { inputs, memories, assumptions, parts, paths, claims, covers }: Explanation,
  { requirements, solver, fileOf }: Known,
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
    name.includes('/') ? 'any bytes that the other side writes' : 'any content, in any regions',
  ]);
  return [
    ...wrapped(`${asked} is proved: ${proof.title}.`, width, '  '),
    ...section(
      'for all values of',
      columns([...inputs.map((input) => [input.name, input.values]), ...memory]),
    ),
    ...section(
      'assuming',
      assumptions.length + parts.length === 0
        ? ['nothing']
        : [
            ...parts.flatMap((part) =>
              prose(`what the model declares of its ${part}: schema, invariant, phase`),
            ),
            ...assumptions.flatMap(({ text, file, line }) =>
              prose(`${argumentIn(text, 'assume')} (${file}:${line})`),
            ),
          ],
    ),
    ...section('it shows', [
      ...prose(`on ${count(paths, 'path')} that together cover all such states:`),
      ...claims.flatMap((claim) => prose(`'${claim.name}': ${decidedHow(claim, solver)}`)),
    ]),
    ...section(
      'it is not vacuous: these states reach the covers, and were replayed',
      covers.length === 0
        ? ['the proof declares no cover']
        : covers.flatMap(({ name, witness }) =>
            prose(
              witness === null ? `'${name}': no state found in time` : `'${name}': ${stateInWords(witness)}`,
            ).concat(replayLine(fileOf(name))),
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
      ...(proof.bound === null ? [] : prose(`anything of ${proof.bound.what} beyond ${proof.bound.limit}`)),
    ]),
  ];
}

/** The command that runs a witness again: on one line, to be copied. */
function replayLine(file: string | null): readonly string[] {
  return file === null ? [] : [`  replay it: ${replayCommand(file)}`];
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
