/** A compiled queue, imported by a model: `import code from './queue.wasm'`. */
declare module '*.wasm' {
  const file: {
    /** The file's name. */
    readonly path: string;
    /** Its bytes, in base64. */
    readonly base64: string;
  };
  export default file;
}
