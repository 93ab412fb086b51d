/* What models of drivers write tests for the code of theirs with. */
export * from './apart.ts';
export * from './c-program.ts';
export * from './driver-case.ts';
export * from './values.ts';
export * from './rust-test.ts';
