import { createColors } from 'picocolors';

/** What the surroundings say about how text is to look. */
export interface Terminal {
  /** Columns of a terminal; `null` where the text goes to a file or a program. */
  readonly columns: number | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `--no-color` makes false. */
  readonly color: boolean;
}

export type Paint = ReturnType<typeof createColors>;

/** How text is to look. */
export interface Style {
  readonly paint: Paint;
  /** Prose longer than this is wrapped; infinite where the text goes to a file or a program, which can search it. */
  readonly width: number;
}

const WIDEST = 100;

/** Colour on a terminal, unless NO_COLOR, FORCE_COLOR or `--no-color` say otherwise. */
export function styleFor({ columns, env, color }: Terminal): Style {
  const width = columns === null ? Infinity : Math.min(Math.max(columns, 40), WIDEST);
  return { paint: createColors(color && wantsColor(columns !== null, env)), width };
}

function wantsColor(isTerminal: boolean, env: Terminal['env']): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

/** Whether lines can be drawn again and again in place: on a terminal that a person looks at, and that can do it. */
export function canRedraw(isTerminal: boolean, env: Terminal['env']): boolean {
  const isCi = env['CI'] !== undefined && !['', '0', 'false'].includes(env['CI']);
  return isTerminal && !isCi && env['TERM'] !== 'dumb';
}

/** The words of `text` on lines of at most `width` columns, each after `indent`; lines of the text stay apart. */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  // A line that starts with blanks is to be copied, and stays as it is.
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('  ') ? [indent + line] : wrapLine(line, width, indent)));
}

function wrapLine(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const isFirst = line === indent;
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += isFirst ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}
