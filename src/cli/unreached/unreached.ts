import type { MarkedFile } from '../../load/reach/mark-models.ts';
import type { ModelEntry } from '../../load/catalogue.ts';
import type { CompiledPlace } from '../../result/reached.ts';
import type { JobReach } from '../../runner/remote-runner.ts';
import { reasonsIn, type Reason } from './reasons.ts';

/** A place of models that no proof enters. */
export interface Unreached {
  readonly kind: 'function' | 'branch' | 'member';
  /** From the working directory, with forward slashes. */
  readonly file: string;
  /** Counted from 1; `null` where only the file is known. */
  readonly line: number | null;
  readonly column: number | null;
  /** The function that it is or is in, or the operation. */
  readonly name: string;
  /** Of a branch: what does not happen; '' of others. */
  readonly what: string;
  readonly models: readonly string[];
  /** Why that is as it should be, as a comment beside it says; `null` where none does. */
  readonly reason: string | null;
}

/** A reason beside a place that is reached, or beside none. */
export interface StaleReason {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** What of models is not entered by any proof. */
export interface Coverage {
  /** How many places there are, and how many of them are entered. */
  readonly places: number;
  readonly reached: number;
  readonly unreached: readonly Unreached[];
  readonly stale: readonly StaleReason[];
}

/** Reads a file of the working directory; `null` where it cannot. */
export type ReadSource = (file: string) => string | null;

/** A place that could be reached. */
interface Candidate extends Omit<Unreached, 'reason'> {
  readonly isReached: boolean;
  /** Lines beside which a reason may stand. */
  readonly anchors: readonly number[];
  /** The candidate around it, which speaks for it where it is not reached either. */
  readonly parent: Candidate | null;
}

/** Compares what models have with what proofs enter. */
export function coverageOf(
  files: readonly MarkedFile[],
  models: readonly ModelEntry[],
  runs: readonly JobReach[],
  read: ReadSource,
): Coverage {
  const entered = new Set(runs.flatMap(({ reached }) => reached.places));
  const inTexts = files.flatMap((file) => placesOf(file, entered));
  const all = [...inTexts, ...compiledPlaces(runs, entered), ...membersOf(models, runs, files, inTexts)];
  const reasons = new Map<string, readonly Reason[]>(
    [...new Set([...files.map(({ path }) => path), ...all.map(({ file }) => file)])].map((file) => [
      file,
      reasonsIn(files.find(({ path }) => path === file)?.source ?? read(file) ?? ''),
    ]),
  );
  const missed = all.filter(({ isReached }) => !isReached);
  const used = new Set<Reason>();
  const reasonOf = ({ file, anchors }: Candidate): Reason | undefined => {
    const ofFile = reasons.get(file) ?? [];
    const found =
      ofFile.find(({ about }) => about !== null && anchors.includes(about)) ??
      ofFile.find(({ about }) => about === null);
    if (found !== undefined) used.add(found);
    return found;
  };
  const unreached = missed.map((place) => ({ place, reason: reasonOf(place)?.text ?? null }));
  return {
    places: all.length,
    reached: all.length - missed.length,
    // One inside another says no more.
    unreached: unreached
      .filter(({ place }) => place.parent === null || place.parent.isReached)
      .map(({ place: { isReached: _, anchors: __, parent: ___, ...place }, reason }) => ({
        ...place,
        reason,
      })),
    stale: [...reasons].flatMap(([file, list]) =>
      list
        .filter((reason) => !used.has(reason))
        .map(({ line, text }): StaleReason => ({ file, line, reason: text })),
    ),
  };
}

function placesOf({ path, models, places }: MarkedFile, entered: ReadonlySet<string>): readonly Candidate[] {
  const made: Candidate[] = [];
  for (const { kind, line, column, name, what, id, parent, anchors } of places) {
    const around = parent === null ? null : (made[parent] ?? null);
    const place = { kind, file: path, line, column, name, what, models, anchors };
    made.push({ ...place, isReached: entered.has(id), parent: around });
  }
  return made;
}

/** Functions of compiled code, each once. */
function compiledPlaces(runs: readonly JobReach[], entered: ReadonlySet<string>): readonly Candidate[] {
  const modelsOf = new Map<string, Set<string>>();
  const places = new Map<string, CompiledPlace>();
  for (const { job, reached } of runs)
    for (const place of reached.compiled) {
      places.set(place.id, place);
      modelsOf.set(place.id, (modelsOf.get(place.id) ?? new Set()).add(job.model?.name ?? ''));
    }
  return [...places.values()].map(({ id, name, file, line }) => ({
    ...{ kind: 'function', file, line, column: null, name, what: '' },
    models: [...(modelsOf.get(id) ?? [])].sort(),
    ...{ isReached: entered.has(id), anchors: line === null ? [] : [line], parent: null },
  }));
}

/** Operations that models declare. One whose function is in a text, and is not entered, is not listed twice. */
function membersOf(
  models: readonly ModelEntry[],
  runs: readonly JobReach[],
  files: readonly MarkedFile[],
  inTexts: readonly Candidate[],
): readonly Candidate[] {
  return models.flatMap(({ name, kind, module, operations }) => {
    const own = runs.filter(({ job: { model } }) => model?.name === name && model.kind === kind);
    const called = new Set(own.flatMap(({ reached }) => reached.operations));
    const isListed = (operation: string): boolean =>
      inTexts.some(
        (place) =>
          place.kind === 'function' &&
          !place.isReached &&
          place.models.includes(name) &&
          place.name.split('.').at(-1) === lastPart(operation),
      );
    return operations
      .filter((operation) => called.has(operation) || !isListed(operation))
      .map((operation): Candidate => {
        const { file, line } = declared(lastPart(operation), name, module, files);
        return {
          ...{ kind: 'member', file, line, column: null, name: operation, what: '', models: [name] },
          ...{ isReached: called.has(operation), anchors: line === null ? [] : [line], parent: null },
        };
      });
  });
}

function lastPart(operation: string): string {
  return operation.slice(operation.lastIndexOf('.') + 1);
}

/** Where a model's files have an operation: the first line that begins with its name. */
function declared(
  operation: string,
  model: string,
  module: string,
  files: readonly MarkedFile[],
): { readonly file: string; readonly line: number | null } {
  for (const { path, source } of files.filter(({ models }) => models.includes(model))) {
    const line = source
      .split('\n')
      .findIndex((text) => new RegExp(`^\\s*${operation.replaceAll('$', '\\$')}\\s*[:,(]`).test(text));
    if (line >= 0) return { file: path, line: line + 1 };
  }
  return { file: module, line: null };
}
