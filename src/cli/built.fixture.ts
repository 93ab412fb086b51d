import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../dist/cli/', import.meta.url);

/** The built program, for a process of its own: it starts in a third of the time that the sources take. */
export const MAIN = fileURLToPath(new URL('main.js', FOLDER));

// The build declares what its source does; a type import of it would not compile before the first build.
export const { run } = (await import(new URL('program.js', FOLDER).href)) as typeof import('./program.ts');
