import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DRAFT, isCode, writeAtomically } from './atomic-write.ts';

/**
 * The file by which a folder is known to be a cache of this tool. Its name and first line are those that back-up tools know, so
 * that they leave the folder out.
 */
export const MARKER = 'CACHEDIR.TAG';

const CONTENT =
  'Signature: 8a477f597d28d172789f06886806bc55\n' +
  '# A cache of ringproof: answers of earlier runs. It can be deleted at any time.\n';

/** `ours`: made by this tool. `free`: missing or empty. `foreign`: anything else; it may hold files of the user's. */
export type Ownership = 'ours' | 'free' | 'foreign';

/** Whose a folder is. Throws what the file system throws where it cannot be read. */
export function ownershipOf(folder: string): Ownership {
  const entries = entriesOf(folder);
  if (entries.includes(MARKER)) return isOurMarker(join(folder, MARKER)) ? 'ours' : 'foreign';
  // Another run may be about to write the marker.
  return entries.every((name) => name.endsWith(DRAFT)) ? 'free' : 'foreign';
}

/** Marks a free folder as this tool's. Throws an `Error` if it belongs to another program or cannot be written. */
export function claimFolder(folder: string): void {
  const ownership = ownershipOf(folder);
  if (ownership === 'foreign') throw new Error(FOREIGN);
  if (ownership === 'free') writeAtomically(join(folder, MARKER), CONTENT);
}

/** What to say of a folder that is not this tool's. */
export const FOREIGN = `it is not empty, and has no ${MARKER} of ringproof, so it is left alone`;

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** A link may lead to a marker elsewhere: it says nothing about this folder. */
function isOurMarker(path: string): boolean {
  try {
    return lstatSync(path).isFile() && readFileSync(path, 'utf8') === CONTENT;
  } catch {
    return false;
  }
}
