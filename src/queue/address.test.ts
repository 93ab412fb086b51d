import { expect, test } from 'vitest';
import { UsageError } from '../session/usage-error.ts';
import { parseAddress } from './address.ts';

test.each([
  ['redis://host', 'redis://host'],
  ['redis://user:secret@host:6380/2', 'redis://host:6380/2'],
  ['rediss://:secret@[::1]:6380/', 'rediss://[::1]:6380'],
])('should show %s without what is secret', (text, shown) => {
  expect(parseAddress(text, {}).shown).toBe(shown);
});

test.each(['', 'host', 'http://:secret@host', 'redis://', 'redis://:se/cret@host', 'redis://:se#cret@host'])(
  'should refuse %j, and not repeat it',
  (text) => {
    const parse = (): unknown => parseAddress(text, {});

    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(/^(?!.*cret)/s);
  },
);

test('should take the password from the environment, unless the address has one', () => {
  const env = { RINGPROOF_REDIS_PASSWORD: 'a/b' };

  expect(parseAddress('redis://host', env).url).toBe('redis://:a%2Fb@host');
  expect(parseAddress('redis://:own@host', env).url).toBe('redis://:own@host');
});
