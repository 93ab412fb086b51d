/**
 * What would make a program depend on more than its own text, in TypeScript and in JavaScript: packages and builtin modules,
 * modules that are found while it runs, and objects that hold the time, chance or the world.
 */
const IMPURE: readonly RegExp[] = [
  // A specifier is no template; and where a quotation mark stands before the word, it is no keyword.
  /(?<!['"`])\b(?:from|import)\s*['"](?!\.{0,2}\/|ringproof['"])/,
  /['"`]node:/,
  // A package, with a comment before its name.
  /\b(?:from|import)\s*\/[/*]/,
  /\bimport\s*\(/,
  /\bimport\.meta\b/,
  /\brequire\s*\(/,
  /\bprocess\s*(?:\??\.\s*\w|\[)/,
  /[=(,:[{?>|&!;]\s*process\b/,
  /\b(?:return|typeof)\s+process\b/,
  /\b(?:global|Function|Reflect)\s*[.([]/,
  /[=(,:>|&;]\s*(?:global|Function|Reflect)\b/,
  /\b(?:globalThis|eval|Date|Atomics|WeakRef|FinalizationRegistry|SharedArrayBuffer|navigator)\b/,
  // A way from any value to what makes a program of text; and traces hold paths.
  /(?:\.\s*|['"`])(?:constructor|stack)\b/,
  /(?:\.\s*|['"`])random\b/,
  /\bMath\s*(?:\?\.\s*)?\[/,
  /\{[^}]*\brandom\b[^}]*\}\s*=\s*Math\b/,
  /\b(?:performance|crypto|Intl|WebAssembly)\s*[.[]/,
  /[=(,:>|&;{]\s*(?:performance|crypto|Intl|WebAssembly)\b/,
  /\bfetch\s*[(;,)]/,
  /\b(?:toLocale\w*|localeCompare|queueMicrotask|setTimeout|setInterval|setImmediate)\b/,
];

/**
 * Whether a program's text, as far as it shows, depends on nothing but itself and the files that it imports by a path. Where it
 * may, even in a comment, the answer is no: that costs a little time, and the other mistake would cost the truth.
 */
export function isPure(text: string): boolean {
  return !IMPURE.some((pattern) => pattern.test(text));
}
