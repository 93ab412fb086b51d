import './small-programs.test.ts';
