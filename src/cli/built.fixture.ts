import { built } from '../built.fixture.ts';

/** Runs a command as it is built, in this process, with workers in others. */
export const { run } = (await built('cli/program.ts')) as typeof import('./program.ts');
