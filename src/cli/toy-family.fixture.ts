/** A family of its own: the producer of a ring that one side fills and another empties. */
const FAMILY = `import { AreaShape, ModelKind, ownProofs, partOf } from 'ringproof';
import type { Bool, GuestMemory, Handle, MemoryError, ObservedMemory, Part, Result, StartIn, U16, U32, U64 } from 'ringproof';

export const RING = new AreaShape({
  name: 'mail ring', kind: 'ring', prefix: 'mail ', isWritten: true,
  head: [{ name: 'state', bytes: 4, bits: { OPEN: 1, FULL: 2 } }],
  slots: { name: 'box', fields: [{ name: 'letter', bytes: 8, isAddress: true }, { name: 'size', bytes: 4 }] },
  tail: [{ name: 'end', bytes: 2 }],
});

export interface View { readonly boxes: U16; readonly at: U64; readonly nextFree: U16 }
export interface Operations { put(memory: GuestMemory, letter: U64, size: U32): Result<undefined, MemoryError> }
export interface Producer { readonly producer: Part<View, Operations> }
export interface Device {
  producer(start: StartIn<View>): Handle<View, Operations>;
  isIn(part: object, phase: string | null, memory: ObservedMemory): Bool;
}
export const producerPart = partOf<View, Operations>();

export const mail = new ModelKind<Device, Producer>('mail', {
  bind: ({ producer }, run) => ({
    producer: (start) => run.any(producer, 'producer', start),
    isIn: (part, phase, memory) => run.isIn(part, phase, memory),
  }),
  members: () => [],
  ownProofs: (on) => ownProofs(on, {
    phases: [{ id: 'any', phase: null, start: (_p, device, memory) => device.producer({ phase: null, memory, probesPrivate: true }) }],
    makers: [],
    operations: [],
  }),
  family: {
    parts: {
      producer: {
        places: ({ boxes, at, nextFree }: View) => ({
          name: 'mailbox',
          areas: [{ shape: RING, start: at, count: boxes }],
          cursors: [{ area: RING, name: 'next_free', index: nextFree }],
        }),
      },
    },
    operations: { put: { arguments: ['letter', 'size'], mayYieldNothing: true } },
    records: [{ name: 'envelope', fields: [{ name: 'from', bytes: 8 }, { name: 'to', bytes: 8, isAddress: true }] }],
    exporters: { text: ({ about, counterexample }) => \`\${about.proof}: \${counterexample.assertion}\\n\` },
  },
});
`;

/** A producer that puts letters into the box of this number. */
function model(name: string, slot: string): string {
  return `import { bool, conformanceAdapter, ok, powerOfTwo, u16, u64, type GuestMemory, type StateOf, type U32, type U64 } from 'ringproof';
import { mail, producerPart, RING } from '../mail.ts';

const state = { boxes: powerOfTwo(), at: u64({ multipleOf: 4, max: 2n ** 40n }), nextFree: u16() };
type State = { -readonly [K in keyof StateOf<typeof state>]: StateOf<typeof state>[K] };

function put(ring: State, memory: GuestMemory, letter: U64, size: U32) {
  const written = memory.write(ring.at.add(RING.slotOffset(${slot})), [letter, size]);
  if (!written.ok) return written;
  ring.nextFree = ring.nextFree.add(1);
  return ok(undefined);
}

export const producer = mail.implement(
  { name: '${name}', source: 'here', conformance: conformanceAdapter({ restore: () => ({}), state: () => ({}), operations: {}, constructors: {} }) },
  { producer: producerPart({ state, instance: (_domain, fields): State => ({ ...fields }), view: (fields) => fields, operations: { put } }) },
);
`;
}

const PROOF = `import { proof } from 'ringproof';
import { mail, RING } from '../models/mail.ts';

export const put = proof({
  id: 'mail/put', title: 'a letter is put into a box of the ring', requirements: [], doesNotProve: 'more', on: mail,
  covers: ['it is put'],
  body: (p, device) => {
    const memory = p.memory();
    const { state: before, ...producer } = device.producer({ phase: null, memory });
    p.assume(memory.checkRange(before.at, RING.length(before.boxes)));
    const initial = memory.snapshot();
    const result = producer.put(memory, p.any.u64('letter'), p.any.u32('size'));
    if (!result.ok) return;
    p.assertUnchanged('nothing else is written', initial, memory, [{ start: before.at, length: RING.length(before.boxes) }]);
    p.cover('it is put');
  },
});
`;

/** A user's project with a family, a right and a wrong model, and a proof; no file of it is the tool's. */
export const TOY_PROJECT: Readonly<Record<string, string>> = {
  'models/mail.ts': FAMILY,
  'models/right/index.ts': model('right', 'ring.nextFree.rem(ring.boxes)'),
  'models/wrong/index.ts': model('wrong', 'ring.nextFree'),
  'proofs/mail.proof.ts': PROOF,
};
