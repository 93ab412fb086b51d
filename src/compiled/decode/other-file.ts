/** What a file is that is no WebAssembly, and what to do about it. */
interface OtherFile {
  readonly what: string;
  readonly hint: string;
}

const MAGIC = '\0asm';

/** By the first bytes, as far as they tell. */
const KINDS: readonly (readonly [start: string, kind: string, hint: string])[] = [
  [
    '\x7fELF',
    'it is an ELF file, for another machine',
    'Compile it for WebAssembly: clang --target=wasm64, or rustc --target wasm64-unknown-unknown.',
  ],
  ['!<arch>', 'it is an archive of object files', 'Link it: wasm-ld --no-entry, with --whole-archive.'],
  ['BC\xc0\xde', 'it is LLVM bitcode', 'Link it, or compile it without -flto.'],
  ['(module', 'it is the text of a module', 'Make a binary of it: wat2wasm.'],
];

/** `undefined` of a file that begins as a module does. */
export function otherFile(bytes: Uint8Array): OtherFile | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith(MAGIC)) return undefined;
  if (start === '')
    return { what: 'it is empty', hint: 'Build it again, and see what the compiler and the linker say.' };
  if (MAGIC.startsWith(start))
    return {
      what: `it ends after ${bytes.length} bytes`,
      hint: 'Build it again: what wrote it was cut short.',
    };
  const [, kind, hint] = KINDS.find(([known]) => start.startsWith(known)) ?? [];
  const first = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return {
    what: kind ?? `it is not WebAssembly: it begins with the bytes ${first}, not with 00 61 73 6d`,
    hint: hint ?? 'Give the .wasm file that the linker writes.',
  };
}
