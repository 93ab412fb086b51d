import './broken-sentences.test.ts';
