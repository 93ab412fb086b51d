import { DeclarationError } from '../proof/declaration-error.ts';
import { isModel, type Model } from '../proof/model.ts';
import type { ErrorsAs } from '../proof/pairing.ts';
import { didYouMean } from '../text/nearest.ts';

/** A compiled module, as an import of it gives it. */
interface Code {
  readonly path: string;
  readonly base64: string;
}

/** One of two things to compare: a model that a file exports, by name or as the only one of its interface, or compiled code. */
export type Compared =
  | {
      /** As the command line names it. */
      readonly from: string;
      readonly exports: Readonly<Record<string, unknown>>;
      /** `null` for whichever there is. */
      readonly name: string | null;
      /** Name of the interface that it is a model of; of any where left out. */
      readonly kind?: string;
    }
  | { readonly from: string; readonly name: string; readonly code: Code };

/** What two models are compared in. */
export interface CompareOptions {
  readonly errors: ErrorsAs;
  readonly isInUse: boolean;
  /** What compiled modules are declared like: the other side where left out, if that is a compiled queue. */
  readonly like?: Compared;
}

/** Makes a model of compiled code, declared like another one of compiled code where there is one. */
export type Compile = (code: Code, name: string, like: Model | null) => Model;

/**
 * Two models as one, whose own proofs are that each operation does the same in both: what `ringproof diff` checks. Throws a
 * `DeclarationError` where the files export no two models of one interface that says how its models are compared.
 */
export function pairIn(a: Compared, b: Compared, options: CompareOptions, compile: Compile): Model {
  const [ofA, ofB] = [modelsIn(a), modelsIn(b)];
  const [like = null] = options.like === undefined ? (ofA ?? ofB ?? []) : (modelsIn(options.like) ?? []);
  const [first, second] = matching(
    [a, ofA ?? compiledIn(a, like, compile)],
    [b, ofB ?? compiledIn(b, like, compile)],
  );
  const { pairing = null } = first;
  if (pairing === null)
    throw new DeclarationError(
      `models of '${first.kind}' cannot be compared: the interface does not say how (pairing of its ModelKind)`,
    );
  const names = first.name === second.name ? (['a', 'b'] as const) : ([first.name, second.name] as const);
  return pairing(first, second, { names, errors: options.errors, isInUse: options.isInUse });
}

/** The models that are meant; `undefined` of compiled code. */
function modelsIn(given: Compared): readonly Model[] | undefined {
  if ('code' in given) return undefined;
  const models = Object.values(given.exports).filter(isModel);
  const meant = models.filter(
    ({ name, kind }) => (given.name === null || name === given.name) && kind === (given.kind ?? kind),
  );
  if (meant.length > 0) return meant;
  const names = models.map(({ name }) => name);
  throw new DeclarationError(
    given.name === null
      ? `${given.from} exports no model`
      : `there is no model '${given.name}' in ${given.from}${didYouMean(given.name, names)}`,
  );
}

function compiledIn(given: Compared, like: Model | null, compile: Compile): readonly Model[] {
  return 'code' in given ? [compile(given.code, given.name, like)] : [];
}

/** The first of one side that has a counterpart of its interface on the other. */
function matching(
  [a, ofA]: readonly [Compared, readonly Model[]],
  [b, ofB]: readonly [Compared, readonly Model[]],
): readonly [Model, Model] {
  for (const first of ofA) {
    const second = ofB.find(({ kind }) => kind === first.kind);
    if (second !== undefined) return [first, second];
  }
  throw new DeclarationError(
    `${a.from} is a model of ${kindsOf(ofA)}, and ${b.from} of ${kindsOf(ofB)}: compare models of one interface`,
  );
}

function kindsOf(models: readonly Model[]): string {
  return models.map(({ kind }) => `'${kind}'`).join(', ');
}
