/* Writes the schemas that the package publishes, from the shapes that the tool checks documents with. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { PUBLISHED, schemaText } from './published.ts';

for (const published of PUBLISHED) {
  const path = new URL(`../../${published.file}`, import.meta.url);
  const style = await resolveConfig(path);
  writeFileSync(path, await format(schemaText(published), { ...style, parser: 'json' }));
}
