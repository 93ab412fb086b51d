import './breakages.test.ts';
