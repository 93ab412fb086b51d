import { expect, test } from 'vitest';
import { complaintsOf } from '../../shape/json-schema.fixture.ts';
import { styleFor } from '../style.ts';
import { ANSWERED } from './answered.fixture.ts';
import { requirementsJson } from './json.ts';
import { requirementsMarkdown } from './markdown.ts';
import { requirementsPage } from './page.ts';
import { requirementsText } from './pretty.ts';

const PLAIN = styleFor({ columns: null, env: {}, color: false });

test('should show a table of the models for each role, the reasons and the shares', () => {
  expect(requirementsText(ANSWERED, Infinity, PLAIN)).toMatchInlineSnapshot(`
    "of a device
    section  level  requirement                   mine     spec
    2.7.8.2  MUST   split.used.device.must-order  finding  proved
    2.7.8.2  MAY    split.used.device.may-write   –        allowed
    2.1.2    MUST   status.device.must            open     no reach

    of a driver
    section  level     requirement            no model
    2.7.8.2  MUST NOT  split.driver.must-not  open

    why
    open  split/pop was not run (we come to that): status.device.must on mine
    open  there is no model of a driver: split.driver.must-not
    no reach  has no status register: status.device.must on spec
    –  has no reset: split.used.device.may-write on mine

    finding: known to be broken
    allowed: a MAY that is made use of, and the other side copes
    –: not applicable
    no reach: out of the reach of a queue’s model

                 answers  proved  finding  allowed  not applicable  no reach  open  answered  in reach
    MUST         4        1       1        0        0               1         1     75 %      75 %
    MUST NOT     1        0       0        0        0               0         1     0 %       100 %
    MAY          2        0       0        1        1               0         0     100 %     100 %
    split rings  5        1       1        1        1               0         1     80 %      100 %
    set-up       2        0       0        0        0               1         1     50 %      50 %
    "
  `);
});

test('should show a paragraph for each requirement where a table does not fit', () => {
  const style = styleFor({ columns: 40, env: {}, color: false });
  const text = requirementsText(ANSWERED, 40, style);

  expect(text.split('\n').filter(({ length }) => length > 40)).toEqual([]);
  expect(text).toMatchInlineSnapshot(`
    "of a device
    2.7.8.2 MUST
      split.used.device.must-order
      len comes before idx.
      proved    spec
      finding   mine

    2.7.8.2 MAY
      split.used.device.may-write
      It is so.
      allowed   spec
      –         mine

    2.1.2 MUST
      status.device.must
      It is so.
      no reach  spec
      open      mine

    of a driver
    2.7.8.2 MUST NOT
      split.driver.must-not
      It is so.
      open      no model

    why
    open  split/pop was not run (we come
        to that): status.device.must on mine
    open  there is no model of a driver:
        split.driver.must-not
    no reach  has no status register:
        status.device.must on spec
    –  has no reset:
        split.used.device.may-write on mine

    finding: known to be broken
    allowed: a MAY that is made use of,
        and the other side copes
    –: not applicable
    no reach: out of the reach of a
        queue’s model

    MUST
      answers         4
      proved          1
      finding         1
      allowed         0
      not applicable  0
      no reach        1
      open            1
      answered        75 %
      in reach        75 %
    MUST NOT
      answers         1
      proved          0
      finding         0
      allowed         0
      not applicable  0
      no reach        0
      open            1
      answered        0 %
      in reach        100 %
    MAY
      answers         2
      proved          0
      finding         0
      allowed         1
      not applicable  1
      no reach        0
      open            0
      answered        100 %
      in reach        100 %
    split rings
      answers         5
      proved          1
      finding         1
      allowed         1
      not applicable  1
      no reach        0
      open            1
      answered        80 %
      in reach        100 %
    set-up
      answers         2
      proved          0
      finding         0
      allowed         0
      not applicable  0
      no reach        1
      open            1
      answered        50 %
      in reach        50 %
    "
  `);
});

test('should colour answers, and with no colour say the same', () => {
  const colored = requirementsText(
    ANSWERED,
    Infinity,
    styleFor({ columns: 100, env: { FORCE_COLOR: '1' }, color: true }),
  );

  expect(colored).toContain('\u001b[32m  proved\u001b[39m');
  // eslint-disable-next-line no-control-regex -- colours are that
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(requirementsText(ANSWERED, Infinity, PLAIN));
});

test('should say that there is nothing where nothing is asked for', () => {
  expect(requirementsText({ ...ANSWERED, rows: [] }, 80, PLAIN)).toBe('no requirement has such an answer\n');
});

test('should show what a terminal would obey', () => {
  const [row] = ANSWERED.rows;
  if (row === undefined) throw new Error('there is no row');
  const rows = [{ ...row, entry: { ...row.entry, id: 'a\u001b[2J' } }];

  expect(requirementsText({ ...ANSWERED, rows }, Infinity, PLAIN)).toContain('a\\u001b[2J');
});

test('should write Markdown that shows texts as they are', () => {
  expect(requirementsMarkdown(ANSWERED)).toMatchInlineSnapshot(`
    "## Requirements of VIRTIO

    |  | answers | proved | finding | allowed | not applicable | no reach | open | answered | in reach |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | MUST | 4 | 1 | 1 | 0 | 0 | 1 | 1 | 75 % | 75 % |
    | MUST NOT | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0 % | 100 % |
    | MAY | 2 | 0 | 0 | 1 | 1 | 0 | 0 | 100 % | 100 % |
    | split rings | 5 | 1 | 1 | 1 | 1 | 0 | 1 | 80 % | 100 % |
    | set-up | 2 | 0 | 0 | 0 | 0 | 1 | 1 | 50 % | 50 % |

    ### Of a device

    | section | level | requirement | mine | spec |
    | --- | --- | --- | --- | --- |
    | 2.7.8.2 | MUST | split.used.device.must-order<br>len comes before idx. | finding | proved |
    | 2.7.8.2 | MAY | split.used.device.may-write<br>It is so. | – | allowed |
    | 2.1.2 | MUST | status.device.must<br>It is so. | open | no reach |

    ### Of a driver

    | section | level | requirement | no model |
    | --- | --- | --- | --- |
    | 2.7.8.2 | MUST NOT | split.driver.must-not<br>It is so. | open |

    - finding: known to be broken
    - allowed: a MAY that is made use of, and the other side copes
    - –: not applicable
    - no reach: out of the reach of a queue’s model

    ### Findings

    - split.used.device.must-order on mine: It is "off" by \\<one\\> \\| two. (split/add-used: len is first)

    ### Why

    - open: split/pop was not run (we come to that) (status.device.must on mine)
    - open: there is no model of a driver (split.driver.must-not)
    - no reach: has no status register (status.device.must on spec)
    - –: has no reset (split.used.device.may-write on mine)
    "
  `);
});

test('should write JSON of the published schema', () => {
  const document: unknown = JSON.parse(requirementsJson(ANSWERED, '1.2.3'));

  expect(complaintsOf('src/report/requirements/requirements.schema.json', document)).toEqual([]);
  expect(document).toMatchObject({
    tool: 'ringproof',
    summary: [
      { level: 'MUST', cells: 4, answered: 3, proved: 1, finding: 1, 'out-of-reach': 1, open: 1 },
      { level: 'MUST NOT', cells: 1, answered: 0, open: 1 },
      { level: 'MAY', cells: 2, answered: 2, allowed: 1, 'not-applicable': 1 },
    ],
    requirements: [
      {
        ...{
          id: 'split.used.device.must-order',
          section: '2.7.8.2',
          level: 'MUST',
          role: 'device',
          ring: 'split',
        },
        answers: [
          { model: 'spec', answer: 'proved', assertions: ['split/add-used: len is first'], reason: null },
          { model: 'mine', answer: 'finding', reason: 'It is "off" by <one> | two.' },
        ],
      },
      {},
      {
        answers: [
          { answer: 'out-of-reach', isAccepted: false },
          { answer: 'open', reason: 'split/pop was not run (we come to that)', isAccepted: true },
        ],
      },
      { answers: [{ model: null, answer: 'open', isAccepted: true }] },
    ],
  });
});

test('should write a page that needs no network and no script, and escapes texts', () => {
  const page = requirementsPage(ANSWERED, '1.2.3');

  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).not.toContain('<script');
  expect(page).toContain('It is &quot;off&quot; by &lt;one&gt; | two.');
  for (const { entry } of ANSWERED.rows) expect(page).toContain(`<tr id="${entry.id}">`);
});
