import type { Access, Question } from './program.ts';

type AnyStep = Access | { readonly kind: 'fence'; readonly id: string };

/**
 * Throws a `TypeError` where a program is not well formed: two steps, loads or values that are one by mistake would be
 * constrained twice, and prove what does not hold.
 */
export function validate(program: Question & { readonly threads: readonly (readonly AnyStep[])[] }): void {
  const steps = program.threads.flat();
  const byId = new Map(steps.map((step) => [step.id, step]));
  if (byId.size !== steps.length) throw new TypeError('two steps of a memory program have the same id');
  const loads = steps.flatMap((step) => (step.kind === 'load' ? [step.value] : []));
  // A cell that holds only one value has a constant for its variable.
  const values = [...loads, ...program.finals.map(({ value }) => value)].filter(
    ({ kind }) => kind !== 'const',
  );
  if (values.some(({ kind }) => kind !== 'var') || new Set(values).size !== values.length) {
    throw new TypeError('every load and every final value of a memory program needs a variable of its own');
  }
  for (const { load } of program.history) {
    if (byId.get(load)?.kind !== 'load') throw new TypeError(`history of '${load}', which is not a load`);
  }
  for (const thread of program.threads) {
    thread.forEach((step, i) => {
      if (step.kind !== 'fence') validateAccess(step, thread.slice(0, i), thread);
    });
  }
}

function validateAccess(access: Access, earlier: readonly AnyStep[], thread: readonly AnyStep[]): void {
  const { id, partner, dependencies } = access;
  for (const load of Object.values(dependencies).flat()) {
    if (!earlier.some((step) => step.id === load && step.kind === 'load')) {
      throw new TypeError(`'${id}' depends on '${load}', which is not an earlier load of its thread`);
    }
  }
  if (partner === undefined) return;
  const other = thread.find((step) => step.id === partner);
  const [load, store] = access.kind === 'load' ? [access, other] : [other, access];
  const isPair =
    load?.kind === 'load' &&
    store?.kind === 'store' &&
    load.partner === store.id &&
    store.partner === load.id &&
    thread.indexOf(load) < thread.indexOf(store);
  if (!isPair || load.cell.field !== store.cell.field || load.cell.index !== store.cell.index) {
    throw new TypeError(`'${id}' and '${partner}' are not a load and a later store that update one cell`);
  }
}
