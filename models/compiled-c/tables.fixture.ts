import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildC, findClang, type CLevel } from '../../scripts/compiled/c.ts';

/** A change of a file: a text that it has once, and what is there instead. */
export interface Change {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The queue with arrays of its own: where in the avail ring each head was found, and how often it was added. */
export const TABLES: readonly Change[] = [
  {
    file: 'queue.h',
    find: '/* A walk along one chain',
    replace: `/* Of each head: the running index that it was popped at, and how it came back. */
struct returned { uint32_t len; uint16_t times, spare; };
extern uint16_t queue_popped_at[32768];
extern struct returned queue_returned[256];
/* A walk along one chain`,
  },
  {
    file: 'queue.c',
    find: 'enum { NO_NOTIFICATION = 1 };',
    replace: `enum { NO_NOTIFICATION = 1 };
uint16_t queue_popped_at[32768];
struct returned queue_returned[256];`,
  },
  {
    file: 'queue.c',
    find: '  q->next_avail++;\n  return 1;',
    replace: '  queue_popped_at[head] = q->next_avail;\n  q->next_avail++;\n  return 1;',
  },
  {
    file: 'queue.c',
    find: '  q->next_used++;\n',
    replace: `  struct returned *returned = &queue_returned[head & 255];
  returned->len = len;
  returned->times++;
  q->next_used++;
`,
  },
  {
    file: 'setup.c',
    find: 'void queue_reset(struct queue *q) { ',
    replace: `void queue_reset(struct queue *q) {
  __builtin_memset(queue_popped_at, 0, sizeof queue_popped_at);
  __builtin_memset(queue_returned, 0, sizeof queue_returned);
  `,
  },
  {
    file: 'exports.c',
    find: 'static struct chain walk;',
    replace: `static struct chain walk;
RINGPROOF_TABLES(
  RINGPROOF_TABLE_OF(popped_at, queue_popped_at, RINGPROOF_QUEUE_MAX_SIZE),
  RINGPROOF_TABLE(returned, queue_returned));`,
  },
];

export const clang = findClang();

/** The text of a file with those changes that are of it. Throws an `Error` unless each finds its text once. */
export function changed(file: string, changes: readonly Change[], text: string): string {
  return changes
    .filter((change) => change.file === file)
    .reduce((before, { find, replace }) => {
      if (before.split(find).length !== 2) throw new Error(`'${find}' is not in ${file} once`);
      return before.replace(find, () => replace);
    }, text);
}

/** Compiles the queue in C with some changes, and returns the bytes of the module in base64. */
export function buildWith(changes: readonly Change[], level: CLevel = '-O2'): string {
  if ('missing' in clang) throw new Error(clang.missing);
  const copy = mkdtempSync(join(tmpdir(), 'ringproof-tables-'));
  try {
    cpSync(folder, copy, { recursive: true });
    for (const file of new Set(changes.map((change) => change.file))) {
      const path = join(copy, file);
      writeFileSync(path, changed(file, changes, readFileSync(path, 'utf8')));
    }
    buildC(clang.path, copy, join(copy, 'changed.wasm'), level, true);
    return readFileSync(join(copy, 'changed.wasm'), 'base64');
  } finally {
    rmSync(copy, { recursive: true });
  }
}
