import { HermeticError } from './hermetic-error.ts';

/** Globals of the language that depend on nothing but their arguments, and `console`, which only writes. */
const ALLOWED = new Set(
  [
    'Object Function Array Number Boolean String Symbol BigInt RegExp Promise Proxy Reflect JSON Iterator',
    'Map Set WeakMap WeakSet ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array',
    'Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array',
    'Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError',
    'Infinity NaN undefined parseFloat parseInt isFinite isNaN decodeURI decodeURIComponent encodeURI',
    'encodeURIComponent escape unescape TextEncoder TextDecoder structuredClone eval',
  ].flatMap((names) => names.split(' ')),
);

/** Names that a CommonJS file of Node.js has besides the globals. */
const OF_COMMONJS = ['__filename', '__dirname'];

/** What refused globals would make a verdict depend on, and what to do instead. */
const REASONS: readonly (readonly [names: string, reason: string, hint: string])[] = [
  ['Date performance', 'the time', "If a time matters, declare it: p.any.u64('now')."],
  ['crypto', 'chance', "Declare an arbitrary value: p.any.u16('name')."],
  ['process', 'the environment', 'Write the value into the file.'],
  [
    'fetch WebSocket EventSource XMLHttpRequest',
    'the network',
    'Write the data into a file that is imported.',
  ],
  [
    'setTimeout setInterval setImmediate queueMicrotask clearTimeout clearInterval clearImmediate',
    'timers',
    'Do it at once: what is done later is no part of the proof.',
  ],
  ['WeakRef FinalizationRegistry', 'the garbage collector', 'Keep the object itself, or a WeakMap.'],
  ['SharedArrayBuffer Atomics', 'other threads', 'Use an ArrayBuffer, or guest memory.'],
  ['Intl navigator', 'the language of the machine', 'Compare texts by < and >.'],
  ['globalThis global self', 'the global object', 'Pass the value, or import it.'],
  ['__filename __dirname', 'the place of the file', 'Import the file by a relative path.'],
];

const OTHER = [
  'the machine',
  'Remove it; everything a proof needs comes from its text, p and the model.',
] as const;

/** The names of globals that proofs and models cannot use, in this process. */
export function refusedNames(): ReadonlySet<string> {
  const present = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
  const known = REASONS.flatMap(([names]) => names.split(' '));
  const all = new Set([...present, ...known, ...OF_COMMONJS].filter((name) => !ALLOWED.has(name)));
  // These are handed over in another form.
  for (const name of ['Math', 'console']) all.delete(name);
  return all;
}

/** What stands for globals while a file of the user's is evaluated, by name. */
export function globalsOfUser(): Readonly<Record<string, unknown>> {
  const refused = [...refusedNames()].map((name) => [name, refusal(name)] as const);
  return { ...Object.fromEntries(refused), Math: mathWithoutChance(), console: writingConsole() };
}

function refusal(name: string): unknown {
  const [, reason, hint] = REASONS.find(([names]) => names.split(' ').includes(name)) ?? ['', ...OTHER];
  return refusing(name, reason, hint);
}

/** A value that throws on every use, except when it is passed on. */
function refusing(name: string, reason: string, hint: string): unknown {
  const refuse = (): never => {
    throw new HermeticError(
      `${name} cannot be used in proofs and models: a verdict would depend on ${reason}`,
      hint,
    );
  };
  const traps = ['get', 'set', 'has', 'apply', 'construct', 'ownKeys', 'defineProperty', 'deleteProperty'];
  const more = [
    'getOwnPropertyDescriptor',
    'getPrototypeOf',
    'setPrototypeOf',
    'isExtensible',
    'preventExtensions',
  ];
  const handler = Object.fromEntries([...traps, ...more].map((trap) => [trap, refuse]));
  return new Proxy(function () {
    refuse();
  }, handler);
}

function mathWithoutChance(): unknown {
  const members = Object.getOwnPropertyDescriptors(Math);
  const random = refusing('Math.random', 'chance', "Declare an arbitrary value: p.any.u16('name').");
  return Object.freeze(
    Object.create(Object.prototype, { ...members, random: { value: random, enumerable: false } }),
  );
}

const WRITING = [
  'assert',
  'debug',
  'dir',
  'error',
  'group',
  'groupEnd',
  'info',
  'log',
  'table',
  'trace',
  'warn',
] as const;

function writingConsole(): unknown {
  return Object.freeze(Object.fromEntries(WRITING.map((name) => [name, console[name].bind(console)])));
}
