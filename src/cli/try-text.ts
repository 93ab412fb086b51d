import { short } from '../story/words.ts';
import type { JsonValue } from '../proof/counterexample.ts';
import { findingOf } from '../proof/finding.ts';
import type { ModelTrial, TrialCall, TrialStep } from '../trial/model-trial.ts';
import { groupBy } from '../report/group-by.ts';
import { wrap } from '../report/style.ts';

/** Steps along a chain that are shown; of more, the first ones and the last. */
const SHOWN_FOLLOWING = 8;

/** What a scenario came to on a model, in lines for a person: each call, and what became of the properties. */
export function trialLines(trial: ModelTrial, width: number): readonly string[] {
  const { model, cannotStart, steps } = trial;
  if (cannotStart !== null)
    return wrap(`${model.name}: cannot be in this state: ${cannotStart}`, width, '  ');
  const rows = steps.map(rowOf);
  const calls = Math.max(...rows.map(({ call }) => call.length), 0);
  const lines = rows.map(({ call, came, isFollowing }) => ({
    line: `    ${call.padEnd(calls)}  ${came}`.trimEnd(),
    isFollowing,
  }));
  return [
    `  ${model.name}`,
    ...shortened(lines),
    ...wrap(countsLine(trial), width, '    '),
    ...findingLines(trial, width),
  ];
}

interface Line {
  readonly line: string;
  readonly isFollowing: boolean;
}

/** Of many steps along a chain in a row, the first and the last. */
function shortened(lines: readonly Line[]): readonly string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const end = lines.findIndex(({ isFollowing }, i) => i >= at && !isFollowing);
    const run = lines.slice(at, end === -1 ? lines.length : end);
    const left = run.length - SHOWN_FOLLOWING;
    if (left > 1) {
      shown.push(...run.slice(0, SHOWN_FOLLOWING - 1).map(({ line }) => line));
      shown.push(`      ${left} steps more`);
      at += run.length - 1;
    }
    const each = lines[at];
    if (each !== undefined) shown.push(each.line);
  }
  return shown;
}

function rowOf(step: TrialStep): {
  readonly call: string;
  readonly came: string;
  readonly isFollowing: boolean;
} {
  switch (step.kind) {
    case 'driver-writes':
      return {
        call: 'the driver writes',
        came: step.writes.map(({ addr, hex }) => `${addr}: ${clipped(hex)}`).join('; '),
        isFollowing: false,
      };
    case 'left out':
      return { call: step.operation, came: `not called: ${step.reason}`, isFollowing: false };
    case 'call': {
      const { isFollowing, operation } = step;
      return {
        call: `${isFollowing ? '  ' : ''}${operation}${argumentsOf(step)}`,
        came: cameTo(step),
        isFollowing,
      };
    }
  }
}

function argumentsOf({ args }: TrialCall): string {
  const words = Object.entries(args).map(([name, value]) => `${name} ${short(value)}`);
  return words.length === 0 ? '' : ` ${words.join(', ')}`;
}

/** What a call returned, and what it changed. */
export function cameTo({ result, isNothing, trap, changed, writes, isFollowing }: TrialCall): string {
  if (trap !== null) return `TRAP: ${trap}`;
  // Where a walk stands says its next step.
  const fields = isFollowing ? [] : Object.entries(changed);
  return [
    isNothing ? (isFollowing ? 'the chain ends' : 'ok, no chain') : short(withoutParts(result)),
    ...fields.map(([name, [before, after]]) => `${name} ${short(before)} -> ${short(after)}`),
    ...writes.map(({ addr, hex }) => `wrote ${clipped(hex)} at ${addr}`),
  ].join('; ');
}

/** A result without the parts that it hands out, whose steps follow. */
function withoutParts(result: JsonValue): JsonValue {
  if (typeof result !== 'object' || result === null || !('ok' in result)) return result;
  const { ok } = result;
  if (typeof ok !== 'object' || ok === null || !('walk' in ok)) return result;
  const { walk: _, ...rest } = ok;
  return { ok: rest };
}

function clipped(hex: string): string {
  return hex.length > 32 ? `${hex.slice(0, 32)}... (${hex.length / 2} bytes)` : hex;
}

function countsLine({ properties, broken, failures }: ModelTrial): string {
  const { ids, starts, notAbout, skipped } = properties;
  const findings = broken.filter(({ isExpected }) => isExpected).length;
  const bad = broken.length - findings;
  const notRun = [...skipped].map(([reason, ids]) => `${ids.length} skipped (${reason})`);
  return [
    `${count(ids.length, 'property', 'properties')} checked from ${count(starts, 'start')}`,
    ...(bad > 0 ? [`${count(bad, 'assertion')} BROKEN`] : []),
    ...(findings > 0 ? [count(findings, 'known finding')] : []),
    ...(failures.length > 0 ? [`${failures.length} failed`] : []),
    `${notAbout} not about these states`,
    ...notRun,
  ].join('; ');
}

/** The findings of a trial, a proof each. */
function findingLines({ model, broken }: ModelTrial, width: number): readonly string[] {
  const known = groupBy(
    broken.filter(({ isExpected }) => isExpected),
    ({ proof }) => proof.id,
  );
  return [...known].flatMap(([id, [first, ...others]]) => {
    if (first === undefined) return [];
    const names = [first, ...others].map(({ assertion }) => `'${assertion}'`).join(', ');
    return [
      ...wrap(`finding  ${id}: ${names} broken before ${first.before}`, width, '    '),
      ...wrap(findingOf(model, id)?.reason ?? '', width, '             '),
    ];
  });
}

/** "1 call", "2 calls". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
