import './changed.test.ts';
