/*
 * Where the files of compiled code are, kept apart from what models can read: a verdict must not depend on it.
 */

const folders = new WeakMap<object, string>();

/** Says in which folder the file is that an import of compiled code stands for, for reports alone. */
export function placeCode(file: object, folder: string): void {
  folders.set(file, folder);
}

/** The folder that was given for this very object; `null` where none was. */
export function folderOfCode(file: object): string | null {
  return folders.get(file) ?? null;
}
