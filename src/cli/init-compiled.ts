import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../load/shipped.ts';
import type { Language, NewFile } from './init-model.ts';

/** Where the example of each language is in the package, and the header or module that it is written with. */
const EXAMPLES = {
  c: { folder: 'models/compiled-c', kit: 'src/virtio/split/kits/ringproof_queue.h', sources: /\.[ch]$/ },
  rust: { folder: 'models/compiled-rust', kit: 'src/virtio/split/kits/ringproof_queue.rs', sources: /\.rs$/ },
} as const;

/**
 * The files of a compiled queue: an example that is a whole queue, what it is written with, how it is built, a model that names its
 * fields, and a job of CI.
 */
export function compiledFiles(language: Language, name: string): readonly NewFile[] {
  const { folder, kit, sources } = EXAMPLES[language];
  const inPackage = (path: string): string => readFileSync(join(PACKAGE_ROOT, path), 'utf8');
  const at = (file: string): string => `models/${name}/${file}`;
  const own = readdirSync(join(PACKAGE_ROOT, folder))
    .filter((file) => sources.test(file))
    .map((file) => ({ path: at(file), text: standalone(inPackage(`${folder}/${file}`)) }));
  return [
    ...own,
    { path: at(kit.replace(/.*\//, '')), text: inPackage(kit) },
    { path: at('Makefile'), text: language === 'c' ? C_MAKEFILE : RUST_MAKEFILE },
    // The package's own examples are proved by a script: under this name they are no models of its folder.
    { path: at('index.ts'), text: renamed(inPackage(`${folder}/model.ts`), name) },
    { path: at('findings.ts'), text: inPackage(`${folder}/findings.ts`) },
    {
      path: `.github/workflows/ringproof-${name}.yml`,
      text: workflow(name, language === 'c' ? C_PACKAGES : RUST_PACKAGES),
    },
  ];
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

const C_PACKAGES = 'clang-19 lld-19';
const RUST_PACKAGES = 'lld-19';

const C_MAKEFILE = `# Put your own queue in the place of the example; exports.c calls it. The header has to come first.
CC = clang-19
# Counterexamples name lines by the line tables, which are no part of what is checked. No path of this machine gets into the module.
LINES = -gline-tables-only -ffile-prefix-map=$(CURDIR)=.
FLAGS = --target=wasm64 -O2 -ffreestanding -nostdlib -matomics -mbulk-memory -Wl,--no-entry $(LINES)

queue.wasm: $(wildcard *.c *.h)
	$(CC) $(FLAGS) -include ringproof_queue.h $(wildcard *.c) -o $@
`;

const RUST_MAKEFILE = `# Put your own queue in the place of the example; lib.rs exports it. 32-bit WebAssembly needs no core of your own.
RUSTC = rustc
# Counterexamples name lines by the line tables, which are no part of what is checked. No path of this machine gets into the module.
LINES = -Cdebuginfo=line-tables-only --remap-path-prefix=$(CURDIR)=.
FLAGS = --edition 2024 --crate-type cdylib --crate-name queue --target wasm32-unknown-unknown \\
  -Copt-level=2 -Cpanic=abort -Ctarget-feature=+bulk-memory $(LINES)

# RUSTC_BOOTSTRAP: the panic handler of the example uses an intrinsic; on a nightly compiler leave it out.
queue.wasm: $(wildcard *.rs)
	RUSTC_BOOTSTRAP=1 $(RUSTC) $(FLAGS) lib.rs -o $@
`;

function workflow(name: string, packages: string): string {
  const target = packages === RUST_PACKAGES ? '      - run: rustup target add wasm32-unknown-unknown\n' : '';
  return `name: ringproof ${name}
on:
  push:
    branches: [main]
  pull_request:

jobs:
  prove:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: sudo apt-get install -y ${packages}
${target}      - run: make -C models/${name}
      - run: npm install
      - run: npx ringproof prove --model ${name} --timeout 60s --reporter pretty,github,markdown
`;
}
