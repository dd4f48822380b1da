import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import { isMethod, type Case, type Step } from '../sandbox/case.ts';
import { NOTHING } from './harvest.ts';
import { printCase } from './print.ts';
import { sequencesOf } from './sequences.ts';
import { SourceOfCases } from './source-of-cases.ts';
import { exportTargets } from './targets.ts';

const project = await smallProject({
  'desk.ts': `
    interface Ticket { (): void }
    export class Desk { take(name: string): Ticket { return () => { name.trim(); }; } size(): number { return 0; } }
    export function desk(kind: 'old' | 'new'): Desk { return kind === 'old' ? new Desk() : new Desk(); }
    export class Tree { private level = 0; data = {}; grow(): void {} toJSON(): object { return this.data; } fromJSON(data: object): void { this.data = data; } }
    export const tree = (): Tree => new Tree();
    export class Label { size = 1; constructor(options?: { size?: number }) { this.size = options?.size ?? 1; } }
    export class Shelf { take(count: number): number { return count; } }
  `,
});
const targets = exportTargets(project, project.sourceFile('desk.ts'), true);
const { uses, evolution } = sequencesOf(project.checker, targets, NOTHING)!;
const source = new SourceOfCases({ kind: 'sequence' }, uses, ['sequences'], evolution);

function stepsOf(given: Case): readonly Step[] {
  return given.kind === 'sequence' ? given.calls : [];
}

/** What a step is called on, as the steps call it. */
function receiverOf(calls: readonly Step[], [, [receiver]]: Step): string {
  const at = (receiver as { readonly $result: number }).$result;
  return calls[at]![0];
}

const drawn = source.cases('guided', 0, 300).map(stepsOf);

test('methods, but no inner ones, are called on what a call before has given, and so is what they give', () => {
  const pairs = drawn.flatMap((calls) =>
    calls.filter(([how]) => isMethod(how)).map((call) => `${receiverOf(calls, call)} ${call[0]}`),
  );
  expect(new Set(pairs)).toEqual(
    new Set([
      'new Tree .grow',
      'tree .grow',
      'new Desk .take',
      'new Desk .size',
      'desk .take',
      'desk .size',
      '.take ()',
      'new Shelf .take',
    ]),
  );
});

test('what an export gives is no options of another', () => {
  const labels = drawn.flat().filter(([how]) => how === 'new Label');
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.some(([, args]) => JSON.stringify(args).includes('$result'))).toBe(false);
});

test('every sequence does something, and some have several things made alike', () => {
  const makers = drawn.map((calls) =>
    calls.filter(([how]) => how === 'desk').map((call) => JSON.stringify(call)),
  );
  expect(drawn.every(({ length }) => length > 0)).toBe(true);
  expect(makers.some((all) => all.length > 1 && new Set(all).size === 1)).toBe(true);
});

test('in the end what is there is asked what it tells', () => {
  const scene = drawn.find((calls) => calls.some(([how]) => how === '.take'))!;
  expect(scene.some(([how]) => how === '.size') || scene.every(([how]) => !/desk/iu.test(how))).toBe(true);
});

test('bred and shrunk, a method keeps what it is called on, and gets arguments of its own kind', () => {
  const random = source.stream('test');
  let given: Case = {
    kind: 'sequence',
    calls: [
      ['new Shelf', []],
      ['new Desk', []],
      ['.take', [{ $result: 0 }, 1]],
      ['.take', [{ $result: 1 }, 'a']],
    ],
  };
  for (let round = 0; round < 60; round++) {
    given = evolution.neighbour(given, random);
    for (const one of [given, ...evolution.simpler(given)]) {
      const calls = stepsOf(one);
      for (const call of calls.filter(([how]) => how === '.take')) {
        const isCount = receiverOf(calls, call) === 'new Shelf';
        expect(typeof call[1][1]).toBe(isCount ? 'number' : 'string');
      }
    }
  }
});

test('it reads as code', () => {
  const call: Case = {
    kind: 'sequence',
    calls: [
      ['new Desk', []],
      ['.take', [{ $result: 0 }, 'a']],
      ['()', [{ $result: 1 }]],
    ],
  };
  expect(printCase(call)).toBe(
    'const r0 = await new Desk();\nconst r1 = await r0.take("a");\nconst r2 = await r1()',
  );
});
