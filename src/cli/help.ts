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

export const WORKER = `
Takes jobs from runs that 'ringproof prove --queue' and 'ringproof mutate --queue'
fill into the server, until it is interrupted. It needs no checkout: models and
proofs come with the jobs. It has to have what the run has: ringproof of the same
build, Node.js, bullmq and solvers of the same versions. A password may stand in
RINGPROOF_REDIS_PASSWORD instead of the address.

A worker runs whatever code it receives, with your rights. Anyone who can write to
the Redis server can run code on its workers and decide what counts as proved:
protect the server with a password and TLS, and keep everyone else off it.

Exit codes:
  0  ended by --idle             5  wrong usage, or no run was of
  4  the server is lost             this build
`;

export const TRY = `
A property is checked from the state before each call, with the arguments of the
call for inputs of these names. Other inputs have the value of the field of their
name, or the least; and one at a time a few others, the same in each run: the
words of the call, 0, 1, the size, its neighbours, and the greatest. Along a chain,
properties are checked over its first 32 steps. Only 'prove' covers all values and
states.

Exit codes:
  0  nothing breaks, or known  4  a model or a property failed
     findings only             5  wrong usage, or a state that no model can be in
  1  a property breaks
`;

export const OPERATION =
  "operations: a name, a part of names, or a form with * for any text ('set-up-*'); all if left out";

export const REQUIREMENT =
  "requirements: an id, a part of ids, or a form with * for any text ('split.used.*'); all if left out";

export const REQUIREMENTS = `
Answers: proved; finding, known to be broken; allowed, a MAY that is made use of
and that the other side copes with; not applicable; no reach, out of the reach of a
queue's model; open. What cites a sentence, or is named for it, is run, or looked
up in the cache.

Exit codes:
  0  every MUST is answered, or listed with a reason
  1  a MUST is open, or an answer is not what the snapshot says
  4  a proof or the tool failed, or a document cannot be written
  5  wrong usage, or a snapshot that cannot be read or written
`;

export const FENCE_PATTERN =
  "proofs about orders of accesses, by id, part of an id or form; 'order/*' if left out";

export const FENCES = `
Each fence and ordered access that these proofs meet is made weaker, one place at a
time, and the proof asked again, under each memory model. --model names a pair of a
driver and a device, or one of the two. The answer for a place is the strongest need
of all pairs and proofs in which it takes part:
  needed                each ordering a step weaker breaks one of them
  stronger than needed  a weaker one is proved in all, and all that there are were asked
  open                  neither is known, and why
  not executed          no proof that was asked gets there
Each question has a limit of its own; --timeout is for all of a proof on a pair, 10m
if left out.

Exit codes:
  0  each place has an answer    4  a proof or the tool failed, or took too long
  1  not as the snapshot lists   5  wrong usage, nothing to ask, or a snapshot that
  3  a solver has no answer         cannot be read or written
`;

export const MUTANT =
  "mutants: an id, a part of ids, or a form with * for any text ('relaxed-*'); all if left out";

export const MUTATE = `
models/*/mutants.json lists changes of one place, each of which makes a model
wrong. Each is made in memory, one at a time, and proofs are run on the model
until an assertion breaks; if none does, a finding that no longer breaks, or a
proof that is vacuous, tells it, too. A proof that is not as expected of the model
as it is does not count. Proofs come first that enter the place, if
'list --unreached' has recorded that, and of them the quickest.

With --operators, the mutants are those that operators make of the text of the
models: another comparison, a dropped check, a weaker ordering, and so on. Only
proofs that enter the place are run. What none of them tells from its model is
compared with it, as by 'ringproof diff': it is equivalent if all operations do the
same for all inputs, accesses on the way included; it survives otherwise.
models/*/equivalent.json can argue, by id, why one that survives is no mistake.
Files that declare models, findings, interfaces or proofs are not changed.

Exit codes:
  0  none of the others           4  a proof or the tool failed
  1  one survives, is over-strict 5  wrong usage, or no mutants
     (argued to be no mistake, but
     caught), or is listed and
     cannot be applied
  3  undecided: timeout, memory, unknown, or an error on a listed mutant
`;

export const DIFF = `
Each operation that both have is compared from every state that both can be in:
its result, the state and guest memory afterwards, and the accesses and fences on
the way, which the other side can tell; of handlers, what they ask of queue and
back end. Fields that only one of the two has are not compared; the last lines say
which.

Exit codes:
  0  all equal                   3  undecided: timeout, memory, unknown
  1  some operation differs      4  a model or the tool failed
  2  no state in common          5  wrong usage
`;

export const EXAMPLES = {
  program: examples([
    ['ringproof init', 'a first model, which is a whole queue, and a workflow'],
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
    ['ringproof list --unreached --model spec', 'what of a model no proof enters'],
  ]),
  requirements: examples([
    ['ringproof requirements', 'all sentences, on every model'],
    ['ringproof requirements --section 2.7.7 --model spec', 'one section, on one model'],
    ['ringproof requirements --open', 'what is not answered, and why'],
    ['ringproof requirements --snapshot requirements.snapshot.json', 'in CI: fail if an answer changes'],
    [
      'ringproof requirements --snapshot requirements.snapshot.json --update',
      'accept the answers as they are',
    ],
    ['ringproof requirements --reporter needs,reqif --output out', 'evidence for other tools'],
  ]),
  fences: examples([
    ['ringproof fences', 'all pairs of a driver and a device'],
    ['ringproof fences --model spec', 'those pairs that spec takes part in'],
    ['ringproof fences order/kick --memory-model tso', 'one question, on x86 alone'],
    ['ringproof fences --snapshot fences.snapshot.json', 'in CI: fail if more is needed, or less'],
    ['ringproof fences --reporter json,markdown --output out', 'as documents'],
  ]),
  merge: examples([
    ['ringproof prove --shard 1/2 --output shards/1', 'on one machine; 2/2 on another'],
    ['ringproof merge shards', 'when both are done'],
  ]),
  init: examples([
    ['ringproof init', 'into this folder; on a terminal it asks what it has to know'],
    ['ringproof init --family split --language c --name my-queue', 'without questions'],
    ['ringproof init new/folder', 'into a new folder'],
  ]),
  try: examples([
    ['ringproof try scenario.json', 'what each model does, and which properties break'],
    ['ringproof try scenarios --model my-queue', 'all scenarios of a folder, on one model'],
  ]),
  diff: examples([
    ['ringproof diff old.wasm new.wasm', 'two builds of a compiled queue'],
    ['ringproof diff my-queue queue.wasm', 'a model and the compiled code that it models'],
    ['ringproof diff rust-vmm spec add-used', 'one operation of two models'],
  ]),
  mutate: examples([
    ['ringproof mutate', 'all mutants of all models'],
    ["ringproof mutate 'relaxed-*' --model my-queue", 'some, of one model'],
    ['ringproof mutate --operators --model my-queue', 'those that operators make of it'],
    ["ringproof mutate --operators 'my-queue/queue.ts:boundary:*'", 'of one file and operator'],
    ['ringproof mutate --operators --sample 50 --shard 1/2', 'half of a sample that stays the same'],
  ]),
  conform: examples([
    ['ringproof conform rust-vmm recordings.jsonl', 'replay recordings on a model'],
    ['ringproof conform spec calls.txt --inputs-only', 'show what the model does with a list of calls'],
  ]),
  worker: examples([
    ['ringproof worker redis://queue:6379', 'on any number of machines'],
    ['ringproof prove --queue redis://queue:6379', 'on the one that has the project'],
    [
      'ringproof worker redis://queue:6379 --jobs 8 --idle 10m',
      'eight proofs at a time, until there is no more',
    ],
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
