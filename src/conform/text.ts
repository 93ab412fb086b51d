import type { Mismatch, Tally } from './tally.ts';

/** What replaying came to, as lines for a person. The first one is `cases N, operations M, mismatches K`. */
export function tallyLines(tally: Tally): string[] {
  const { cases, operations, mismatches, driverWrites, notRecorded, firstMismatches } = tally;
  const more = mismatches - firstMismatches.length;
  return [
    `cases ${cases}, operations ${operations}, mismatches ${mismatches}`,
    ...(driverWrites > 0 ? [`driver writes applied between operations: ${driverWrites}`] : []),
    ...(notRecorded > 0 ? [`run, but nothing was recorded to compare: ${notRecorded}`] : []),
    ...notReplayedLines(tally),
    ...firstMismatches.flatMap((mismatch) => ['', ...mismatchLines(mismatch)]),
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ];
}

/** The same for programs. */
export function tallyJson(tally: Tally): Readonly<Record<string, unknown>> {
  const { cases, operations, mismatches, driverWrites, notRecorded, notReplayed, firstMismatches } = tally;
  return {
    ...{ cases, operations, mismatches, driverWrites, notRecorded },
    notReplayed: Object.fromEntries(notReplayed),
    firstMismatches,
  };
}

function notReplayedLines({ notReplayed }: Tally): string[] {
  if (notReplayed.size === 0) return [];
  const byCount = [...notReplayed].sort(([, a], [, b]) => b - a);
  const total = byCount.reduce((sum, [, count]) => sum + count, 0);
  return [
    `not modelled, recorded effect applied instead: ${total} (${byCount.map(([op, count]) => `${op} ${count}`).join(', ')})`,
  ];
}

function mismatchLines({ location, seed, index, op, args, before, differences }: Mismatch): string[] {
  return [
    `${location}: ${seed === null ? '' : `seed ${seed}, `}ops[${index}]: ${op} ${JSON.stringify(args)}`,
    `  state before  ${JSON.stringify(before)}`,
    ...differences.flatMap(({ what, expected, got }) => [
      `  ${what}`,
      `    expected  ${JSON.stringify(expected)}`,
      `    got       ${JSON.stringify(got)}`,
    ]),
  ];
}
