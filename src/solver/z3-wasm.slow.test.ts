import './z3-wasm.test.ts';
