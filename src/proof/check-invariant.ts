import { didYouMeanOr } from '../text/nearest.ts';
import { DeclarationError } from './declaration-error.ts';
import { isFixed, type GhostSchema } from './ghost.ts';

/** What is checked of an invariant when it is declared. Types are stripped, not checked, on the way here: `other` may be left out. */
interface Declared {
  readonly id: string;
  readonly of: {
    readonly steps: object;
    readonly makers: object;
    readonly consecutive?: readonly string[];
    readonly other: object | null | undefined;
  };
  readonly ghost: GhostSchema;
  readonly environment?: Readonly<Record<string, { readonly when?: object; readonly writes?: unknown }>>;
  readonly holds: object;
  readonly initially: object;
  readonly after: object;
}

/**
 * Throws a `DeclarationError` where an invariant says nothing, leaves an operation or a beginning out, names one that there is
 * not, or has a ghost value that nothing updates.
 */
export function checkInvariant({ id, of, ghost, environment = {}, holds, initially, after }: Declared): void {
  const fault = (what: string): DeclarationError => new DeclarationError(`the invariant '${id}' ${what}`);
  const [steps, makers] = [Object.keys(of.steps), Object.keys(of.makers)];
  if (Object.keys(holds).length === 0) throw fault('says nothing: state its conditions in holds');
  const known = (names: readonly string[], there: readonly string[], where: string): void => {
    for (const name of names)
      if (!there.includes(name))
        throw fault(
          `names '${name}' in ${where}, which does not exist${didYouMeanOr(name, there, `use one of: ${there.join(', ')}`)}`,
        );
  };
  known(Object.keys(after), steps, 'after');
  known(Object.keys(initially), makers, 'initially');
  known(of.consecutive ?? [], steps, 'consecutive of its lifecycle');
  if (typeof of.other !== 'object')
    throw fault(
      'is of a lifecycle that does not say who else writes memory: give other, or null where the steps are all that does',
    );
  for (const [name, { when = {}, writes }] of Object.entries(environment)) {
    known(Object.keys(when), steps, `environment '${name}'`);
    if (writes !== undefined && of.other === null)
      throw fault(
        `says in environment '${name}' what the other side writes, and its lifecycle has none: state it in when or always`,
      );
  }
  for (const step of steps)
    if (!(step in after))
      throw fault(
        `does not say what ${step} does to its ghost values: add ${step}: {} to after where it changes none`,
      );
  for (const maker of makers)
    if (!(maker in initially))
      throw fault(
        `does not say what its ghost values begin with after ${maker}: add ${maker}: { ... } to initially`,
      );
  const updated = new Set<string>();
  for (const [step, updates] of Object.entries(after)) {
    const fields = namesOf(updates);
    known(fields, Object.keys(ghost), `after.${step}`);
    for (const field of fields) {
      const { kind } = ghost[field] ?? {};
      if (kind !== undefined && isFixed(kind))
        throw fault(
          `updates '${field}' in after.${step}, a ghost value that never changes: declare it otherwise than with ghost.${kind}()`,
        );
      updated.add(field);
    }
  }
  const changing = Object.entries(ghost).flatMap(([name, { kind }]) => (isFixed(kind) ? [] : [name]));
  for (const [maker, first] of Object.entries(initially)) {
    const given = namesOf(first);
    known(given, changing, `initially.${maker}`);
    for (const name of changing)
      if (!given.includes(name)) throw fault(`does not say what '${name}' begins with in initially.${maker}`);
  }
  for (const name of changing)
    if (!updated.has(name))
      throw fault(
        `never updates its ghost value '${name}': update it in after, or declare it with ghost.any() where it never changes`,
      );
}

/** The names of what an object has; none of what is no object. */
function namesOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
