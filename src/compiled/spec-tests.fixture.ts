import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A number as the scripts of the specification's tests write it. */
interface Written {
  readonly type: string;
  readonly value?: string;
}

/** A command of such a script. */
export interface Command {
  readonly type: string;
  readonly line: number;
  readonly name?: string;
  readonly filename?: string;
  readonly action?: {
    readonly type: string;
    readonly module?: string;
    readonly field: string;
    readonly args?: readonly Written[];
  };
  readonly expected?: readonly Written[];
}

/** One script: its commands, and the modules that they name. */
export interface SpecScript {
  readonly name: string;
  readonly commands: readonly Command[];
  readonly module: (filename: string) => Uint8Array;
}

const SUITE = 'bookworm';
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Takes the specification's tests out of the source of Debian's package `binaryen`, where they stand with memories of 32 and of 64 bits,
 * and translates them by wast2json of its package `wabt`. Throws an `Error` that says what is missing.
 */
export function specScripts(names: readonly string[], folder: string): readonly SpecScript[] {
  run('wast2json', ['--version'], folder);
  const source = join(folder, 'apt');
  for (const part of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(source, part), { recursive: true });
  writeFileSync(
    join(source, 'debian.sources'),
    `Types: deb-src\nURIs: http://deb.debian.org/debian\nSuites: ${SUITE}\nComponents: main\nSigned-By: ${KEYS}\n`,
  );
  const options = [
    ...[
      '-o',
      `Dir::Etc::sourcelist=${join(source, 'debian.sources')}`,
      '-o',
      'Dir::Etc::sourceparts=/dev/null',
    ],
    ...['-o', `Dir::State::lists=${join(source, 'lists')}`, '-o', `Dir::Cache=${join(source, 'cache')}`],
    ...['-o', 'APT::Sandbox::User=root', '-q'],
  ];
  run('apt-get', [...options, 'update'], source);
  run('apt-get', [...options, 'source', '--download-only', 'binaryen'], source);
  const archive = readdirSync(source).find((name) => /^binaryen_.*\.orig\.tar\.\w+$/.test(name));
  if (archive === undefined) throw new Error('the source of binaryen has no archive');
  run('tar', ['xf', archive, '--strip-components=1', '--wildcards', '*/test/spec/*.wast'], source);
  return names.map((name) => {
    const json = join(folder, `${name}.json`);
    run('wast2json', ['--enable-all', join(source, 'test/spec', `${name}.wast`), '-o', json], folder);
    // As wast2json writes it.
    const { commands } = JSON.parse(readFileSync(json, 'utf8')) as { commands: readonly Command[] };
    return { name, commands, module: (filename) => Uint8Array.from(readFileSync(join(folder, filename))) };
  });
}

const MINUTES = 5;

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, {
    ...{ cwd, encoding: 'utf8', timeout: MINUTES * 60_000 },
  });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
}
