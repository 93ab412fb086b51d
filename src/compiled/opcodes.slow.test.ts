import './opcodes.test.ts';
