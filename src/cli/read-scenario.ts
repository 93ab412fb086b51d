import { RecordingError } from '../conform/errors.ts';
import { parseCase, type RecordedStep } from '../conform/recording.ts';
import type { Model } from '../proof/model.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Scenario, ScenarioStep } from '../trial/scenario.ts';

/**
 * A scenario of a file, and the kind of models that it is for: the only one that there is, or that which it names. Throws a
 * `RecordingError` that names the place and what is wrong there.
 */
export function readScenario(
  text: string,
  location: string,
  models: readonly Model[],
): { readonly scenario: Scenario; readonly kind: string } {
  const model = modelFor(text, location, models);
  const { calls, conformance } = model;
  const { name, queue, steps, json } = parseCase(text, location, conformance?.format);
  // What another call goes on to is called by that one.
  const followers = Object.values(calls?.operations ?? {}).map((operation) => operation.then);
  const known = Object.keys(calls?.operations ?? {}).filter((operation) => !followers.includes(operation));
  const { regions, bytes = [] } = json.memory;
  const defaults = calls?.defaults(queue) ?? {};
  const scenario = {
    ...{ location, name },
    memory: {
      regions: regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) })),
      bytes: new Map(
        bytes.flatMap(({ addr, hex }) =>
          [...Buffer.from(hex, 'hex')].map((byte, i) => [BigInt(addr) + BigInt(i), byte] as const),
        ),
      ),
    },
    state: { ...defaults, ...queue },
    defaulted: Object.keys(defaults).filter((field) => !Object.hasOwn(queue, field)),
    steps: steps.map((step, i) => stepOf(step, `${location}: ops[${i}].op`, known)),
  };
  return { scenario, kind: model.kind };
}

/** Some model of the kind that a scenario is for. */
function modelFor(text: string, location: string, models: readonly Model[]): Model {
  const kinds = [...new Map(models.map((model) => [model.kind, model])).values()];
  const [only, ...others] = kinds;
  if (only !== undefined && others.length === 0) return only;
  const { family } = parseCase(text, location).json;
  const found = kinds.find(({ kind }) => kind === family);
  if (found !== undefined) return found;
  const names = kinds.map(({ kind }) => kind);
  throw new RecordingError(
    family === undefined
      ? `${location}: expected "family", one of ${names.join(', ')}`
      : `${location}: family: there are no models of '${family}'${didYouMean(family, names)}`,
  );
}

function stepOf(step: RecordedStep, where: string, known: readonly string[]): ScenarioStep {
  if (step.kind === 'driver-writes') return step;
  const { op, args, state, writes } = step;
  if (known.includes(op)) return { kind: 'call', operation: op, args };
  // An operation of an implementation's own: what it did was recorded.
  if (state !== undefined && writes !== undefined)
    return { kind: 'recorded', operation: op, args, state, writes };
  throw new RecordingError(
    `${where}: there is no operation '${op}'${didYouMean(op, known)}; operations are ${known.join(', ')}`,
  );
}
