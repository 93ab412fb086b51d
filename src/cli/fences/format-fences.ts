import { escapeMarkdown, markdownTable } from '../../report/markdown-text.ts';
import { wrap, type Style } from '../../report/style.ts';
import { visibleWithin } from '../../text/visible.ts';
import type { FencesDocument, TabledFence } from './fences-shape.ts';
import { nameOf } from './fence-table.ts';
import { EDGES, sufficesInWords, VERDICTS, WORDS } from './words.ts';

const LEGEND =
  'needed: each ordering a step weaker breaks an episode. stronger than needed: a weaker one is proved in every episode asked, with ' +
  'the rest of the code as it is, so of two such places both may not be spared. open: neither is known. Nothing is said of code and ' +
  'sentences that no episode is about.';

/** The table for people. */
export function fencesText(given: FencesDocument, { paint, width }: Style): string {
  const { fences, episodes, memoryModels, summary } = visibleWithin(given);
  const prose = (text: string, indent: string): readonly string[] => wrap(text, width, indent);
  const lines = fences.flatMap((fence) => [...blockOf(fence, { paint, width }, prose), '']);
  const asked = episodes.map(nameOf).join(', ');
  const problems = episodes.flatMap((one) =>
    one.problem === null ? [] : prose(`${nameOf(one)}: ${one.problem}`, ''),
  );
  return [
    ...lines,
    ...prose(
      `asked under ${memoryModels.map((model) => WORDS[model]).join(', ')}: ${asked || 'no episode'}`,
      '',
    ),
    ...problems,
    ...prose(LEGEND, ''),
    `${summary.needed} needed, ${summary.stronger} stronger than needed, ${summary.open} open, ${summary.notExecuted} not executed`,
    '',
  ].join('\n');
}

function blockOf(
  fence: TabledFence,
  { paint, width }: Style,
  prose: (text: string, indent: string) => readonly string[],
): readonly string[] {
  const { kind, ordering, side, sections, requirements, reasons } = fence;
  const who = [fence.function, side ?? ''].filter((word) => word !== '').join(', ');
  const place = `${placeOf(fence)}  ${paint.bold(`${kind}, ${ordering}`)}`;
  const isShort = `${placeOf(fence)}  ${kind}, ${ordering}  ${who}`.length <= width;
  const head = who === '' ? place : `${place}${isShort ? '  ' : '\n  '}${who}`;
  const colour = {
    needed: paint.green,
    stronger: paint.yellow,
    open: paint.yellow,
    'not-executed': paint.dim,
  };
  const verdict = `  ${colour[fence.verdict](VERDICTS[fence.verdict])}`;
  if (fence.verdict === 'not-executed') return [head, `${verdict} by any episode that was asked`];
  const enough =
    fence.suffices.length === 0
      ? ''
      : `: ${sufficesInWords(fence, fence.suffices)} is enough in all episodes`;
  return [
    head,
    `${verdict}${enough}`,
    ...prose(`weakest that suffices: ${needsInWords(fence)}`, '    '),
    ...(requirements.length === 0
      ? []
      : prose(`keeps VIRTIO ${sections.join(', ')}: ${requirements.join(', ')}`, '    ')),
    ...breaksInWords(fence, prose),
    ...reasons.flatMap((reason) => prose(`not known: ${reason}`, '    ')),
    ...prose(`episodes: ${fence.episodes.map(nameOf).join(', ')}`, '    '),
  ];
}

/** One execution is shown; of the other memory models, that there is one. */
function breaksInWords(
  { breaks, kind }: TabledFence,
  prose: (text: string, indent: string) => readonly string[],
): readonly string[] {
  const [first] = breaks;
  if (first === undefined) return [];
  const { threads, edges } = first.execution;
  const others = breaks
    .slice(1)
    .map((one) => `${sufficesInWords({ kind }, [one.ordering])} under ${WORDS[one.memoryModel]}`);
  return [
    ...prose(
      `with ${sufficesInWords({ kind }, [first.ordering])} in its place, under ${WORDS[first.memoryModel]}, ${nameOf(first)} breaks:`,
      '    ',
    ),
    ...threads.flatMap(({ name, steps }) =>
      prose(`${name}: ${steps.map(({ id, text }) => `${id} ${text}`).join('; ')}`, '      '),
    ),
    ...prose(edges.map(({ from, to, kind: edge }) => `${from} ${EDGES[edge]} ${to}`).join('; '), '      '),
    ...(others.length === 0 ? [] : prose(`breaks, too: ${others.join('; ')}`, '    ')),
  ];
}

function needsInWords(fence: TabledFence): string {
  return fence.under
    .map(({ memoryModel, suffices }) => `${memoryModel} ${sufficesInWords(fence, suffices)}`)
    .join(', ');
}

function placeOf({ file, line }: TabledFence): string {
  return file === '' ? 'unknown place' : `${file}:${line ?? 1}`;
}

/** The same as Markdown: one table, and below it what breaks. */
export function fencesMarkdown({ fences, episodes, memoryModels }: FencesDocument): string {
  const cells = fences.map((fence) => [
    `${placeOf(fence)} ${fence.function}`,
    `${fence.kind}, ${fence.ordering}`,
    VERDICTS[fence.verdict] +
      (fence.suffices.length === 0 ? '' : `: ${sufficesInWords(fence, fence.suffices)}`),
    ...memoryModels.map((model) => {
      const under = fence.under.find(({ memoryModel }) => memoryModel === model);
      return under === undefined ? '–' : sufficesInWords(fence, under.suffices);
    }),
    fence.sections.join(', '),
    fence.episodes.map(nameOf).join(', ') + fence.reasons.map((reason) => `; not known: ${reason}`).join(''),
  ]);
  const header = ['place', 'as written', 'answer', ...memoryModels, 'VIRTIO', 'episodes'];
  const rows = cells.map((row) => row.map(escapeMarkdown));
  return [
    ...markdownTable(header, rows),
    '',
    escapeMarkdown(`Asked: ${episodes.map(nameOf).join(', ')}.`),
    '',
    escapeMarkdown(LEGEND),
    '',
  ].join('\n');
}
