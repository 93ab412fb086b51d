import { JsonTextError, parseJsonText } from '../text/json-text.ts';
import { isFields, type Json } from './json.ts';
import { RecordingError } from './errors.ts';
import { linesOf, type Line } from './lines.ts';

/** A case as it was read: JSON, and where it stands: "file:line". */
export interface CaseText {
  readonly location: string;
  readonly json: unknown;
}

/** Characters of the longest document of several lines that is read. */
const MOST_CHARACTERS = 64 * 2 ** 20;

/**
 * The cases of a file, one at a time, in any of three forms: a case on each line; one case as a document of several lines; or
 * a line with a case that has neither `ops` nor `calls`, and after it each call on a line of its own, as "add_used 3 16", blank
 * lines and lines that begin with # left out. Throws a `RecordingError` that names file and line for anything else.
 */
export async function* caseTexts(path: string, name: string): AsyncGenerator<CaseText> {
  let open: { readonly location: string; readonly json: object; readonly calls: string[] } | undefined;
  let cases = 0;
  const closed = ({ location, json, calls }: NonNullable<typeof open>): CaseText => ({
    location,
    json: { ...json, calls },
  });
  const lines = linesOf(path, name);
  for await (const line of lines) {
    const text = line.text.trim();
    const location = `${name}:${line.number}`;
    if (text === '' || (open !== undefined && text.startsWith('#'))) continue;
    if (open !== undefined && !text.startsWith('{')) {
      open.calls.push(text);
      continue;
    }
    if (open !== undefined) yield closed(open);
    cases += 1;
    const json = parsed(text);
    if (json instanceof JsonTextError && cases === 1 && isCutOff(text)) {
      yield { location: name, json: await document(line, lines, name) };
      return;
    }
    if (json instanceof JsonTextError)
      throw new RecordingError(`${location}: ${json.message}`, { cause: json });
    open = isWithoutCalls(json) ? { location, json, calls: [] } : undefined;
    if (open === undefined) yield { location, json };
  }
  if (open !== undefined) yield closed(open);
  if (cases === 0) throw new RecordingError(`${name}: the file holds no case`);
}

/** One case on several lines, of which the first was read. */
async function document(first: Line, more: AsyncGenerator<Line>, name: string): Promise<unknown> {
  const texts = [first.text];
  let length = first.text.length;
  for await (const { text } of more) {
    length += text.length + 1;
    if (length > MOST_CHARACTERS) throw new RecordingError(`${name}: the case is longer than 64 MiB`);
    texts.push(text);
  }
  const json = parsed(texts.join('\n'));
  if (json instanceof JsonTextError) throw new RecordingError(`${name}: ${json.message}`, { cause: json });
  return json;
}

/** Whether a line that is no JSON can be the first one of a document. */
function isCutOff(text: string): boolean {
  return text.startsWith('{') && !text.endsWith('}');
}

function isWithoutCalls(json: unknown): json is object {
  // What was parsed is JSON.
  return (
    isFields(json as Json) &&
    !('ops' in (json as object)) &&
    !('calls' in (json as object)) &&
    'queue' in (json as object)
  );
}

function parsed(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (error instanceof JsonTextError) return error;
    throw error;
  }
}
