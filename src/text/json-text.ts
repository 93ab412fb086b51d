/** What cannot be read as JSON; the message says why, as the end of a sentence about the text. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
}

/** Lists and objects in each other, at most: far more than any file of this tool has, and no more than any code of it can walk. */
const MOST_DEPTH = 100;

/**
 * The value of a text in JSON; a byte order mark before it, which some editors and shells write, is skipped. Throws a
 * `JsonTextError`.
 */
export function parseJsonText(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  if (isTooDeep(json)) throw new JsonTextError(`it nests more than ${MOST_DEPTH} lists and objects`);
  try {
    return JSON.parse(json);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new JsonTextError(`not JSON, or cut off: ${why}`, { cause: error });
  }
}

/** Brackets in strings nest nothing. */
function isTooDeep(json: string): boolean {
  let [depth, isInString] = [0, false];
  for (let i = 0; i < json.length && depth <= MOST_DEPTH; i += 1) {
    const character = json[i];
    if (isInString && character === '\\') i += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return depth > MOST_DEPTH;
}
