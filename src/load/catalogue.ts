import { REQUIREMENTS_FILE } from './discover.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Finding } from '../proof/finding.ts';
import type { Bound } from '../proof/bound.ts';
import type { RequirementWords } from '../requirement/entry.ts';
import type { CitedRequirement, Failure } from '../result/verdict.ts';

/** What the parent process knows of a proof: everything but its body. Serialisable. */
export interface ProofEntry {
  readonly id: string;
  readonly title: string;
  /** The interface it is asked of; `null` for a proof about no model. */
  readonly family: string | null;
  /** Optional members of that interface which it needs of a model. */
  readonly needs: readonly string[];
  readonly requirements: readonly string[];
  /** The same, with what the project says of them; left out where only one file was looked at. */
  readonly cited?: readonly CitedRequirement[];
  /** Harnesses of other tools that say less, as 'project name'. */
  readonly harnesses: readonly string[];
  readonly doesNotProve: string;
  readonly bound: Bound | null;
  /** One of the tool's own proofs of a model. */
  readonly isOwn?: true;
  /** A property that comes with the tool. */
  readonly isShipped?: true;
  /** The proof's own wall-clock limit; `null` where it sets none. */
  readonly timeoutMs: number | null;
  /** The proof's own limit in steps of the embedded solver; `null` where it sets none. */
  readonly rlimit: number | null;
  /** The proof's own limit of memory; `null` where it sets none. */
  readonly memoryBytes: number | null;
  /** Where it is declared, relative to the working directory. */
  readonly file: string;
  readonly line: number;
  /** The file that exports it, relative to the working directory. */
  readonly module: string;
}

/** What the parent process knows of a model. Serialisable. */
export interface ModelEntry {
  readonly name: string;
  readonly kind: string;
  /** Which members of the interface it has. */
  readonly capabilities: readonly string[];
  /** Its operations, each after the part that it is of: 'queue.pop'. */
  readonly operations: readonly string[];
  readonly source: string;
  /** What no proof on it says anything of. */
  readonly bound?: Bound | null;
  /** By proof id. */
  readonly findings: Readonly<Record<string, Finding>>;
  /** The file that exports it, relative to the working directory. */
  readonly module: string;
}

/** Something that keeps a proof or a model from being run at all. */
export interface LoadFailure extends Failure {
  readonly file: string;
  /** Counted from 1; `null` where only the file is known. */
  readonly line: number | null;
  readonly column: number | null;
}

/** What loading one file gave. */
export interface FileContents {
  readonly proofs: readonly ProofEntry[];
  readonly models: readonly ModelEntry[];
  readonly failures: readonly LoadFailure[];
  /** What the project says of requirements, by id; left out where the file says nothing of any. */
  readonly requirements?: Readonly<Record<string, RequirementWords>>;
  /** It comes with the tool. */
  readonly isShipped?: true;
}

/** Everything there is to run, in order of id and name. */
export interface Catalogue extends Omit<FileContents, 'requirements' | 'isShipped'> {
  /** What the tool and the project say of requirements, by id. */
  readonly requirements: Readonly<Record<string, RequirementWords>>;
  /** The family of each proof that was loaded, by id, also of those that no model is asked; `null` for one about no model. */
  readonly families: ReadonlyMap<string, string | null>;
}

/** Puts the contents of files together; what is declared twice is kept once and reported. */
export function catalogueOf(files: readonly FileContents[]): Catalogue {
  const failures = files.flatMap((file) => file.failures);
  const proofs = new Map<string, ProofEntry>();
  for (const proof of files.flatMap((file) => file.proofs)) {
    const first = proofs.get(proof.id);
    if (first === undefined) proofs.set(proof.id, proof);
    else failures.push(declaredTwice(`the proof id '${proof.id}'`, place(first), proof));
  }
  const models = new Map<string, ModelEntry>();
  for (const model of files.flatMap((file) => file.models)) {
    const key = JSON.stringify([model.kind, model.name]);
    const first = models.get(key);
    const what = `the name '${model.name}' of a model of '${model.kind}'`;
    if (first === undefined) models.set(key, model);
    else failures.push(declaredTwice(what, first.module, { file: model.module, line: null }));
  }
  const words = wordsIn(files);
  const kinds = new Set([...models.values()].map(({ kind }) => kind));
  // What comes with the tool is there for the project's models.
  const asked = [...proofs.values()].filter(
    ({ isShipped, family }) => isShipped !== true || (family !== null && kinds.has(family)),
  );
  const hasTable = files.some(
    ({ requirements, isShipped }) => requirements !== undefined && isShipped !== true,
  );
  // A project without a table, and with none of the tool's properties, may cite what it likes.
  if (words.size > 0 && (hasTable || asked.some(({ isShipped }) => isShipped)))
    failures.push(...asked.flatMap((proof) => undeclared(proof, words)));
  return {
    proofs: asked.map((proof) => withWords(proof, words)).sort((a, b) => compare(a.id, b.id)),
    models: [...models.values()].sort((a, b) => compare(a.name, b.name)),
    failures,
    requirements: Object.fromEntries(words),
    families: new Map([...proofs.values()].map(({ id, family }) => [id, family])),
  };
}

/** By id, what files say of requirements; a later file adds to what an earlier one says. */
function wordsIn(files: readonly FileContents[]): ReadonlyMap<string, RequirementWords> {
  const words = new Map<string, RequirementWords>();
  for (const { requirements = {} } of files) {
    for (const [id, more] of Object.entries(requirements)) words.set(id, { ...words.get(id), ...more });
  }
  return words;
}

function withWords(proof: ProofEntry, words: ReadonlyMap<string, RequirementWords>): ProofEntry {
  return { ...proof, cited: proof.requirements.map((id) => ({ id, ...citedWords(words.get(id)) })) };
}

function citedWords(words: RequirementWords = {}): Omit<CitedRequirement, 'id'> {
  const { section, level, text } = words;
  return {
    ...(section === undefined ? {} : { section }),
    ...(level === undefined ? {} : { level }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Requirements that a proof cites and the project's table does not have: misspelt, mostly. */
function undeclared(
  { id, requirements, file, line }: ProofEntry,
  words: ReadonlyMap<string, RequirementWords>,
): readonly LoadFailure[] {
  return requirements
    .filter((requirement) => !words.has(requirement))
    .map((requirement) => ({
      ...{ file, line: line > 0 ? line : null, column: null },
      message: `the proof '${id}' cites the requirement '${requirement}', which neither comes with ringproof nor is in ${REQUIREMENTS_FILE}${didYouMean(requirement, [...words.keys()])}`,
      details: [],
      hints: [`Fix the id, or add the requirement to ${REQUIREMENTS_FILE}.`],
    }));
}

function declaredTwice(
  what: string,
  first: string,
  second: { file: string; line: number | null },
): LoadFailure {
  return {
    ...{ file: second.file, line: second.line, column: null },
    message: `${what} is taken: it is declared at ${first} and again at ${place(second)}`,
    details: [],
    hints: ['Rename one of the two; only the first is used.'],
  };
}

function place(where: { file: string; line: number | null }): string {
  return where.line === null ? where.file : `${where.file}:${where.line}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A proof, and where it is asked of a model that model, by the files that export them. */
export interface Task {
  readonly proof: { readonly id: string; readonly module: string; readonly isShipped?: true };
  readonly model: { readonly name: string; readonly kind: string; readonly module: string } | null;
}
