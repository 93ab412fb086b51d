import XMLBuilder from 'fast-xml-builder';

/** An element as the builder takes it: attributes under '@', text under '#text', children under their names. */
export interface Element {
  readonly '@'?: Readonly<Record<string, string | number>>;
  readonly '#text'?: string;
  readonly [child: string]: unknown;
}

/** What no XML document can hold, not even escaped: control characters, halves of pairs, and two non-characters. */
// eslint-disable-next-line no-control-regex -- those are the characters that it is about
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A document with this root; what no XML document can hold is replaced. */
export function toXml(root: Element): string {
  const builder = new XMLBuilder({
    ...{ ignoreAttributes: false, attributesGroupName: '@', attributeNamePrefix: '', textNodeName: '#text' },
    ...{ format: true, suppressEmptyNode: true, suppressBooleanAttributes: false },
  });
  const body = builder.build(JSON.parse(JSON.stringify(root, printable)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body.trimEnd()}\n`;
}

function printable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(NOT_IN_XML, '\ufffd') : value;
}
