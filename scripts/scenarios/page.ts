import { cameTo } from '../../src/cli/try-text.ts';
import { findingOf } from '../../src/proof/finding.ts';
import { markdownTable } from '../../src/report/markdown-text.ts';
import type { ModelTrial, TrialCall, TrialStep } from '../../src/trial/model-trial.ts';
import type { Tried } from './tried.ts';

/** The page beside the scenarios: what each model does, and what is known for all inputs. */
export function scenariosPage(all: readonly Tried[]): string {
  const rows = all.map((tried) => [nameOf(tried), didOf(tried), knownOf(tried)]);
  return `${INTRODUCTION}
${countsOf(all)}

${markdownTable(['test', 'what each model does', 'for all inputs'], rows).join('\n')}
`;
}

const INTRODUCTION = `# Scenarios of a hostile guest

[virtio-villain](https://github.com/weltling/virtio-villain) is a guest that breaks the rules of drivers on purpose, one rule a
test. The scenarios in this folder do to a queue what its tests of split rings do, as far as their names say; states and bytes are
our own. \`npx ringproof try proofs/split/scenarios\` runs them on every model and checks every property in each state on the way.

A scenario is one state. The last column says what is known of **every** state:

- **implied**: the proofs named have it for all sizes, addresses, layouts, indices and contents. Where a model is known to break
  one of them, its finding is named. Each of these proofs is about a state of the scenario.
- **waits**: it takes properties that there are not yet: of *handlers*, which access the buffers of a chain; of what the *driver
  does in between* two operations; of the *chains in flight*. The proofs named are about the queue's part.
- **out of reach**: it is about something that no queue knows, with the reason.

Tests without a number are kinds of tests of set-up and state. The table is written by
\`node --conditions=ringproof-source --import tsx scripts/scenarios/main.ts\`, and compared in the tests.
`;

function countsOf(all: readonly Tried[]): string {
  const count = (kind: string): number => all.filter(({ test }) => test.answer.kind === kind).length;
  const withScenario = all.filter(({ test }) => test.scenario !== null).length;
  const known = all.filter(({ test: { answer }, trials }) =>
    answer.by.some((id) => breaking(id, trials).length > 0),
  );
  return `${all.length} tests, ${withScenario} scenarios: ${count('implied')} implied, ${count('waits')} wait, ${count('out of reach')} out of reach. Some model has a finding of ${known.length} of them.`;
}

function nameOf({ test: { id, name, scenario } }: Tried): string {
  const words = `${id === null ? '' : `${id} `}${name}`;
  return scenario === null ? words : `[${words}](${scenario}.json)`;
}

/** Models that do the same are named together. */
function didOf({ trials }: Tried): string {
  const groups = new Map<string, string[]>();
  for (const trial of trials) {
    const did = summaryOf(trial);
    groups.set(did, [...(groups.get(did) ?? []), trial.model.name]);
  }
  if (groups.size === 1) return [...groups.keys()].map((did) => `all: ${did}`).join('');
  return [...groups].map(([did, names]) => `**${names.join(', ')}**: ${did}`).join('<br>');
}

/** The calls of a trial in a few words each. */
export function summaryOf({ cannotStart, steps }: ModelTrial): string {
  if (cannotStart !== null) return 'cannot be in this state';
  const words: string[] = [];
  steps.forEach((step, i) => {
    const said = wordsOf(step, steps.slice(i + 1));
    if (said !== null) words.push(said);
  });
  return repeated(words).join('; ');
}

/** Words that come several times in a row, once, with how often. */
function repeated(words: readonly string[]): readonly string[] {
  const groups: { readonly word: string; times: number }[] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last?.word === word) last.times += 1;
    else groups.push({ word, times: 1 });
  }
  return groups.map(({ word, times }) => (times === 1 ? word : `${word} (${times} times)`));
}

function wordsOf(step: TrialStep, later: readonly TrialStep[]): string | null {
  if (step.kind === 'driver-writes') return 'the driver writes';
  if (step.kind === 'left out') return `${step.operation} not called`;
  if (step.isFollowing) return null;
  const { operation, args, result } = step;
  if (operation === 'pop' && !step.isNothing && isOk(result)) return `pop gives ${chainOf(later)}`;
  const field = typeof args['field'] === 'string' ? ` ${args['field']}` : '';
  const [came = ''] = cameTo(step).split('; ');
  return `${operation}${field}: ${came.startsWith('ok, no') ? 'none' : shortened(came)}`;
}

/** A structure, as \`save\` returns it, is not shown. */
function shortened(came: string): string {
  return came.includes('=') ? 'ok' : came.replace(/^ok, /, '').replace(/^nothing$/, 'ok');
}

function chainOf(later: readonly TrialStep[]): string {
  const end = later.findIndex((step) => step.kind !== 'call' || !step.isFollowing);
  const walk = later
    .slice(0, end === -1 ? later.length : end)
    .filter((step): step is TrialCall => step.kind === 'call');
  const last = walk.at(-1);
  const yielded = walk.length - 1;
  const ending = last === undefined || last.isNothing ? '' : `, then ${cameTo(last)}`;
  return `a chain of ${yielded}${ending}`;
}

function isOk(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'ok' in result;
}

function knownOf({ test: { answer }, trials }: Tried): string {
  const proofs = answer.by.map((id) => {
    const models = breaking(id, trials);
    return `\`${id}\`${models.length === 0 ? '' : ` (finding: ${models.join(', ')})`}`;
  });
  const list = proofs.join(', ');
  switch (answer.kind) {
    case 'implied':
      return `**implied**: ${list}${answer.note === undefined ? '' : `; ${answer.note}`}`;
    case 'waits':
      return `**waits** for ${answer.for}: ${answer.note}. ${list}`;
    case 'out of reach':
      return `**out of reach**: ${answer.reason}.${list === '' ? '' : ` ${list}`}`;
  }
}

/** Names of the models that have a finding of a proof. */
function breaking(id: string, trials: readonly ModelTrial[]): readonly string[] {
  return trials.filter(({ model }) => findingOf(model, id) !== null).map(({ model }) => model.name);
}
