import { visible } from '../text/visible.ts';
import { Command } from 'commander';
import { applyConfiguration } from './configuration.ts';
import type { CliIo } from './io.ts';
import { addOptions, type ProveOptions } from './options.ts';

/** Gives a command everything that can be said of how proofs are run. */
export function addProveOptions(command: Command): void {
  addOptions(command, ['model', 'compiled', 'timeout', 'rlimit', 'memory', 'deadline', 'jobs', 'queue']);
  addOptions(command, [
    'solver',
    'encoding',
    'contract',
    'memoryModel',
    'crossCheck',
    'cache',
    'cacheDir',
    'frozen',
    'shard',
  ]);
  addOptions(command, ['reporter', 'output', 'bail', 'changed', 'watch', 'color']);
}

/** The options of `prove` for these flags, as a run of the command would have them. Throws what says that they are wrong. */
export async function parseProveOptions(
  flags: readonly string[],
  { cwd, stderr }: Pick<CliIo, 'cwd' | 'stderr'>,
): Promise<ProveOptions> {
  const prove = new Command('prove')
    .exitOverride()
    .configureOutput({ writeErr: (text) => void stderr.write(visible(text)) })
    .action(() => {})
    .hook('preAction', (_, command) => applyConfiguration(command, cwd));
  addProveOptions(prove);
  await prove.parseAsync(flags, { from: 'user' });
  return prove.opts<ProveOptions>();
}
