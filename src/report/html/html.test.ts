import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, jsonData } from './html.ts';

test('should escape whatever is put in, for text and for attributes', () => {
  const { html: text } = html`<p title="${'"'}">${`<b>&'`} ${1} ${2n}</p>`;

  expect(text).toBe('<p title="&quot;">&lt;b&gt;&amp;&#39; 1 2</p>');
});

test('should take pieces of HTML as they are, join lists, and put nothing for null', () => {
  const items = ['a', '<', null].map((item) => html`<i>${item}</i>`);

  expect(html`<p>${items}</p>`.html).toBe('<p><i>a</i><i>&lt;</i><i></i></p>');
});

test('should take the indentation out of templates, and leave that of what is put in', () => {
  const { html: text } = html`<div>
    <p>${'a\n    b'}</p>
  </div>`;

  expect(text).toBe('<div>\n<p>a\n    b</p>\n</div>');
});

test('should never let a text begin or end an element, or leave an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { html: escaped } = html`${text}`;
      expect(escaped).not.toMatch(/[<>"'\0]/);
      expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});

test('should write data that no browser takes for the end of its script', () => {
  const data = { text: '</script><!--<script>', n: 1 };
  const { html: element } = jsonData('a"b', data);

  const [, id, json] = /^<script type="application\/json" id="([^"]*)">(.*)<\/script>$/s.exec(element) ?? [];
  expect(id).toBe('a&quot;b');
  expect(json).not.toContain('<');
  expect(JSON.parse(json ?? '')).toEqual(data);
});
