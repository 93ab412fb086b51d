import './traps-differential.test.ts';
