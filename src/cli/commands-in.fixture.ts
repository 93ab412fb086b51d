import { parse } from 'yaml';
import { collector } from '../runner/project.fixture.ts';
import { makeProgram } from './commands.ts';

/** The command lines of a workflow in YAML that call `ringproof`, each as its words without that. */
export function commandsIn(yaml: string): readonly (readonly string[])[] {
  const scripts = stringsIn(parse(yaml)).flatMap((text) => text.split('\n'));
  return scripts.flatMap((line) => {
    const [, rest] = /(?:^|\s)ringproof (\S.*)$/.exec(line) ?? [];
    // What CI services put in themselves is one word.
    return rest === undefined ? [] : [rest.replace(/\$\{\{.*?\}\}/g, '$$').split(/\s+/)];
  });
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Commands and options in such lines that there are not. */
export function unknownIn(yaml: string): readonly string[] {
  const io = { stdout: collector(), stderr: collector(), cwd: '/', env: {} };
  const program = makeProgram(io, () => {});
  return commandsIn(yaml).flatMap(([name = '', ...words]) => {
    const command = program.commands.find((candidate) => candidate.name() === name);
    if (command === undefined) return [name];
    const flags = words.filter((word) => word.startsWith('-'));
    return flags.filter(
      (flag) => !command.options.some(({ long, short }) => long === flag || short === flag),
    );
  });
}
