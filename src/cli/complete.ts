import type { Command as Completed } from '@bomb.sh/tab';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { findUserFiles, MODEL_FILES } from '../load/discover.ts';
import { evaluatorOf } from '../load/evaluate/evaluator-of.ts';
import { relativePath, withForwardSlashes } from '../load/paths.ts';
import { isPackageItself, PACKAGE_ROOT } from '../load/shipped.ts';
import { isModel } from '../proof/model.ts';

/** Arguments that name a model, by command. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = { diff: ['a', 'b'], conform: ['model'] };

/** Options that name one. */
const OPTIONS: readonly string[] = ['model', 'like'];

/** Where compiled queues are looked for. */
const COMPILED = ['*.wasm', 'models/*/*.wasm'];

/**
 * Gives a program the command that shells ask for completions. `words` are those of the command line that is asked about, the last
 * one of them unfinished; none where a script is asked for.
 */
export async function addCompletion(program: Command, words: readonly string[], cwd: string): Promise<void> {
  const { default: complete } = await import('@bomb.sh/tab/commander');
  const { commands } = complete(program);
  program.commands
    .find((command) => command.name() === 'complete')
    ?.hook('preAction', (_, { args: [shell] }) => {
      if (shell === 'bash') process.stdout.write(BASH_WORDS);
    });
  const name = words[0] ?? '';
  const asked = commands.get(name);
  if (asked === undefined || !asksForModel(name, words)) return;
  const models = await modelNames(cwd, name === 'diff');
  const files = name === 'diff' ? await glob(COMPILED, { cwd, expandDirectories: false }) : [];
  offer(asked, name, models, files.map(withForwardSlashes));
}

/** Whether the unfinished word may be the name of a model. */
function asksForModel(command: string, words: readonly string[]): boolean {
  const [word = '', before = ''] = words.toReversed();
  const isOption = OPTIONS.some((name) => before === `--${name}` || word.startsWith(`--${name}=`));
  return isOption || (Object.hasOwn(ARGUMENTS, command) && !word.startsWith('-'));
}

function offer(command: Completed, name: string, models: readonly string[], files: readonly string[]): void {
  const each =
    (values: readonly string[]) =>
    (complete: (value: string, description: string) => void): void => {
      for (const value of values) complete(value, '');
    };
  for (const option of OPTIONS) {
    const found = command.options.get(option);
    if (found !== undefined) found.handler = each(models);
  }
  for (const argument of ARGUMENTS[name] ?? []) {
    const found = command.arguments.get(argument);
    if (found !== undefined) found.handler = each([...models, ...files]);
  }
}

/** The ids of the project's models; `withShipped`: of those that come with the package as well. What cannot be loaded has none. */
async function modelNames(cwd: string, withShipped: boolean): Promise<readonly string[]> {
  const own = (await findUserFiles(cwd)).filter(({ exports }) => exports === 'models');
  const shipped =
    withShipped && !isPackageItself(cwd) ? await glob([MODEL_FILES], { cwd: PACKAGE_ROOT }) : [];
  const paths = shipped.map((path) => relativePath(resolve(PACKAGE_ROOT, path), cwd));
  const files = [...own.map(({ path }) => path), ...paths].map((path) => ({ path }));
  const evaluator = await evaluatorOf(files, cwd);
  const names = files.map(async ({ path }) => {
    const exported = await evaluator.import(resolve(cwd, path)).catch(() => ({}));
    return Object.values(exported)
      .filter(isModel)
      .map((model) => model.name);
  });
  return [...new Set((await Promise.all(names)).flat())].toSorted();
}

/** What the script for bash takes from the package bash-completion, where that is not installed. */
const BASH_WORDS = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
    _get_comp_words_by_ref() {
        words=("\${COMP_WORDS[@]}")
        cword=$COMP_CWORD
        cur="\${COMP_WORDS[COMP_CWORD]}"
        prev="\${COMP_WORDS[COMP_CWORD-1]}"
    }
fi
`;
