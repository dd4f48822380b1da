import { expect, test } from 'vitest';
import { compareVersions, maxSatisfying, parseVersion, satisfies } from './version-range.ts';

test('a version is read with its prerelease', () => {
  expect(parseVersion('v1.20.3-rc.1')).toEqual({ major: 1, minor: 20, patch: 3, prerelease: ['rc', '1'] });
  expect(parseVersion(' 0.0.7 ').prerelease).toEqual([]);
});

test.for(['1.2', '1.2.3.4', '1.2.x', '1.2.3-', '1.2.3-a..b', ''])('"%s" is not a version', (text) => {
  expect(() => parseVersion(text)).toThrow(SyntaxError);
});

test('the order is that of the specification', () => {
  const ordered = [
    '0.9.10',
    '1.0.0-1',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.2',
    '1.0.10',
    '1.2.0',
    '2.0.0',
  ];
  for (const [i, left] of ordered.entries()) {
    for (const [j, right] of ordered.entries()) {
      expect(Math.sign(compareVersions(left, right))).toBe(Math.sign(i - j));
    }
  }
});

test.for([
  { range: '^1.2.3', inside: ['1.2.3', '1.3.0', '1.99.0'], outside: ['1.2.2', '2.0.0', '0.2.3'] },
  { range: '^0.2.3', inside: ['0.2.3', '0.2.9'], outside: ['0.2.2', '0.3.0', '1.2.3'] },
  { range: '^0.0.3', inside: ['0.0.3'], outside: ['0.0.4', '0.1.3'] },
  { range: '~1.2.3', inside: ['1.2.3', '1.2.9'], outside: ['1.2.2', '1.3.0', '2.2.3'] },
  { range: '>=1.0.0 <2.0.0', inside: ['1.0.0', '1.9.9'], outside: ['0.9.9', '2.0.0'] },
  { range: '>1.0.0 <=1.5.0', inside: ['1.0.1', '1.5.0'], outside: ['1.0.0', '1.5.1'] },
  { range: '1.0.0 || ^3.0.0', inside: ['1.0.0', '3.4.0'], outside: ['1.0.1', '2.0.0'] },
  { range: '=1.0.0', inside: ['1.0.0'], outside: ['1.0.1'] },
  { range: '*', inside: ['0.0.0', '9.0.0'], outside: ['1.0.0-rc.1'] },
  { range: '', inside: ['1.0.0'], outside: ['1.0.0-rc.1'] },
])('"$range" holds for $inside and not for $outside', ({ range, inside, outside }) => {
  for (const version of inside) expect(satisfies(version, range)).toBe(true);
  for (const version of outside) expect(satisfies(version, range)).toBe(false);
});

test('a range must be made of versions', () => {
  for (const range of ['^1', '=>1.0.0', '^', 'latest']) {
    expect(() => satisfies('1.0.0', range)).toThrow(SyntaxError);
  }
});

test('the newest version in the range wins', () => {
  expect(maxSatisfying(['1.2.0', '1.10.0', '1.9.0', '2.0.0'], '^1.0.0')).toBe('1.10.0');
  expect(maxSatisfying(['1.2.0'], '^2.0.0')).toBeNull();
});
