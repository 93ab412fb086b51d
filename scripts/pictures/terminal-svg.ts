import { html, type Html } from '../../src/report/html/html.ts';

/** Of a character, in pixels; every line is made as wide as its characters, whatever font there is. */
const ADVANCE = 8.4;
const LINE = 19;
const PADDING = 20;
/** Columns of the terminal; a few lines of prose are longer. */
const WIDTH = 88;

const COLOURS: Readonly<Record<number, string>> = {
  31: '#ff8a90',
  32: '#7fd89a',
  33: '#f2c46d',
  36: '#7fd0ee',
};

/** A terminal in which a command of ringproof has printed something, as an SVG. */
export function terminalSvg(command: string, printed: string): string {
  const lines = [`\u001b[2m$\u001b[22m ${command}`, ...printed.trimEnd().split('\n')].flatMap(wrapped);
  const [width, height] = [WIDTH * ADVANCE + 2 * PADDING, lines.length * LINE + 2 * PADDING];
  let styles: readonly number[] = [];
  const texts = lines.map((line, row) => {
    const pieces = piecesOf(line, styles);
    styles = pieces.styles;
    return pieces.texts.map(({ text, column, codes }) => textAt(text, column, row, codes));
  });
  const { html: svg } = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
    font-size="14"
    fill="#dde1e7"
  >
    <rect width="${width}" height="${height}" rx="8" fill="#13161b" />
    ${texts}
  </svg>`;
  return `${svg}\n`;
}

interface Piece {
  readonly text: string;
  readonly column: number;
  readonly codes: readonly number[];
}

/** A line in pieces of one style each, and the styles after it. */
function piecesOf(
  line: string,
  before: readonly number[],
): { readonly texts: readonly Piece[]; readonly styles: readonly number[] } {
  const texts: Piece[] = [];
  let [styles, column] = [before, 0];
  for (const part of line.split(CODE)) {
    const code = CODE_ALONE.exec(part)?.[1];
    if (code !== undefined) {
      styles = styleAfter(styles, Number(code));
      continue;
    }
    // Blanks are where nothing is, so that none can be lost.
    for (const { 0: text, index } of part.matchAll(/\S+(?: \S+)*/g))
      texts.push({ text, column: column + index, codes: styles });
    column += part.length;
  }
  return { texts, styles };
}

function textAt(text: string, column: number, row: number, codes: readonly number[]): Html {
  const colour = codes.map((code) => COLOURS[code]).find((one) => one !== undefined);
  return html`<text
    x="${(PADDING + column * ADVANCE).toFixed(1)}"
    y="${PADDING + row * LINE + 14}"
    textLength="${(text.length * ADVANCE).toFixed(1)}"
    ${colour === undefined ? null : html`fill="${colour}"`}
    ${codes.includes(1) ? html`font-weight="700"` : null}
    ${codes.includes(2) ? html`opacity=".6"` : null}
    >${text}</text
  >`;
}

/* eslint-disable no-control-regex -- how a terminal is told */
const CODE = /(\u001b\[\d+m)/;
const CODE_ALONE = /^\u001b\[(\d+)m$/;
const CODES = /\u001b\[\d+m/g;
/* eslint-enable no-control-regex */

/** 22 ends bold and dim, 39 a colour, 0 all. */
function styleAfter(styles: readonly number[], code: number): readonly number[] {
  if (code === 0) return [];
  if (code === 22) return styles.filter((style) => style > 2);
  if (code === 39) return styles.filter((style) => style < 30);
  return [...styles, code];
}

/** A long line of prose on several, each as far to the right as the first. */
function wrapped(line: string): readonly string[] {
  if (line.replace(CODES, '').length <= WIDTH) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  for (const word of line.trim().split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.replace(CODES, '').length <= WIDTH) lines.splice(-1, 1, longer);
    else lines.push(`${indent}${word}`);
  }
  return lines;
}
