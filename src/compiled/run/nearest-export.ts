import { nearest } from '../../text/nearest.ts';

/** What to do where a function of this name is not exported. */
export function nearestOr(name: string, exported: readonly string[]): string {
  const [close] = nearest(name, exported, 1);
  return close === undefined
    ? `Export it: __attribute__((export_name("${name}"))) in C, #[no_mangle] pub extern "C" in Rust.`
    : `Did you mean '${close}'? If not, export '${name}'.`;
}
