import './guest.test.ts';
