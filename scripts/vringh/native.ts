import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Counterexample } from '../../src/proof/counterexample.ts';
import { compile, findProgram } from '../compiled/toolchain.ts';
import { KIT, shimFlags, type Kind } from './compile.ts';
import { callsOf, isCalls, type Call } from './calls.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** A counterexample of a run. */
interface Refuted {
  readonly id: string;
  readonly model: string | null;
  readonly counterexample: Counterexample | null;
}

/** Compiles the exports and the host beside this script to a program of this machine. Throws an `Error` where that fails. */
function buildHost(include: string, kind: Kind, folder: string): string {
  const gcc = findProgram(['gcc'], 'gcc libc6-dev');
  if ('missing' in gcc) throw new Error(gcc.missing);
  const [object, program] = [join(folder, `${kind}.o`), join(folder, `native-${kind}`)];
  const flags = ['-O2', '-w', '-ffreestanding', ...shimFlags(include, kind, KIT)];
  compile(gcc.path, [...flags, '-c', '-o', object], HERE);
  compile(gcc.path, ['-O2', '-Wall', join(HERE, 'host.c'), object, '-o', program], HERE);
  return program;
}

/**
 * Runs the calls of every counterexample of a run, where it is calls alone, on the code as gcc compiles it for this machine, and prints whether each did what
 * it did as WebAssembly. Returns how many did not.
 */
export function replayNatively(report: string, include: string, folder: string): number {
  // Written by the run that has just ended.
  const { proofs } = JSON.parse(readFileSync(report, 'utf8')) as { readonly proofs: readonly Refuted[] };
  const programs = { kern: buildHost(include, 'kern', folder), user: buildHost(include, 'user', folder) };
  let different = 0;
  for (const { id, model, counterexample } of proofs) {
    if (counterexample === null) continue;
    if (!isCalls(counterexample)) {
      process.stdout.write(
        `${id} on ${model ?? ''}: not repeated, since the driver writes in the middle of a call\n`,
      );
      continue;
    }
    const calls = callsOf(counterexample);
    const program = programs[model === 'vringh-user' ? 'user' : 'kern'];
    const difference = firstDifference(calls, run(program, calls));
    process.stdout.write(`${id} on ${model ?? ''}: ${difference ?? 'the same natively'}\n`);
    if (difference !== undefined) different++;
  }
  return different;
}

function run(program: string, calls: readonly Call[]): readonly string[] {
  const input = calls.flatMap(({ lines }) => lines).join('\n');
  return execFileSync(program, { input: `${input}\n`, encoding: 'utf8' })
    .trimEnd()
    .split('\n');
}

/** What the first line is that is not as expected. */
function firstDifference(calls: readonly Call[], answers: readonly string[]): string | undefined {
  const expected = calls.flatMap((call) => call.answers);
  const at = expected.findIndex((line, i) => line !== answers[i]);
  if (at === -1) return undefined;
  return `DIFFERS: expected '${expected[at] ?? ''}', got '${answers[at] ?? ''}'`;
}
