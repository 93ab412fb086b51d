import { CompiledError, type CompiledModule } from '../../../compiled/index.ts';
import { didYouMean } from '../../../text/nearest.ts';
import { optionalExports, requiredExports, TOGETHER, type OwnFields, type Signature } from './contract.ts';

/** Exports that toolchains add. */
const OF_TOOLCHAINS = /^(_|memory$)/;

/** Throws a `CompiledError` where a module does not export what the contract asks for, that names everything which is wrong. */
export function checkExports(module: CompiledModule, own: OwnFields): void {
  const required: Readonly<Record<string, Signature>> = requiredExports(own);
  const optional: Readonly<Record<string, Signature>> = optionalExports(own);
  const known = [...Object.keys(required), ...Object.keys(optional)];
  const unknown = [...module.exports.keys()].filter(
    (name) => !known.includes(name) && !OF_TOOLCHAINS.test(name),
  );
  const has = (name: string): boolean => module.exports.has(name);
  const faults = [
    ...Object.entries(required).flatMap(([name, signature]) => faultOf(module, name, signature, unknown)),
    ...Object.entries(optional)
      .filter(([name]) => has(name))
      .flatMap(([name, signature]) => faultOf(module, name, signature, unknown)),
    ...TOGETHER.filter((row) => row.some(has) && !row.every(has)).map(
      (row) => `${row.join(', ')} belong together: export all of them or none`,
    ),
  ];
  if (faults.length === 0) return;
  throw new CompiledError(
    `${module.source}: it does not keep the contract of a split queue: ${faults.join('; ')}`,
    'In C, include ringproof_queue.h, which declares every function of the contract, and define what is missing; in Rust, implement the trait of ringproof_queue.rs. ringproof init --compiled c writes an example.',
  );
}

function faultOf(
  module: CompiledModule,
  name: string,
  { params, results }: Signature,
  unknown: readonly string[],
): readonly string[] {
  const found = module.exports.get(name);
  const wanted = inWords(params, results);
  if (found === undefined) return [`the export '${name}' (${wanted}) is missing${didYouMean(name, unknown)}`];
  const is = inWords(found.params, found.results);
  return is === wanted ? [] : [`'${name}' is ${is}; the contract says ${wanted}`];
}

function inWords(params: readonly string[], results: readonly string[]): string {
  const [first] = params;
  const isLong = params.length > 3 && params.every((type) => type === first);
  const taken = isLong ? `${params.length} of ${first ?? ''}` : params.join(', ');
  return `(${taken}) -> ${results.length === 0 ? 'nothing' : results.join(', ')}`;
}
