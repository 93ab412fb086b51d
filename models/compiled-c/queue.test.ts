import { fileURLToPath } from 'node:url';
import { testInV8 } from '../compiled-tests.fixture.ts';

testInV8(fileURLToPath(new URL('.', import.meta.url)));
