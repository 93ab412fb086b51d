import type { HarnessBounds } from '../../proofs/harnesses.ts';
import type { Measured } from './measure.ts';
import type { ParityRow } from './rows.ts';

/** What the times were taken on. */
export interface Machine {
  readonly processor: string;
  readonly threads: number;
  /** Gigabytes. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  /** Processes that wanted to run when it began, on average over a minute. */
  readonly load: number;
}

/** The page that proofs/PARITY.md is. */
export function parityPage(
  rows: readonly ParityRow[],
  measured: readonly Measured[],
  machine: Machine,
): string {
  return [
    '# Harnesses of other projects, and the proofs here',
    INTRODUCTION,
    table(
      [
        'harness',
        'its bounds',
        'what it leaves open',
        'published cost',
        'our proofs',
        'our bound',
        'our time',
      ],
      rows.map((row) => harnessRow(row, measured)),
    ),
    ...remarks(rows),
    '## The proofs, one by one',
    'A _finding_ is a property that the implementation is known to break; findings are declared beside the model, with a reason.',
    table(['proof', 'model', 'verdict', 'time'], measured.map(measuredRow)),
    `Warm, in one process, the median of three runs. ${describeMachine(machine)}`,
    '',
  ].join('\n\n');
}

const INTRODUCTION = `Each harness is superseded by the proofs that cite it, taken together. They speak of every queue size up
to 32768, every address and memory map that activation lets pass, every content of memory; of a vector, of any number of
entries of any length. What a harness leaves open they say as well. The time is that of all of them on the model of the
harness’s own project. Made by \`npm run parity\`; what is known of the harnesses stands in [harnesses.ts](harnesses.ts).`;

function harnessRow({ harness, proofs }: ParityRow, measured: readonly Measured[]): readonly string[] {
  const own = measured.filter(
    ({ proof, model }) => proofs.includes(proof) && (model === null || model.name === harness.project),
  );
  const bounds = proofs.flatMap(({ bound }) =>
    bound === undefined ? [] : [`${bound.what}: ${bound.limit}`],
  );
  return [
    `${harness.project} \`${harness.name}\``,
    describeBounds(harness.bounds),
    harness.leavesOpen ?? '–',
    harness.cost ?? 'not published',
    proofs.map(({ id }) => `\`${id}\``).join(', '),
    bounds.length === 0 ? 'none' : bounds.join('; '),
    time(own.reduce((sum, one) => sum + one.time, 0)),
  ];
}

function describeBounds({ size, addresses, contents, unwind }: HarnessBounds): string {
  return `size ${size}; addresses: ${addresses}; contents: ${contents}; unwind ${unwind}`;
}

/** Where proofs ask for something else than the harness. */
function remarks(rows: readonly ParityRow[]): readonly string[] {
  const differing = rows.flatMap(({ harness }) =>
    harness.differs === null ? [] : [`- ${harness.project} \`${harness.name}\`: ${harness.differs}.`],
  );
  return differing.length === 0 ? [] : ['Where ours ask for something else:', differing.join('\n')];
}

function measuredRow({ proof, model, verdict, isExpected, time: ms }: Measured): readonly string[] {
  const isFinding = model !== null && proof.id in model.findings;
  const said = !isExpected ? `**${verdict}**` : isFinding ? 'finding' : verdict;
  return [`\`${proof.id}\``, model?.name ?? '–', said, time(ms)];
}

function describeMachine({ processor, threads, memory, system, node, load }: Machine): string {
  return `${processor}, ${threads} threads, ${memory} GB, ${system}, Node.js ${node}; load ${load.toFixed(1)} at the start.`;
}

function time(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
