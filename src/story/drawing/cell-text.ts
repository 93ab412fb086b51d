/** A word as a drawing shows it: addresses in hexadecimal, and a dash where there is no memory. */
export function cellText(value: bigint | null, isAddress: boolean): string {
  if (value === null) return '–';
  return isAddress ? `0x${value.toString(16)}` : value.toString();
}

/** A byte as a dump shows it. */
export function byteText(value: number | null): string {
  return value === null ? '--' : value.toString(16).padStart(2, '0');
}
