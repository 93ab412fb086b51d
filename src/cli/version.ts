import { readFileSync } from 'node:fs';

/** The version in the tool's own package.json. */
export function toolVersion(): string {
  const { version }: { version?: unknown } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return String(version);
}
