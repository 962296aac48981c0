/** The delay before a restart: 1 s to 30 s, short again after three good minutes. */
import { expect, test } from 'vitest';
import { RestartDelay } from '../../client/restart-delay';

test('grows from a second to thirty', () => {
  const delay = new RestartDelay(() => 1000);
  expect(Array.from({ length: 8 }, () => delay.after(5000) / 1000)).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
});

test('is short again after three good minutes, not before', () => {
  const delay = new RestartDelay(() => 1000);
  for (let i = 0; i < 4; i++) delay.after(0);
  expect(delay.after(179_000)).toBe(16_000);
  expect(delay.after(180_000)).toBe(1000);
  expect(delay.after(0)).toBe(2000);
  delay.forget();
  expect(delay.after(0)).toBe(1000);
});

test('keeps its proportions', () => {
  const delay = new RestartDelay(() => 10);
  expect(Array.from({ length: 7 }, () => delay.after(1000))).toEqual([10, 20, 40, 80, 160, 300, 300]);
  expect(delay.after(1800)).toBe(10);
});
