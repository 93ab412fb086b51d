import { EXIT } from '../../report/exit-code.ts';
import type { CliIo } from '../../session/io.ts';
import { say } from '../../session/say.ts';
import { writeSnapshot } from '../snapshot-file.ts';
import type { FencesOptions } from './fence-options.ts';
import { fenceChanges, fenceSnapshotText, type FenceSnapshot } from './fence-snapshot.ts';
import type { FencesDocument, TabledFence } from './fences-shape.ts';

/** Says what is not as a snapshot says, and writes it if that is asked for; the exit code. `before`: the snapshot to compare with. */
export function judgedFences(
  document: FencesDocument,
  { snapshot, update }: FencesOptions,
  before: FenceSnapshot | null,
  io: CliIo,
): number {
  const isKnown =
    document.loadFailures.length === 0 && document.episodes.every(({ problem }) => problem === null);
  const code = !isKnown ? EXIT.failed : document.fences.some(isUndecided) ? EXIT.undecided : EXIT.expected;
  if (snapshot === undefined) return code;
  if (code !== EXIT.expected) {
    // What is not known would be said to have changed.
    const what = update === true ? 'written' : 'compared';
    say(io.stderr, `error: --snapshot ${snapshot}: it is not ${what}, since not all is known`);
    return code;
  }
  if (before === null) writeSnapshot(snapshot, fenceSnapshotText(document), io);
  const changes = before === null ? [] : fenceChanges(before, document);
  for (const change of changes) say(io.stderr, `error: ${change}`);
  if (changes.length === 0) return code;
  say(
    io.stderr,
    `error: if that is right, write ${snapshot} with --update; else give the place the ordering that it needs`,
  );
  return EXIT.refuted;
}

/** Whether a solver had no answer, or a bound was too low, on a place of which all else is known. */
function isUndecided({ reasons }: TabledFence): boolean {
  return reasons.some((reason) => reason.includes(' is undecided '));
}
