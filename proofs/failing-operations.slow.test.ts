import './failing-operations.test.ts';
