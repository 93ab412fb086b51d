import type { Json, JsonObject } from '../../conform/json.ts';
import { scalar } from './scalar.ts';
import { aboutLines, type Written } from './comment.ts';
import type { RecordedCase, RecordedOp } from './recorded-case.ts';

/**
 * A C header with the queue, the raw image of guest memory, the calls, and what the model answers and leaves: data only, to be
 * compared with what an implementation does.
 */
export function cFixture(about: Written, { memory, queue, ops }: RecordedCase): string {
  const states = ops.map(({ state }) => state ?? {});
  const after = Object.assign({}, queue, ...states) as JsonObject;
  return [
    '/*',
    ...aboutLines(about, ' * '),
    ' *',
    ' * Map the regions, copy the runs of bytes_before into them (all other bytes are 0), bring a queue into the state',
    ' * queue_before, and make the calls in order. Results, bytes_written and queue_after are what the model does; a call',
    ' * with is_driver set is no call: the driver writes its bytes.',
    ' */',
    '#include <stdbool.h>',
    '#include <stdint.h>',
    '',
    'struct region { uint64_t base; uint64_t size; };',
    'struct bytes { uint64_t addr; uint32_t length; const uint8_t *data; };',
    `struct queue { ${Object.entries(queue)
      .map(([name, value]) => `${typeOf(value)} ${name};`)
      .join(' ')} };`,
    'struct call { const char *name; const char *arguments; const char *result; bool is_driver; };',
    '',
    ...table(
      'struct region',
      'regions',
      memory.regions.map(({ base, size }) => `{ ${number(base)}, ${number(size)} }`),
    ),
    ...table('struct bytes', 'bytes_before', memory.bytes.map(run)),
    `static const struct queue queue_before = ${struct(queue)};`,
    ...table('struct call', 'calls', ops.map(call)),
    ...ops.flatMap(({ writes }, i) => table('struct bytes', `bytes_written_${i}`, listOf(writes).map(run))),
    `static const struct queue queue_after = ${struct(after)};`,
    '',
  ].join('\n');
}

/** An array and its length; C has no empty ones. */
function table(type: string, name: string, entries: readonly string[]): readonly string[] {
  const values = entries.length === 0 ? ['{ 0 }'] : entries;
  return [
    `static const ${type} ${name}[] = {`,
    ...values.map((entry) => `    ${entry},`),
    '};',
    `static const unsigned ${name}_count = ${entries.length};`,
  ];
}

function run(entry: JsonObject): string {
  const { addr, hex } = entry;
  const bytes = typeof hex === 'string' ? (hex.match(/../g) ?? []) : [];
  const data = bytes.map((byte) => `0x${byte}`).join(', ');
  return `{ ${number(addr)}, ${bytes.length}, (const uint8_t[]){ ${data} } }`;
}

function call({ op, args = {}, result }: RecordedOp): string {
  const isDriver = op === 'mem_write';
  const given = isDriver
    ? ''
    : Object.entries(args)
        .map(([name, value]) => `${name}=${scalar(value)}`)
        .join(' ');
  const answer = result === undefined ? '' : JSON.stringify(result);
  return `{ ${JSON.stringify(op)}, ${JSON.stringify(given)}, ${JSON.stringify(answer)}, ${isDriver} }`;
}

function struct(fields: JsonObject): string {
  return `{ ${Object.entries(fields)
    .map(([name, value]) => `.${name} = ${number(value)}`)
    .join(', ')} }`;
}

function typeOf(value: Json): string {
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'uint64_t' : 'uint16_t';
}

function number(value: Json | undefined): string {
  return typeof value === 'string' ? `UINT64_C(${value})` : scalar(value);
}

function listOf(writes: Json | undefined): readonly JsonObject[] {
  // Runs of bytes, as `encodeRuns` makes them.
  return (writes ?? []) as readonly JsonObject[];
}
