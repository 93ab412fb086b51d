/** A reason why a place is not reached, as a comment beside it says: `// unreached: reason`. */
export interface Reason {
  /** Of the comment, counted from 1. */
  readonly line: number;
  /** The line of code that it is about: its own, or the next one below; `null` for the whole file, above whose code it stands. */
  readonly about: number | null;
  readonly text: string;
}

const REASON = /^(?<code>.*?)\/\/ *unreached: *(?<text>\S.*)$/;
const COMMENT = /^\s*\/\/ ?(?<text>.*)$/;
const COMMENT_LINE = /^\s*(\/\/|\/\*|\*)/;

/**
 * The reasons in a text. One that stands on lines of its own goes on in the comment lines that follow. One above all of the code is
 * about the whole file.
 */
export function reasonsIn(source: string): readonly Reason[] {
  const lines = source.split(/\r?\n/);
  return lines.flatMap((line, i): readonly Reason[] => {
    const found = REASON.exec(line)?.groups;
    if (found === undefined) return [];
    const { code = '', text = '' } = found;
    if (code.trim() !== '') return [{ line: i + 1, about: i + 1, text: text.trim() }];
    const rest = lines.slice(i + 1);
    const isComment = (each: string): boolean => COMMENT_LINE.test(each);
    const below = rest.findIndex((each) => !isComment(each));
    const more = rest.slice(
      0,
      rest.findIndex((each) => !COMMENT.test(each)),
    );
    const words = [text, ...more.map((each) => COMMENT.exec(each)?.groups?.['text'] ?? '')];
    const isOnTop = lines.slice(0, i).every((each) => isComment(each) || each.trim() === '');
    const about = isOnTop ? null : i + 2 + Math.max(0, below);
    return [{ line: i + 1, about, text: words.map((each) => each.trim()).join(' ') }];
  });
}
