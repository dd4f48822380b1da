import { describe, expect, test } from 'vitest';
import { PAGE_STYLE } from './page-style.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const pairs = [
  ...PAGE_STYLE.matchAll(/(--[\w-]+|\.heat-\d \{ background): light-dark\((#\w{6}), (#\w{6})\)/gu),
];
const colours = new Map(pairs.map(([, name, light, dark]) => [name!, [light!, dark!] as const]));
const heat = [...colours.keys()].filter((name) => name.startsWith('.heat'));

describe.for([
  ['light', 0],
  ['dark', 1],
] as const)('in %s, the contrast', ([, side]) => {
  const of = (name: string): string => colours.get(name)![side];

  test.for(['--text', '--dim', '--link', '--good', '--bad', '--warn'])(
    'of %s on both grounds is at least 4.5',
    (name) => {
      for (const ground of ['--ground', '--raised']) {
        expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test('of text on diffs, notes and every step of the heat map is at least 4.5', () => {
    expect(heat).toHaveLength(6);
    for (const ground of ['--added', '--removed', '--warn-ground', ...heat]) {
      expect(contrast(of('--text'), of(ground))).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['--added', '--removed']) {
      expect(contrast(of('--dim'), of(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('of bars on the ground is at least 3', () => {
    for (let hue = 0; hue < 6; hue++)
      expect(contrast(of(`--hue-${hue}`), of('--ground'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('--chance'), of('--ground'))).toBeGreaterThanOrEqual(3);
  });
});
