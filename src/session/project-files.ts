import { findShippedFiles, findUserFiles, type UserFile } from '../load/discover.ts';
import { compiledFiles } from './compiled-files.ts';
import { PROPERTY_FOLDERS } from '../virtio/properties.ts';
import type { CliIo } from './io.ts';

/**
 * The files to load for a project: models first, then the properties that come with the tool, if there is a model to ask them of,
 * then the project's own, and what requirements ask last, the project's words after those of the tool.
 */
export async function projectFiles({
  cwd,
  properties = PROPERTY_FOLDERS,
  compiled = [],
}: ProjectIo): Promise<readonly UserFile[]> {
  const own = [...compiledFiles(compiled, cwd), ...(await findUserFiles(cwd))];
  const hasModels = own.some(({ exports }) => exports === 'models');
  const shipped = hasModels ? await findShippedFiles(cwd, properties) : [];
  return (['models', 'proofs', 'requirements'] as const).flatMap((kind) =>
    [...shipped, ...own].filter(({ exports }) => exports === kind),
  );
}

/** What the files of a project depend on. */
export type ProjectIo = Pick<CliIo, 'cwd' | 'properties' | 'compiled'>;
