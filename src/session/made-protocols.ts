import type { Catalogue, ModelEntry } from '../load/catalogue.ts';
import type { Model } from '../proof/model.ts';
import { protocolOf } from '../virtio/protocol/kind.ts';
import { didYouMean } from '../text/nearest.ts';
import { importText } from './pair-file.ts';
import { UsageError } from './usage-error.ts';

/** The name that the module has which makes protocols of a run: there is no such file. */
export const PROTOCOLS_FILE = 'ringproof.protocols.ts';

const [DRIVER, DEVICE] = ['split-driver', 'split-device'] as const;

/** Those of these names that are 'driver+device', and no model's yet. */
export function protocolNames(
  names: readonly string[],
  { models }: Pick<Catalogue, 'models'>,
): readonly string[] {
  const known = new Set(models.map(({ name }) => name));
  return [...new Set(names)].filter((name) => name.includes('+') && !known.has(name));
}

/** The names that the two sides of such a name may have. */
export function sideNames(name: string): readonly string[] {
  return splitsOf(name).flat();
}

/**
 * The text of a module that puts a driver and a device of these models together for each name. Throws a `UsageError` for a name that is
 * not of two of them.
 */
export function protocolsText(names: readonly string[], models: readonly ModelEntry[]): string {
  const pairs = names.map((name) => sidesOf(name, models) ?? noSides(name, models));
  return [
    "import { protocolNamed } from 'ringproof/virtio/protocol';",
    ...pairs.flatMap(({ driver, device }, i) => [
      importText(`driver${i}`, { path: driver.module, isCompiled: false }),
      importText(`device${i}`, { path: device.module, isCompiled: false }),
      `export const protocol${i} = protocolNamed(${named(`driver${i}`, driver)}, ${named(`device${i}`, device)});`,
    ]),
    '',
  ].join('\n');
}

/** The same of models that this process has loaded; `undefined` where the name is not of two of them. */
export function madeProtocol(name: string, models: readonly Model[]): Model | undefined {
  const sides = sidesOf(name, models);
  return sides && protocolOf(sides.driver, sides.device);
}

function noSides(name: string, models: readonly ModelEntry[]): never {
  const of = (kind: string): readonly string[] =>
    [...new Set(models.filter((model) => model.kind === kind).map((model) => model.name))].sort();
  const [drivers, devices] = [of(DRIVER), of(DEVICE)];
  const pairs = drivers.flatMap((driver) => devices.map((device) => `${driver}+${device}`));
  throw new UsageError(
    `--model ${name}: there is no such model, and it names no driver and device of split queues${didYouMean(name, pairs)} ` +
      `(drivers: ${drivers.join(', ') || 'none'}; devices: ${devices.join(', ') || 'none'})`,
  );
}

interface Sides<T> {
  readonly driver: T;
  readonly device: T;
}

function sidesOf<T extends Pick<ModelEntry, 'name' | 'kind'>>(
  name: string,
  models: readonly T[],
): Sides<T> | undefined {
  const of = (kind: string, part: string): T | undefined =>
    models.find((model) => model.kind === kind && model.name === part);
  return splitsOf(name)
    .map(([front, back]) => ({ driver: of(DRIVER, front), device: of(DEVICE, back) }))
    .find((sides): sides is Sides<T> => sides.driver !== undefined && sides.device !== undefined);
}

/** Names of models may have a + themselves. */
function splitsOf(name: string): readonly (readonly [string, string])[] {
  const parts = name.split('+');
  return parts.slice(1).map((_, i) => [parts.slice(0, i + 1).join('+'), parts.slice(i + 1).join('+')]);
}

function named(exports: string, { name }: ModelEntry): string {
  return `{ exports: ${exports}, name: ${JSON.stringify(name)} }`;
}
