import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['500ms', 500],
  ['20s', 20_000],
  ['3m', 180_000],
  ['1h', 3_600_000],
  ['1ms', 1],
  ['1.5s', 1500],
  [' 2 s ', 2000],
])('should read %j as %i ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  ['20', 'did you mean 20s?'],
  ['0s', 'too short'],
  ['0.1ms', 'too short'],
  ['-5s', 'too short'],
  ['5 days', "unknown unit 'days'"],
  ['5M', "unknown unit 'M'"],
  ['', 'not a duration'],
  ['soon', 'not a duration'],
  ['1e3s', 'not a duration'],
  ['Infinitys', 'not a duration'],
  ['1000h', 'too long'],
])('should refuse %j: %s', (text, message) => {
  expect(() => parseDuration(text)).toThrow(message);
});

test('should give a delay that a timer can hold, or refuse', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('ms', 's', 'm', 'h'), (amount, unit) => {
      try {
        const milliseconds = parseDuration(`${amount}${unit}`);
        expect(milliseconds).toBeGreaterThanOrEqual(1);
        expect(milliseconds).toBeLessThan(2 ** 31);
      } catch (error) {
        expect(String(error)).toMatch(/too (short|long)/);
      }
    }),
  );
});
