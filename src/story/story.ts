import type { Counterexample } from '../proof/counterexample.ts';
import type { CitedRequirement } from '../result/verdict.ts';
import { hexDump } from './hex-dump.ts';
import { initialImages } from './memory-image.ts';
import { PLAIN_INK, type Ink } from './ink.ts';
import { drawAreas } from './area-drawing.ts';
import { inductionWords, type InductionWords } from './induction-lines.ts';
import { layoutIn, sceneOf } from './scene.ts';
import { stepLines, toldSteps, type NumberedStep } from './step-lines.ts';
import { ascii, columns, wrapped } from './words.ts';

const WIDTH = 80;

export interface StoryOptions {
  /** Columns at most; 80 where left out. */
  readonly width?: number;
  /** How parts are made to stand out; not at all where left out. */
  readonly ink?: Ink;
  /** What the proof says, in a line of words. */
  readonly title?: string;
  /** The requirements that the proof cites: of these, the one that the broken assertion is about is shown. */
  readonly requirements?: readonly CitedRequirement[];
  /** Whether the assertion is broken there; true where left out. */
  readonly isBroken?: boolean;
  /** A command line that shows it again. */
  readonly replayWith?: string;
  /** Where it is drawn, to be opened: a file or an address. */
  readonly openAt?: string;
}

/**
 * A counterexample as a person reads it: what is broken and what demands it, from which state, what happened, where in
 * memory, and how to see it again. Plain ASCII, in lines of at most `width` columns.
 */
export function tellStory(counterexample: Counterexample, options: StoryOptions = {}): readonly string[] {
  const { width = WIDTH, ink = PLAIN_INK, replayWith, openAt } = options;
  const told = toldSteps(counterexample);
  const scene = sceneOf(counterexample);
  const words = inductionWords(counterexample);
  return [
    ...opening(counterexample, options),
    ...section(
      words === null ? 'what happened' : `the one step: ${words.step}`,
      stepLines(told, scene, width - 2, ink).flat(),
      options,
    ),
    ...afterStep(words, options),
    ...pictures(counterexample, told, options),
    ...(replayWith === undefined && openAt === undefined ? [] : ['']),
    ...(replayWith === undefined ? [] : [`replay it: ${replayWith}`]),
    ...(openAt === undefined ? [] : [`see it drawn: ${openAt}`]),
  ];
}

/**
 * The same in pages: what is broken and from which state, and then a page for each step, with pictures of memory
 * as it is by then where it touches memory, and behind the last.
 */
export function storyPages(
  counterexample: Counterexample,
  options: StoryOptions = {},
): readonly (readonly string[])[] {
  const { width = WIDTH, ink = PLAIN_INK } = options;
  const told = toldSteps(counterexample);
  const steps = stepLines(told, sceneOf(counterexample), width - 2, ink);
  const pages = told.map(({ step }, i) => {
    const isShown = step.kind === 'access' || step.kind === 'other-side' || i === told.length - 1;
    return [
      ...(steps[i] ?? []).map((line) => `  ${line}`),
      ...(isShown ? pictures(counterexample, told.slice(0, i + 1), options) : []),
    ];
  });
  const words = inductionWords(counterexample);
  const last = words === null ? [] : [afterStep(words, options)];
  return [opening(counterexample, options), ...pages, ...last];
}

/** Of a step of an induction: the state that it leaves, what that means, and the calls that lead there. */
function afterStep(words: InductionWords | null, options: StoryOptions): readonly string[] {
  if (words === null) return [];
  const { width = WIDTH } = options;
  const lines = (texts: readonly string[]): readonly string[] =>
    texts.flatMap((text) => wrapped(ascii(text), width - 2, '  '));
  return [
    ...section('after: a state that the invariant does not allow', lines(words.after), options),
    ...section('what this means', [...lines(words.meaning), ...lines(words.calls)], options),
  ];
}

/** What is broken, what demands that it is not, and from which state. */
function opening(counterexample: Counterexample, options: StoryOptions): readonly string[] {
  const { assertion, inputs, steps, minimal = true } = counterexample;
  const { width = WIDTH, ink = PLAIN_INK, title, requirements = [], isBroken = true } = options;
  const inner = width - 2;
  const words = inductionWords(counterexample);
  return [
    ...(isBroken ? wrapped(ascii(`broken: ${assertion}`), width, '  ').map(ink.broken) : []),
    ...(title === undefined ? [] : indented(`of the proof that ${title}`, inner)),
    ...demanding(requirements, assertion, steps).flatMap((requirement) => cited(requirement, inner)),
    ...section(
      `${words === null ? 'from this state' : 'before: this state, which the invariant allows'}${minimal ? '' : ', and maybe smaller ones'}`,
      [
        ...inputTable(inputs, inner),
        ...(words?.before ?? []).flatMap((text) => wrapped(ascii(text), inner, '  ')),
      ],
      options,
    ),
  ];
}

/** Of the requirements that a proof cites: what an assertion is about; all where no step says so. */
function demanding(
  requirements: readonly CitedRequirement[],
  assertion: string,
  steps: Counterexample['steps'],
): readonly CitedRequirement[] {
  const made = steps.find((step) => step.kind === 'assertion' && step.name === assertion);
  if (made?.kind !== 'assertion') return requirements;
  const { requirement } = made;
  return requirement === null
    ? []
    : [requirements.find(({ id }) => id === requirement) ?? { id: requirement }];
}

/** What is drawn, in the memory that it is in, and memories, and what these steps do to them. */
function pictures(
  counterexample: Counterexample,
  told: readonly NumberedStep[],
  options: StoryOptions,
): readonly string[] {
  const { width = WIDTH, ink = PLAIN_INK } = options;
  const inner = width - 2;
  const scene = sceneOf(counterexample);
  const { home, layout } = scene;
  const images = initialImages(counterexample);
  const image = images.get(home);
  const ofHome = told.filter(({ step }) => !('memory' in step) || step.memory === home);
  const drawn = image === undefined ? [] : drawAreas(scene, image, ofHome, inner, ink);
  const dumps = counterexample.memory
    .filter(({ name }) => images.has(name))
    .flatMap((one) => {
      const lines = hexDump(one, told, layoutIn(scene, one.name), inner, ink);
      return section(memoryTitle(one.name, lines), lines, options);
    });
  return [...(layout === null ? [] : section(pictureTitle(layout.name, drawn), drawn, options)), ...dumps];
}

function pictureTitle(name: string, lines: readonly string[]): string {
  const isDrawn = lines.some((line) => line.includes('|'));
  return `the ${name}${isDrawn ? ': before, what each step wrote, (what it read)' : ''}`;
}

function memoryTitle(name: string, lines: readonly string[]): string {
  const legend = [
    ...(lines.some((line) => line.includes('->')) ? ['-> what changed'] : []),
    ...(lines.some((line) => line.includes('--')) ? ['-- not mapped'] : []),
  ];
  return `memory '${name}'${legend.length === 0 ? '' : `: ${legend.join(', ')}`}`;
}

function section(
  title: string,
  lines: readonly string[],
  { ink = PLAIN_INK }: StoryOptions,
): readonly string[] {
  if (lines.length === 0) return [];
  return ['', ink.heading(title), ...lines.map((line) => `  ${line.trimEnd()}`)];
}

function indented(text: string, width: number): readonly string[] {
  return wrapped(ascii(text), width, '  ').map((line) => `  ${line}`);
}

function cited({ id, section, level, text }: CitedRequirement, width: number): readonly string[] {
  const where = section === undefined ? id : `VIRTIO ${section}${level === undefined ? '' : `, ${level}`}`;
  return indented(text === undefined ? `see ${where}` : `${where}: ${text}`, width);
}

/** Names and values; those of a part of the model, such as `queue.size`, in a table of their own under its name. */
function inputTable(inputs: Counterexample['inputs'], width: number): readonly string[] {
  const parts = new Map<string, (readonly [string, string])[]>();
  for (const [name, value] of Object.entries(inputs)) {
    const dot = name.indexOf('.');
    const part = name.slice(0, Math.max(0, dot));
    parts.set(part, [...(parts.get(part) ?? []), [name.slice(dot + 1), String(value)]]);
  }
  return [...parts].flatMap(([part, pairs]) =>
    part === ''
      ? pairTable(pairs, width)
      : [`${part}:`, ...pairTable(pairs, width - 2).map((line) => `  ${line}`)],
  );
}

/** Names and values, as many pairs side by side as the width holds. */
function pairTable(pairs: readonly (readonly [string, string])[], width: number): readonly string[] {
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
