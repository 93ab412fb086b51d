import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { WASM } from '../../load/link/wasm-file.ts';
import { toolVersion } from '../../session/version.ts';
import { generatedIn } from './mutant.ts';
import { reasonOf, type Mutated } from './mutate-json.ts';
import { killsOf, type Catch, type Fate, type Judged } from './outcome.ts';

/** A mutant as the mutation testing report schema has it. */
interface ReportedMutant {
  readonly id: string;
  readonly mutatorName: string;
  readonly location: { readonly start: Position; readonly end: Position };
  readonly replacement?: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly killedBy: readonly string[];
  readonly testsCompleted: number;
  readonly duration: number;
}

/** Counted from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** The name of the file of tests that stands for all assertions: they are no tests of a file. */
const ASSERTIONS = 'assertions';

/**
 * What a run came to, as version 2 of the mutation testing report schema has it (mutation-testing-elements). Its words for equivalence are
 * few: what is proved, argued or out of scope is ignored, with the reason.
 */
export function mutationReport({ judged }: Mutated, cwd: string): object {
  const files = [...new Set(judged.map(({ file }) => file))].map((file) => {
    const source = sourceOf(file, cwd);
    const mutants = judged.filter((each) => each.file === file).map((each) => reported(each, source));
    return [file, { language: languageOf(file), source, mutants }] as const;
  });
  const names = [...new Set(judged.flatMap(({ fate }) => killsOf(fate).map(nameOf)))].sort();
  return {
    schemaVersion: '2.0',
    thresholds: { high: 100, low: 97 },
    framework: { name: 'ringproof', version: toolVersion() },
    files: Object.fromEntries(files),
    testFiles: { [ASSERTIONS]: { tests: names.map((name) => ({ id: name, name })) } },
  };
}

const LANGUAGES: Readonly<Record<string, string>> = { '.c': 'c', '.h': 'c', '.rs': 'rust', '.zig': 'zig' };

function languageOf(file: string): string {
  return LANGUAGES[extname(file)] ?? 'typescript';
}

/** Empty where it is no text. */
function sourceOf(file: string, cwd: string): string {
  if (extname(file) === WASM) return '';
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    return '';
  }
}

function reported({ mutant, line, fate, ran, replacement, timeMs }: Judged, source: string): ReportedMutant {
  const change = generatedIn(mutant);
  const at = { line: line ?? 1, column: 1 };
  const reason =
    fate.outcome === 'equivalent' ? `equal for all inputs: ${fate.operations.join(', ')}` : reasonOf(fate);
  return {
    ...{ id: mutant.id, mutatorName: change?.operator ?? 'listed', status: statusOf(fate) },
    location:
      change === null || 'bytes' in change
        ? { start: at, end: { line: at.line, column: 2 } }
        : { start: positionAt(change.start, source), end: positionAt(change.end, source) },
    ...(replacement !== null && { replacement: replacement.text }),
    ...(reason !== null && { statusReason: reason }),
    killedBy: killsOf(fate).map(nameOf),
    testsCompleted: ran.length,
    duration: timeMs,
  };
}

function nameOf({ proof, name }: Catch): string {
  return name === null ? proof : `${proof}: ${name}`;
}

function statusOf(fate: Fate): string {
  switch (fate.outcome) {
    case 'caught':
    case 'over-strict':
      return 'Killed';
    case 'equivalent':
    case 'argued':
    case 'out-of-scope':
      return 'Ignored';
    case 'survived':
      return 'Survived';
    case 'undecided':
      return 'Timeout';
    case 'not-applied':
      return fate.why === 'cannot-be-run' ? 'RuntimeError' : 'CompileError';
  }
}

function positionAt(index: number, source: string): Position {
  const lines = source.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
