import './hidden-state.test.ts';
