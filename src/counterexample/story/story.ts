import type { CitedRequirement, Counterexample, CounterexampleStep } from '../../proof/verdict.ts';
import { hexDump } from './hex-dump.ts';
import { initialImages } from './memory-image.ts';
import { queuePlace } from './queue-fields.ts';
import { drawQueue } from './ring-drawing.ts';
import { stepLines, toldSteps } from './step-lines.ts';
import { ascii, columns, wrapped } from './words.ts';

export interface StoryOptions {
  /** Columns at most; 80 where left out. */
  readonly width?: number;
  /** How headings are made to stand out. */
  readonly heading?: (text: string) => string;
  /** The requirements that the proof establishes. */
  readonly requirements?: readonly CitedRequirement[];
  /** Whether the assertion is broken there; true where left out. */
  readonly isBroken?: boolean;
  /** A command line that shows it again. */
  readonly replayWith?: string;
}

/**
 * A counterexample as a person reads it: what is broken and what demands it, from which state, what happened, where in the
 * queue, and how to see it again. Plain ASCII, in lines of at most `width` columns.
 */
export function tellStory(counterexample: Counterexample, options: StoryOptions = {}): readonly string[] {
  const {
    width = 80,
    heading = (text: string): string => text,
    requirements = [],
    replayWith,
    isBroken = true,
  } = options;
  const { inputs, memory, steps, assertion } = counterexample;
  const told = toldSteps(counterexample);
  const created = steps.find(
    (step): step is Extract<CounterexampleStep, { kind: 'created' }> => step.kind === 'created',
  );
  const state = created?.state ?? inputs;
  const place = queuePlace(state);
  const images = initialImages(counterexample);
  const inner = width - 2;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', heading(title), ...lines.map((line) => `  ${line}`.trimEnd())];
  const drawings = place === null ? [] : [...images].filter(([name]) => !name.includes('/'));
  return [
    ...(isBroken ? wrapped(ascii(`broken: ${assertion}`), width, '  ') : []),
    ...requirements.flatMap((requirement) => cited(requirement, inner)),
    ...section('from this state', inputTable(inputs, inner)),
    ...section('what happened', stepLines(told, place, inner)),
    ...drawings.flatMap(([name, image]) =>
      place === null
        ? []
        : section(
            `the queue${drawings.length > 1 ? ` in '${name}'` : ''}`,
            drawQueue(place, image, told, state, inner),
          ),
    ),
    ...memory
      .filter(({ name }) => !name.includes('/'))
      .flatMap((one) => section(`memory '${one.name}'`, hexDump(one, told, place, inner))),
    ...(replayWith === undefined ? [] : ['', `replay it: ${replayWith}`]),
  ];
}

function cited({ id, section, level, text }: CitedRequirement, width: number): readonly string[] {
  const where = section === undefined ? id : `VIRTIO ${section}${level === undefined ? '' : `, ${level}`}`;
  const line = ascii(text === undefined ? `see ${where}` : `${where}: ${text}`);
  return wrapped(line, width, '  ').map((part) => `  ${part}`);
}

/** Names and values, as many pairs side by side as the width holds. */
function inputTable(inputs: Counterexample['inputs'], width: number): readonly string[] {
  const pairs = Object.entries(inputs).map(([name, value]) => [name, String(value)] as const);
  for (let across = 3; across > 1; across--) {
    const height = Math.ceil(pairs.length / across);
    const rows = Array.from({ length: height }, (_, row) =>
      Array.from({ length: across }, (__, column) => pairs[column * height + row])
        .filter((pair) => pair !== undefined)
        .flatMap(([name, value]) => [name, value]),
    );
    const lines = columns(rows.map((row) => row.map((cell, i) => (i % 2 === 1 ? `${cell} ` : cell))));
    if (lines.every((line) => line.length <= width)) return lines;
  }
  return columns(pairs);
}
