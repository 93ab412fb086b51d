import type { Json } from '../conform/json.ts';

/** A number, a Boolean or a string of a recording, as it stands in source text. */
export function scalar(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
