import { compileFunction } from 'node:vm';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { transform } from 'esbuild';
import { frameOf } from '../../proof/stack-frame.ts';
import { CHECKED_GLOBALS } from './collections.ts';
import { guard, GUARD_NAME } from './guard.ts';
import { ESBUILD_SUPPORTED, rewriteTruth } from './rewrite.ts';

export interface EvaluatedText {
  readonly exports: Readonly<Record<string, unknown>>;
  /** The place in the text that an error was thrown at: line and column, counted from 1; `null` where it is none of it. */
  readonly placeOf: (error: unknown) => readonly [number, number] | null;
}

const FILE = '/evaluated/module.js';

/** Evaluates a module as the loader does. `isGuarded`: whether it is rewritten before. */
export async function evaluate(source: string, isGuarded = true): Promise<EvaluatedText> {
  const { code, map } = await transform(source, {
    ...{ loader: 'ts', format: 'cjs', target: 'es2023', sourcemap: 'external' },
    supported: ESBUILD_SUPPORTED,
  });
  const rewritten = isGuarded ? rewriteTruth(code) : null;
  const maps = [...(rewritten === null ? [] : [JSON.stringify(rewritten.map)]), map];
  const module = { exports: {} };
  const given = {
    module,
    exports: module.exports,
    [GUARD_NAME]: guard,
    ...(isGuarded ? CHECKED_GLOBALS : {}),
  };
  const text = `"use strict";${rewritten?.code ?? code}`;
  const run = compileFunction(text, Object.keys(given), { filename: FILE, columnOffset: -13 });
  Reflect.apply(run, undefined, Object.values(given));
  return {
    exports: module.exports,
    placeOf: (error) => {
      const frames = error instanceof Error ? (error.stack ?? '').split('\n').map(frameOf) : [];
      const frame = frames.find((each) => each?.file === FILE);
      let place = frame == null ? null : { line: frame.line, column: frame.column - 1 };
      for (const each of maps) {
        if (place === null) return null;
        const { line, column } = originalPositionFor(new TraceMap(each), place);
        place = line === null ? null : { line, column };
      }
      return place === null ? null : [place.line, place.column + 1];
    },
  };
}
