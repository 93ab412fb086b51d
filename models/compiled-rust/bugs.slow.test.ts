import { fileURLToPath } from 'node:url';
import { testBugs } from '../compiled-bugs.fixture.ts';

testBugs(fileURLToPath(new URL('.', import.meta.url)));
