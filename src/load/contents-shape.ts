import { CITED, FINDING } from '../result/result-shape.ts';
import { RINGS, ROLES, UNANSWERED, type RequirementWords } from '../requirement/entry.ts';
import type { Shape } from '../shape/shape.ts';
import { listOf, object, optional, orNull, recordOf } from '../shape/structures.ts';
import { exactly, oneOf, TEXT, wholeNumber } from '../shape/values.ts';
import type { FileContents, LoadFailure, ModelEntry, ProofEntry } from './catalogue.ts';

type ShapesOf<T> = Record<keyof T, Shape<unknown>>;

const TEXTS = listOf(TEXT);
const COUNT = wholeNumber();
const BOUND = orNull(object({ what: TEXT, limit: TEXT }));
const YES = optional(exactly(true));

const PROOF_ENTRY: Shape<ProofEntry> = object({
  ...{ id: TEXT, title: TEXT, family: orNull(TEXT), needs: TEXTS, requirements: TEXTS, harnesses: TEXTS },
  ...{ doesNotProve: TEXT, bound: BOUND, isOwn: YES, isShipped: YES, cited: optional(listOf(CITED)) },
  ...{ timeoutMs: orNull(COUNT), rlimit: orNull(COUNT), memoryBytes: orNull(COUNT) },
  ...{ file: TEXT, line: COUNT, module: TEXT },
} satisfies ShapesOf<ProofEntry>);

const MODEL_ENTRY: Shape<ModelEntry> = object({
  ...{ name: TEXT, kind: TEXT, capabilities: TEXTS, operations: TEXTS, source: TEXT, module: TEXT },
  ...{ bound: optional(BOUND), findings: recordOf(FINDING) },
} satisfies ShapesOf<ModelEntry>);

const WORDS: Shape<RequirementWords> = object({
  ...{ section: optional(TEXT), level: optional(TEXT), text: optional(TEXT) },
  ...{ role: optional(oneOf(ROLES)), ring: optional(oneOf(RINGS)) },
  ...{ proofs: optional(TEXTS), copes: optional(TEXTS) },
  unanswered: optional(recordOf(object({ answer: oneOf(UNANSWERED), reason: TEXT }))),
} satisfies ShapesOf<RequirementWords>);

const FAILURE: Shape<LoadFailure> = object({
  ...{ file: TEXT, line: orNull(COUNT), column: orNull(COUNT), message: TEXT, details: TEXTS, hints: TEXTS },
});

/** What each of some files was found to export, in a cache. */
export const CONTENTS: Shape<readonly FileContents[]> = listOf(
  object({
    ...{ proofs: listOf(PROOF_ENTRY), models: listOf(MODEL_ENTRY), failures: listOf(FAILURE) },
    ...{ requirements: optional(recordOf(WORDS)), isShipped: YES },
  } satisfies ShapesOf<FileContents>),
);
