import type { Written } from '../proof/family.ts';
import { visibleCharacters } from '../text/visible.ts';
import { wrapped } from '../story/words.ts';

/** What a written file says of itself on top, in lines of at most 100 columns with their prefix. */
export function aboutLines(
  { proof, title, model, source, assertion, isBroken }: Written,
  prefix: string,
): readonly string[] {
  const on = model === null ? '' : ` on the model '${model}'${source === null ? '' : ` (${source})`}`;
  const said = isBroken ? 'broken from the state below' : 'kept from the state below';
  return commentLines([`${proof}: ${title}.`, `The assertion '${assertion}' is ${said}${on}.`], prefix);
}

/** Sentences as lines of a comment, each with the prefix: of at most 100 columns, and with nothing that could end it. */
export function commentLines(sentences: readonly string[], prefix: string): readonly string[] {
  return (
    sentences
      .flatMap((text) => wrapped(harmless(text), 100 - prefix.length))
      // A backslash at the end of a line would make the next one a part of the comment.
      .map((line) => (prefix + line).trimEnd().replace(/\\$/, '\\ .'))
  );
}

/** Text of the user's, as it can stand in a comment of any of the languages. */
function harmless(text: string): string {
  return visibleCharacters(text.replace(/\s+/g, ' ')).replace(/\*\//g, '* /').replace(/\/\*/g, '/ *');
}
