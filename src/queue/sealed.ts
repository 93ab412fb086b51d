import { digest } from '../cache/entry.ts';

/** A text that says of itself what it belongs to, and whether it is whole. */
export function sealed(name: string, text: string): string {
  return `${digest(`${name}\n${text}`)}\n${text}`;
}

/** The text; `null` where it is none of this name, or not whole. */
export function unsealed(name: string, text: string): string | null {
  const end = text.indexOf('\n');
  const content = text.slice(end + 1);
  return end >= 0 && text === sealed(name, content) ? content : null;
}
