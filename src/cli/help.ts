/** Texts of `--help` below what the options say of themselves. */

export const PATTERN =
  "proof ids: an id, a part of ids, or a form with * for any text ('split/*'); or files of proofs; all if left out";

export const EXIT_CODES = `
Exit codes:
  0  all as expected             3  undecided: timeout, memory, unknown
  1  refuted, or a finding that  4  a proof or the tool failed
     no longer breaks            5  wrong usage, or nothing to prove
  2  vacuous
`;

export const TRUST = `
Proof and model files are code, and run with your rights. Write access to the
cache is write access to verdicts: let pull requests only read it (--frozen).
`;

export const EXAMPLES = {
  program: examples([
    ['ringproof init', 'a first model, a proof of it, and a workflow'],
    ['ringproof prove', 'every proof, on every model'],
    ['ringproof prove split/add-used', 'one proof, on every model'],
    ['ringproof list notif', "which proofs have 'notif' in their id"],
    ['ringproof doctor', 'check that everything is installed'],
  ]),
  prove: examples([
    ["ringproof prove 'split/*' --model rust-vmm", 'all proofs of this form, on one model'],
    ['ringproof prove --watch', 'watch files and re-run affected proofs'],
    ['ringproof prove --frozen', 'in a pull request: with the answers of the main branch'],
    ['ringproof prove --changed origin/main --bail', 'proofs that a branch affects, until one is unexpected'],
    ['ringproof prove --reporter json > out.json', 'one document for programs'],
    ['ringproof prove --reporter pretty,html --output out', 'on the terminal, and as a web page'],
    ['ringproof prove --reporter pretty,junit,sarif --output out', 'for people, and files for a CI service'],
  ]),
  list: examples([
    ['ringproof list --matrix', 'what is expected of each proof on each model'],
    ['ringproof list --matrix --reporter markdown', 'the same, for a document'],
  ]),
  merge: examples([
    ['ringproof prove --shard 1/2 --output shards/1', 'on one machine; 2/2 on another'],
    ['ringproof merge shards', 'when both are done'],
  ]),
  init: examples([
    ['ringproof init', 'into this folder'],
    ['ringproof init my-queue', 'into a new folder'],
  ]),
  conform: examples([
    ['ringproof conform rust-vmm recordings.jsonl', 'replay recordings on a model'],
    ['ringproof conform spec calls.txt --inputs-only', 'show what the model does with a list of calls'],
  ]),
  explain: examples([
    [
      'ringproof explain split/add-used --model rust-vmm',
      'what is proved of one model, and what that rests on',
    ],
    [
      'ringproof explain split/pop --output out',
      'and a file for each state that reaches a cover, for replay',
    ],
  ]),
  complete: examples([
    ['source <(ringproof complete bash)', 'in ~/.bashrc; with zsh in ~/.zshrc'],
    ['ringproof complete fish | source', 'in config.fish'],
  ]),
} as const;

function examples(rows: readonly (readonly [command: string, meaning: string])[]): string {
  const width = Math.max(...rows.map(([command]) => command.length));
  const lines = rows.map(([command, meaning]) => `  $ ${command.padEnd(width)}  ${meaning}\n`);
  return `\nExamples:\n${lines.join('')}`;
}
