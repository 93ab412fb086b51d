import { describe, expect, it } from 'vitest';
import { isPure } from './purity.ts';

describe('the text of a program', () => {
  it.each([
    "import { proof } from 'ringproof'; import { x } from './x.ts'; export * from '../y.ts';",
    'const update = p.date; const random = 3; // processes, dates and randomness',
    "id: 'chain/single-fetch', title: 'ends the process'",
    '/* the devices end the process. */',
    "/* bytes from `start` on */ p.memory('from')",
    'const requirement = split(a); evaluate(b); transform(c);',
  ])('depends on nothing else: %s', (text) => {
    expect(isPure(text)).toBe(true);
  });

  it.each([
    "import { readFileSync } from 'node:fs';",
    "import fs from 'fs';",
    "import fs from\n  'fs';",
    "import 'some-package';",
    "export * from 'some-package';",
    "const x = await import('./x.ts');",
    'const here = import.meta.url;',
    "const fs = require('fs');",
    'if (process.env.FAST) return;',
    "process['env']",
    'const { env } = process;',
    'f(process)',
    'const now = Date.now();',
    'const now = new Date;',
    'Math.random()',
    'const { random } = Math;',
    'performance.now()',
    "globalThis['process']",
    "eval('1')",
    "new Function('return 1')",
    "fetch('https://example.org')",
    'setTimeout(() => {}, 1)',
    'crypto.randomUUID()',
    "import x from /* */ 'some-package';",
    'const Clock = Date\n;',
    'const of = [Date]; of[0].now()',
    '(0, eval)(text)',
    'const make = Function;',
    "(() => {}).constructor('return 1')()",
    "Math['ran' + 'dom']()",
    'const get = () => process;',
    'const it = other || process;',
    'function f() { return process; }',
    'const { now } = performance;',
    'const c = crypto;',
    'a.localeCompare(b)',
    'new Error().stack',
    'const later = setTimeout;',
  ])('may depend on more: %s', (text) => {
    expect(isPure(text)).toBe(false);
  });
});
