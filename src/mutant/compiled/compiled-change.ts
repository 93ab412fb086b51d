import type { CodeSource } from '../../domain/running-code.ts';

/** A change of one instruction of a compiled module: as many bytes as before, so that all else stays where it is. */
export interface CompiledChange {
  readonly operator: string;
  /** Of no other change of the same module. It depends on the function and the instruction, not on where they stand. */
  readonly key: string;
  /** Where the instruction begins in the file, in bytes. */
  readonly offset: number;
  readonly bytes: readonly number[];
  /** The instruction and what becomes of it, by the names of the WebAssembly specification. */
  readonly original: string;
  readonly text: string;
  /** The function that it is in. */
  readonly name: string;
  /** What it is reported as that this function is entered. */
  readonly place: string;
  /** The line that the instruction comes from; `null` without debug information. */
  readonly source: CodeSource | null;
}

/** An instruction as it stands in a module. */
export interface InstructionSite {
  readonly bytes: Uint8Array;
  /** Of a call: how many values it takes and gives back; `null` of others. */
  readonly called: { readonly params: number; readonly results: number } | null;
}

/** What becomes of an instruction. */
export interface Rewritten {
  /** As many as before. */
  readonly bytes: readonly number[];
  readonly text: string;
}

/** A kind of mistake in compiled code. */
export interface InstructionOperator {
  /** As in ids of mutants: the name of the operator on texts that makes the same mistake. */
  readonly name: string;
  readonly rewrites: (site: InstructionSite) => readonly Rewritten[];
}
