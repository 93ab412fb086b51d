import type { Counterexample } from '../proof/verdict.ts';

const BYTES_A_LINE = 16;

/** A counterexample as a block of lines: inputs, memory, and what happened. */
export function formatCounterexample(counterexample: Counterexample): readonly string[] {
  const { assertion, inputs, memory, trace } = counterexample;
  return [
    `counterexample to '${assertion}', replayed:`,
    ...section('inputs', table(Object.entries(inputs).map(([name, value]) => [name, String(value)]))),
    ...memory.flatMap(({ name, regions, bytes }) => [
      ...section(`memory '${name}', regions`, table(regions.map(({ base, size }) => [base, `size ${size}`]))),
      ...section(`memory '${name}', bytes that are not 0`, table(bytes.flatMap(bytesInRows))),
    ]),
    ...section('what happened', trace),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];
}

/** Two columns, the first as wide as its widest cell. */
function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `${first.padEnd(width)}  ${second}`);
}

/** A run of bytes in rows of sixteen, each with its address; all-zero rows are left out. */
function bytesInRows({ addr, hex }: { addr: string; hex: string }): readonly (readonly [string, string])[] {
  const bytes = hex.match(/../g) ?? [];
  const rows: (readonly [string, string])[] = [];
  for (let offset = 0; offset < bytes.length; offset += BYTES_A_LINE) {
    const row = bytes.slice(offset, offset + BYTES_A_LINE);
    const address = `0x${(BigInt(addr) + BigInt(offset)).toString(16).padStart(addr.length - 2, '0')}`;
    if (row.some((byte) => byte !== '00')) rows.push([address, row.join(' ')]);
  }
  return rows;
}
