import './ci-recipes.test.ts';
