const UNITS: ReadonlyMap<string, number> = new Map([
  ['m', 2 ** 20],
  ['g', 2 ** 30],
]);

/** Less than a worker needs to start. */
const LEAST_BYTES = 128 * 2 ** 20;
const MOST_BYTES = 2 ** 40;

/** Thrown for a text that is no amount of memory; the message is a sentence for the person who wrote it. */
export class SizeError extends Error {
  override readonly name = 'SizeError';
}

/** Bytes of "512m", "2g" or "1.5g"; units are of 1024, and may be written MB or MiB. */
export function parseSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  if (amount === '')
    throw new SizeError(`'${text}' is not an amount of memory; write for example 512m or 2g`);
  if (unit === '')
    throw new SizeError(`'${text}' has no unit; did you mean ${amount}m or ${amount}g? Units are m and g`);
  const factor = UNITS.get(unit.toLowerCase().replace(/i?b$/, ''));
  if (factor === undefined) throw new SizeError(`'${text}' has an unknown unit '${unit}'; units are m and g`);
  const bytes = Math.round(Number(amount) * factor);
  if (bytes < LEAST_BYTES) throw new SizeError(`'${text}' is too little; a worker needs 128m to start`);
  if (bytes > MOST_BYTES) throw new SizeError(`'${text}' is too much; the most is 1024g`);
  return bytes;
}

/** Bytes as people write them: "512m", "2g", "1.5g". */
export function formatSize(bytes: number): string {
  const [amount, unit] = bytes >= 2 ** 30 ? [bytes / 2 ** 30, 'g'] : [bytes / 2 ** 20, 'm'];
  return `${Math.round(amount * 10) / 10}${unit}`;
}
