import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../load/shipped.ts';
import type { Language, NewFile } from './init-model.ts';
import { workflow, type ProjectFile } from './init-templates.ts';

/** Where the example of each language is in the package, and the header or module that it is written with. */
const EXAMPLES = {
  c: { folder: 'models/compiled-c', kit: 'src/virtio/split/kits/ringproof_queue.h', sources: /\.[ch]$/ },
  rust: { folder: 'models/compiled-rust', kit: 'src/virtio/split/kits/ringproof_queue.rs', sources: /\.rs$/ },
} as const;

/**
 * The files of a compiled queue: an example that is a whole queue, what it is written with, how it is built, a model that names its
 * fields, and a job of CI.
 */
export function compiledFiles(language: Language, name: string): readonly ProjectFile[] {
  const { folder, kit, sources } = EXAMPLES[language];
  const inPackage = (path: string): string => readFileSync(join(PACKAGE_ROOT, path), 'utf8');
  const at = (file: string): string => `models/${name}/${file}`;
  const own = readdirSync(join(PACKAGE_ROOT, folder))
    .filter((file) => sources.test(file))
    .map((file) => ({ path: at(file), text: standalone(inPackage(`${folder}/${file}`)) }));
  const files: readonly NewFile[] = [
    ...own,
    { path: at(kit.replace(/.*\//, '')), text: inPackage(kit) },
    { path: at('Makefile'), text: language === 'c' ? C_MAKEFILE : RUST_MAKEFILE },
    // The package's own examples are proved by a script: under this name they are no models of its folder.
    { path: at('index.ts'), text: renamed(inPackage(`${folder}/model.ts`), name) },
    { path: at('findings.ts'), text: inPackage(`${folder}/findings.ts`) },
    {
      path: `.github/workflows/ringproof-${name}.yml`,
      text: workflow({
        model: name,
        build: [...TOOLS[language], `make -C models/${name}`],
        // A few proofs of chains take a minute.
        ...{ timeout: '5m', minutes: 30 },
      }),
    },
  ];
  return files.map((file) => ({ ...file, isOptional: false }));
}

/** The example includes the kit from where the build of the package says; a project has it in the same folder. */
function standalone(text: string): string {
  return text.replace(
    /#\[macro_use\]\nmod ringproof_queue \{\n.*\n\}\n/,
    '#[macro_use]\nmod ringproof_queue;\n',
  );
}

function renamed(text: string, name: string): string {
  const pascal = name
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  return text
    .replace(/export const compiled(C|Rust)\b/, `export const ${camel}`)
    .replace(/name: 'compiled-(c|rust)'/, `name: '${name}'`);
}

/** What a job of CI installs for the Makefile, in Debian's and Ubuntu's names and in rustup's. */
const TOOLS = {
  c: ['sudo apt-get install -y clang-19 lld-19'],
  rust: ['rustup component add rust-src'],
} as const;

const C_MAKEFILE = `# Put your own queue in the place of the example; exports.c calls it. Tools: clang-19 and lld-19, as Debian and Ubuntu name them.
CC = clang-19
# Counterexamples name lines by the line tables, which are no part of what is checked. No path of this machine gets into the module.
LINES = -gline-tables-only "-ffile-prefix-map=$(CURDIR)=."
FLAGS = --target=wasm64 -O2 -ffreestanding -nostdlib -matomics -mbulk-memory -Wl,--no-entry $(LINES)

# The header has to come first: it sees each atomic access, and says its order.
queue.wasm: $(wildcard *.c *.h)
	$(CC) $(FLAGS) -include ringproof_queue.h $(wildcard *.c) -o $@
`;

const RUST_MAKEFILE = `# Put your own queue in the place of the example; lib.rs exports it. Tools: rustc 1.85 or newer, and the source of core, which comes
# with \`rustup component add rust-src\`: for 64-bit WebAssembly core is built here first, which takes half a minute.
#
# Tried with Debian's rustc-web and rust-web-src 1.96.0 and lld-19: make RUSTC=/usr/bin/rustc LINKER=wasm-ld-19
RUSTC = rustc
# Counterexamples name lines by the line tables, which are no part of what is checked. No path of this machine gets into the module.
LINES = -Cdebuginfo=line-tables-only "--remap-path-prefix=$(CURDIR)=."
# Empty: the one that comes with rustc.
LINKER =
CORE = $(shell $(RUSTC) --print sysroot)/lib/rustlib/src/rust/library/core/src/lib.rs
FLAGS = --edition 2024 --target wasm64-unknown-unknown -Copt-level=2 -Cpanic=abort -Ccodegen-units=1 \\
  -Ctarget-feature=+atomics,+bulk-memory -L core $(if $(LINKER),-Clinker=$(LINKER) -Clinker-flavor=wasm-ld) $(LINES)

# A stable compiler builds core under this name only.
export RUSTC_BOOTSTRAP = 1

queue.wasm: $(wildcard *.rs) core/libcompiler_builtins.rlib
	$(RUSTC) $(FLAGS) --crate-name queue --crate-type cdylib lib.rs -o $@

core/libcore.rlib:
	@test -e "$(CORE)" || { echo "$(RUSTC) has no source of core: rustup component add rust-src" >&2; exit 1; }
	mkdir -p core
	$(RUSTC) $(FLAGS) --cap-lints allow --crate-name core --crate-type rlib "$(CORE)" -o $@

# Copies and fills are one instruction each: no function of this crate is called.
core/libcompiler_builtins.rlib: core/libcore.rlib
	printf '%s\\n' '#![no_std]' '#![feature(compiler_builtins)]' '#![compiler_builtins]' | \\
	  $(RUSTC) $(FLAGS) --cap-lints allow --crate-name compiler_builtins --crate-type rlib - -o $@
`;
