import './vitest.test.ts';
