import './broken-models.test.ts';
