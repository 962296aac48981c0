/** What every rule must show with its cases: that it fires, is silent, and is silent because something is not known, in each dialect that it claims. */
import { describe, expect, test } from 'vitest';
import { analyse, ruleBook } from '../support/analyse';
import { allCases, type Case } from '../support/cases';
import { dialectsOf } from '../support/dialects';
import { own } from '../support/invariants';
import { isMoreKnown, withKnown } from '../support/unknown';

const cases = allCases();

function fires(one: Case): boolean {
  return one.expected.length > 0 || one.markers.some((marker) => marker.step === undefined);
}

const unknowns = cases.filter((one) => Object.keys(one.known).length > 0);

describe.each(unknowns.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  test('is silent because a value is not known', () => {
    const asItIs = analyse(one.files, one.settings);
    const asItMayBe = analyse(withKnown(one), one.settings);
    expect(own(one, asItIs)).toEqual([]);
    expect(own(one, asItMayBe)).not.toEqual([]);
    expect(isMoreKnown(asItMayBe, asItIs)).toBe(true);
  });
});

describe('clouds and tools beside the first five', () => {
  const claiming = (dialect: string): readonly Case[] => cases.filter((one) => ruleBook().rules.some(({ id, dialects }) => id === one.rule && dialects?.includes(dialect) === true) && dialectsOf(one).join(' ') === dialect);
  const inFile = (name: string): readonly Case[] => claiming('edge').filter(({ files }) => Object.keys(files).some((path) => path.split('/').at(-1) === name));

  test.each([
    ...['azure', 'google', 'cloudflare', 'sst', 'pulumi'].map((dialect) => [dialect, claiming(dialect)] as const),
    ...['vercel.json', 'netlify.toml'].map((name) => [name, inFile(name)] as const),
  ])('%s has at least three firing and three silent cases', (_name, own) => {
    expect(own.filter(fires).length).toBeGreaterThanOrEqual(3);
    expect(own.filter((one) => !fires(one)).length).toBeGreaterThanOrEqual(3);
  });
});

describe.each(ruleBook().rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const mine = cases.filter((one) => one.rule === id);

  test('has a firing and a silent case', () => {
    expect(mine.some(fires)).toBe(true);
    expect(mine.some((one) => !fires(one))).toBe(true);
  });

  test.each(rule.dialects ?? [])('has a firing, a silent and an unknown case in %s', (dialect) => {
    const inDialect = mine.filter((one) => dialectsOf(one).join(' ') === dialect);
    expect(inDialect.some(fires), 'firing').toBe(true);
    expect(inDialect.some((one) => !fires(one) && !unknowns.includes(one)), 'silent').toBe(true);
    expect(inDialect.some((one) => unknowns.includes(one)), 'unknown').toBe(true);
  });

  test('its page has the four sections', () => {
    for (const section of ['What', 'Why', 'Fix', 'When not to report']) expect(rule.page).toMatch(new RegExp(`^## ${section}$`, 'm'));
  });
});
