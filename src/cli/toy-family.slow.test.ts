import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPORT_DOCUMENT } from '../report/document-shape.ts';
import { faultIn } from '../shape/check.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';
import { workspace } from './real-engine.fixture.ts';
import { separateWorkspace } from './separate-process.fixture.ts';
import { TOY_PROJECT } from './toy-family.fixture.ts';

const SAVED = 'out/counterexamples/mail-put.wrong.json';

const STORY = `    what happened
        1  a producer in the state of the inputs
        2  put(letter 0x0, size 0)
        3    write 12 bytes at 0x1010: mail end = 0, as before; 10 bytes outside
               the mailbox
        4  put returns ok, and yields nothing; next_free 1 -> 2
        5  note: byte 0x1012 changed
        6  BROKEN: nothing else is written (proofs/mail.proof.ts:14)

    the mailbox: before, what each step wrote, (what it read)
      mail ring, 0x1000 to 0x1011, 1 slot:
             +-------+------------------+-----+
             | state | [0] letter, size | end |
             +-------+------------------+-----+
      before | 0     | 0x0, 0           | 0   |
      step 3 |       |                  | 0   |
             +-------+------------------+-----+
                       ^ next_free 1

    memory 'memory': -> what changed, -- not mapped
      mapped: 0x1000 to 0x101b
      0x1010  00 00 01 00 00 00 00 00  mail end
      ->      .. .. 00 .. .. .. .. ..
      0x1018  01 00 00 00 -- -- -- --
      ->      00 .. .. .. .. .. .. ..
`;

/** It has more columns there. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

test('should prove and refute models of a family of the user’s, and show its counterexamples in its words', async () => {
  const { cwd, ringproof } = workspace(TOY_PROJECT);

  const { code, out, err } = await ringproof([
    ...['prove', '--reporter', 'pretty,json,html', '--output', 'out'],
  ]);

  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^proved +mail\/put +right /m);
  expect(out).toContain(STORY);

  const page = readFileSync(join(cwd, 'out/ringproof.html'), 'utf8');
  expect(page).toContain('mail ring, 0x1000 to 0x1011, 1 slot');
  expect(page).toMatch(/class="pointer"\s+data-area="mail ring"\s+data-name="next_free"/);
  expect(page).toContain('{"area":"mail ring","name":"next_free","slot":0,"label":"next_free 2"}');

  const report: unknown = JSON.parse(readFileSync(join(cwd, 'out/ringproof.json'), 'utf8'));
  expect(complaintsOf('src/report/report.schema.json', report)).toEqual([]);
  expect(faultIn(REPORT_DOCUMENT, report)).toBeNull();
  const kept: unknown = JSON.parse(readFileSync(join(cwd, SAVED), 'utf8'));
  expect(complaintsOf('src/replay/counterexample.schema.json', kept)).toEqual([]);

  // From the file alone, by a process that loads the family anew.
  const replayed = separateWorkspace(TOY_PROJECT);
  const saved = join(cwd, SAVED);
  const again = await replayed.ringproof(['replay', saved]);
  expect(inOneLine(again.out)).toContain(inOneLine(STORY));
  expect(again.code).toBe(1);
  expect(await replayed.ringproof(['replay', saved, '--model', 'right'])).toMatchObject({ code: 0 });
  expect(await replayed.ringproof(['replay', saved, '--write', 'text'])).toEqual({
    ...{ code: 0, out: 'mail/put: nothing else is written\n', err: '' },
  });
  expect(await replayed.ringproof(['replay', saved, '--write', 'rust'])).toEqual({
    ...{ code: 5, out: '' },
    err: "error: --write rust: counterexamples of a model of 'mail' are written as vitest, text\n",
  });
});
