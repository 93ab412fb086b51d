import { visibleCharacters } from '../../text/visible.ts';

/** A piece of HTML: text in which everything is written as HTML wants it. */
export interface Html {
  readonly html: string;
}

/** What a template takes: text is escaped, pieces of HTML are not, lists are joined, and nothing stands for `null`. */
export type Content = string | number | bigint | Html | null | readonly Content[];

/**
 * HTML from a template. What is put in is escaped for text and for attributes in double quotes, and for nothing else: no
 * unquoted attribute, script or style may be filled in with it.
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: narrow(strings).reduce((text, part, i) => text + htmlOf(contents[i - 1] ?? null) + part) };
}

const NARROW = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The fixed parts of a template without the indentation that they have in its file: pages are much shorter so. */
function narrow(strings: TemplateStringsArray): readonly string[] {
  let parts = NARROW.get(strings);
  if (parts === undefined) {
    parts = strings.map((part) => part.replace(/\s*\n\s*/g, '\n'));
    NARROW.set(strings, parts);
  }
  return parts;
}

function htmlOf(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'object') return 'html' in content ? content.html : content.map(htmlOf).join('');
  return escapeHtml(String(content));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return visibleCharacters(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** JSON in a page, for its script to read: within a script element only `<` could be taken for something else. */
export function jsonData(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="${id}">
    ${{ html: json }}
  </script>`;
}
