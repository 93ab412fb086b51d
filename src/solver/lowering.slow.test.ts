import './lowering.test.ts';
