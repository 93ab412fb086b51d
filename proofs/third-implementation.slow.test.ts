import './third-implementation.test.ts';
