import { DeclarationError } from './declaration-error.ts';

/** What a finding can say of who is affected. */
const AFFECTED: readonly unknown[] = ['host', 'conforming peer', 'misbehaving peer', 'calling code'];

/** Checks who is affected by the findings of a model, since types are stripped before it is loaded. Throws a `DeclarationError`. */
export function checkAffected(findings: Readonly<Record<string, unknown>>): void {
  for (const [id, finding] of Object.entries(findings)) {
    if (typeof finding !== 'object' || finding === null) continue;
    const affects: unknown = Reflect.get(finding, 'affects');
    if (affects === undefined || AFFECTED.includes(affects)) continue;
    throw new DeclarationError(
      `the finding for '${id}' has affects ${JSON.stringify(affects)}; it must be one of '${AFFECTED.join("', '")}'`,
    );
  }
}
