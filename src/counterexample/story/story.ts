import type { CitedRequirement, Counterexample, CounterexampleStep, JsonValue } from '../../proof/verdict.ts';
import { hexDump } from './hex-dump.ts';
import { initialImages, type MemoryImage } from './memory-image.ts';
import { placeName, queuePlace, tablePlace, type QueuePlace } from './queue-fields.ts';
import { PLAIN_INK, type Ink } from './ink.ts';
import { drawQueue } from './ring-drawing.ts';
import { sceneOf } from './scene.ts';
import { stepLines, toldSteps, type NumberedStep } from './step-lines.ts';
import { ascii, columns, wrapped } from './words.ts';

export interface StoryOptions {
  /** Columns at most; 80 where left out. */
  readonly width?: number;
  /** How parts are made to stand out; not at all where left out. */
  readonly ink?: Ink;
  /** What the proof says, in a line of words. */
  readonly title?: string;
  /** The requirements that the proof establishes. */
  readonly requirements?: readonly CitedRequirement[];
  /** Whether the assertion is broken there; true where left out. */
  readonly isBroken?: boolean;
  /** A command line that shows it again. */
  readonly replayWith?: string;
  /** Where it is drawn, to be opened: a file or an address. */
  readonly openAt?: string;
}

/**
 * A counterexample as a person reads it: what is broken and what demands it, from which state, what happened, where in the
 * queue, and how to see it again. Plain ASCII, in lines of at most `width` columns.
 */
export function tellStory(counterexample: Counterexample, options: StoryOptions = {}): readonly string[] {
  const {
    width = 80,
    ink = PLAIN_INK,
    title,
    requirements = [],
    replayWith,
    openAt,
    isBroken = true,
  } = options;
  const { inputs, steps, assertion } = counterexample;
  const told = toldSteps(counterexample);
  const created = steps.find(
    (step): step is Extract<CounterexampleStep, { kind: 'created' }> => step.kind === 'created',
  );
  const state = created?.state ?? inputs;
  const place = queuePlace(state) ?? tablePlace(inputs);
  const images = initialImages(counterexample);
  const scene = sceneOf(counterexample, place);
  const { home } = scene;
  const image = images.get(home);
  const inner = width - 2;
  const section: Section = (heading, lines) =>
    lines.length === 0 ? [] : ['', ink.heading(heading), ...lines.map((line) => `  ${line.trimEnd()}`)];
  return [
    ...(isBroken ? wrapped(ascii(`broken: ${assertion}`), width, '  ').map(ink.broken) : []),
    ...(title === undefined ? [] : indented(`of the proof that ${title}`, inner)),
    ...requirements.flatMap((requirement) => cited(requirement, inner)),
    ...section('from this state', inputTable(inputs, inner)),
    ...section('what happened', stepLines(told, scene, inner, ink)),
    ...(place === null || image === undefined
      ? []
      : picture(image, ofMemory(told, home), place, state, inner, ink, section)),
    ...counterexample.memory
      .filter(({ name }) => images.has(name))
      .flatMap((one) => {
        const lines = hexDump(one, told, one.name === home ? place : null, inner, ink);
        return section(memoryTitle(one.name, lines), lines);
      }),
    ...(replayWith === undefined && openAt === undefined ? [] : ['']),
    ...(replayWith === undefined ? [] : [`replay it: ${replayWith}`]),
    ...(openAt === undefined ? [] : [`see it drawn: ${openAt}`]),
  ];
}

type Section = (heading: string, lines: readonly string[]) => readonly string[];

/** The queue in the memory that it is in. */
function picture(
  image: MemoryImage,
  told: readonly NumberedStep[],
  place: QueuePlace,
  state: Readonly<Record<string, JsonValue>>,
  width: number,
  ink: Ink,
  section: Section,
): readonly string[] {
  const lines = drawQueue(place, image, told, state, width, ink);
  const legend = lines.some((line) => line.includes('|'))
    ? ': before, what each step wrote, (what it read)'
    : '';
  return section(`the ${placeName(place)}${legend}`, lines);
}

function memoryTitle(name: string, lines: readonly string[]): string {
  const legend = [
    ...(lines.some((line) => line.includes('->')) ? ['-> what changed'] : []),
    ...(lines.some((line) => line.includes('--')) ? ['-- not mapped'] : []),
  ];
  return `memory '${name}'${legend.length === 0 ? '' : `: ${legend.join(', ')}`}`;
}

function ofMemory(told: readonly NumberedStep[], name: string): readonly NumberedStep[] {
  return told.filter(({ step }) => !('memory' in step) || step.memory === name);
}

function indented(text: string, width: number): readonly string[] {
  return wrapped(ascii(text), width, '  ').map((line) => `  ${line}`);
}

function cited({ id, section, level, text }: CitedRequirement, width: number): readonly string[] {
  const where = section === undefined ? id : `VIRTIO ${section}${level === undefined ? '' : `, ${level}`}`;
  return indented(text === undefined ? `see ${where}` : `${where}: ${text}`, width);
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
