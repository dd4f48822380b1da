import { expect, test } from 'vitest';
import { mutantOf, smallProject } from '../../test/small-project.ts';
import { isAboutOrder } from './about-order.ts';

async function isSaid(text: string, from: string, to: string): Promise<boolean> {
  return isAboutOrder(mutantOf(await smallProject({ 'one.ts': text }), 'one.ts', from, to));
}

const body = (name: string): string =>
  `export function ${name}(all: string[]): string[] { return all.filter((one) => one.length > 0); }\n`;

test.for([
  ['its name', body('sortedNames')],
  ['its documentation', `/** All that are not empty, in the order of the list. */\n${body('names')}`],
  [
    'its class',
    `export class JobQueue { names(all: string[]): string[] { return all.filter((one) => one.length > 0); } }\n`,
  ],
  [
    'what it is given to',
    'declare const sort: <T>(list: T[], by: (one: T) => number) => T[];\nexport const names = (all: string[]): string[] => sort(all, (one) => Number(one.length > 0));\n',
  ],
] as const)('that an order matters is said by %s', async ([, text]) => {
  expect(await isSaid(text, '> 0', '> 1')).toBe(true);
});

test('the edit itself says it', async () => {
  expect(await isSaid(body('names'), 'all.filter', 'all.reverse().filter')).toBe(true);
});

test('elsewhere nothing does', async () => {
  expect(await isSaid(`/** All that are not empty. */\n${body('names')}`, '> 0', '> 1')).toBe(false);
});

test.for(['_choose', '#choose', 'private choose'])(
  'not in a method that only its class calls: %s',
  async (name) => {
    const text = `export class Tree { ${name}(all: number[]): number { return all.sort((a, b) => a - b)[0] ?? 0; } }\n`;
    expect(await isSaid(text, 'all.sort((a, b) => a - b)', 'all.sort()')).toBe(false);
  },
);
