import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('..', import.meta.url));

/** Words of one family alone, as properties, states or recordings have them. */
const WORDS =
  /avail_?ring|used_?ring|desc_?table|descriptor table|next_?avail|next_?used|num_?added|add_?used|(avail|used)_?event/i;

test('should have words of split queues in their own folder only', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => relative(SRC, join(SRC, path)).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/^virtio\/|\.(test|fixture)\.ts$/.test(path));

  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((path) => WORDS.test(readFileSync(join(SRC, path), 'utf8')))).toEqual([]);
});
