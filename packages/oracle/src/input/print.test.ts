import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decoder } from '../realm/decode.ts';
import { refuel } from '../realm/fuel.ts';
import { encode } from '../realm/encode.ts';
import { openSession, session } from '../realm/session.ts';
import { Generators } from './arbitrary.ts';
import { NOTHING } from './harvest.ts';
import { printMeans, printValue } from './print.ts';
import type { Spec } from './spec.ts';
import { stylesOf } from './style.ts';

const any: Spec = {
  kind: 'union',
  of: [
    { kind: 'any' },
    { kind: 'bigint' },
    { kind: 'date' },
    { kind: 'regexp' },
    { kind: 'symbol' },
    { kind: 'url' },
    { kind: 'bytes', class: 'Uint8Array' },
    { kind: 'bytes', class: 'Float64Array' },
    { kind: 'bytes', class: 'Buffer' },
    { kind: 'bytes', class: 'DataView' },
    { kind: 'map', key: { kind: 'string' }, value: { kind: 'any' } },
    { kind: 'set', of: { kind: 'number' } },
    { kind: 'record', key: { kind: 'string' }, value: { kind: 'any' } },
    {
      kind: 'object',
      fields: [
        { name: 'from', spec: { kind: 'string' }, optional: false },
        { name: 'to', spec: { kind: 'string' }, optional: false },
        { name: '$odd', spec: { kind: 'number' }, optional: true },
      ],
    },
  ],
};

test('a printed value, pasted, is the value', () => {
  const harvest = { ...NOTHING, numbers: [7], strings: ['key'], patterns: ['/^[a-z]+$/u'] };
  const generators = stylesOf('extreme', harvest).map((style) => new Generators(style, {}).value(any));
  fc.assert(
    fc.property(fc.oneof(...generators), (tagged) => {
      const decoded = new Decoder(() => null).decode(tagged);
      const pasted: unknown = new Function(`return (${printValue(tagged)});`)();
      expect(encode(pasted)).toBe(encode(decoded));
    }),
    { seed: 11, numRuns: 1000 },
  );
});

test('a printed table of results, pasted, answers as the stub does', () => {
  const spec: Spec = { kind: 'function', returns: { kind: 'number' }, echoes: [0], data: [], callees: [] };
  const [style] = stylesOf('sane', NOTHING);
  fc.assert(
    fc.property(
      new Generators(style!, {}).value(spec),
      fc.array(fc.jsonValue(), { minLength: 1 }),
      (tagged, args) => {
        refuel(10_000);
        const stub = new Decoder(() => null).decode(tagged) as (...args: unknown[]) => unknown;
        const pasted = new Function(`return (${printValue(tagged)});`)() as typeof stub;
        expect(pasted(...args)).toEqual(stub(...args));
      },
    ),
    { seed: 11, numRuns: 200 },
  );
});

test('a printed callback, pasted, does to its arguments what the stub does', () => {
  const spec: Spec = {
    kind: 'function',
    returns: { kind: 'any' },
    echoes: [],
    data: [0],
    callees: [{ parameter: 1, takes: [{ kind: 'number' }], leaves: null }],
  };
  const parameters = [{ kind: 'token' }, spec].map((one, index) => ({
    name: `p${index}`,
    spec: one as Spec,
    optional: false,
    rest: false,
  }));
  const styles = stylesOf('guided', NOTHING).map((style) => new Generators(style, {}));
  const structured = new Generators({ ...stylesOf('guided', NOTHING)[1]!, structured: true }, {});
  const data = structured.value({ kind: 'token' });
  // By itself, and beside the data that it changes.
  const given = fc.oneof(
    fc.tuple(data, fc.oneof(...styles.map((one) => one.value(spec)))),
    fc.oneof(...[structured, ...styles].map((one) => one.argumentLists([{ parameters }]))),
  );
  /** What becomes of the data, and how often the function is called. */
  const effect = (callback: (...args: unknown[]) => unknown, given: unknown): string => {
    let calls = 0;
    const ended: unknown[] = [];
    try {
      ended.push(callback(given, () => calls++));
    } catch (error) {
      ended.push((error as Error).name);
    }
    return `${encode(given)} ${encode(ended)} ${calls}`;
  };
  let changes = 0;
  fc.assert(
    fc.property(given, ([argument, tagged]) => {
      refuel(10_000);
      const decoder = new Decoder(() => null);
      const before = encode(decoder.decode(argument));
      const stub = decoder.decode(tagged) as (...args: unknown[]) => unknown;
      // What is called later is another test.
      const source = `'use strict'; return (${printValue(tagged)});`;
      const pasted = new Function('callLater', source)(() => undefined) as typeof stub;
      const expected = effect(stub, decoder.decode(argument));
      expect(effect(pasted, decoder.decode(argument))).toBe(expected);
      if (!expected.startsWith(before)) changes++;
    }),
    { seed: 11, numRuns: 1000 },
  );
  expect(changes).toBeGreaterThan(100);
});

test('a printed stand-in, pasted, calls later what it is handed and what comes of that, as the stub does', async () => {
  const list = [{ path: '/' }];
  const tagged = {
    $function: {
      results: [{ $undefined: true }],
      acts: [
        [0, [], 'later', list, [[1], [2]]],
        [1, ['close'], 'later', [], []],
        [2, [], 'later', [], []],
      ],
    },
  };
  const handed = (told: unknown[]): unknown[] => [
    (route: { readonly path: string; hooks?: unknown[] }) => {
      told.push(route.path);
      route.hooks = [(id: number) => told.push(`hook ${id}`)];
      return (id: number) => {
        told.push(`given ${id}`);
        throw new Error('seen by nobody');
      };
    },
    { close: () => told.push('closed') },
    { close: (why: string) => told.push(`not called: ${why}`) },
  ];
  const expected = ['/', 'given 1', 'hook 1', 'given 2', 'hook 2', 'closed'];
  const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

  openSession(0);
  refuel(10_000);
  const toStub: unknown[] = [];
  (new Decoder(() => null).decode(tagged) as (...args: unknown[]) => void)(...handed(toStub));
  expect(toStub).toEqual([]);
  for (let event = session.agenda.next(); event; event = session.agenda.next()) {
    session.agenda.fire(event);
    await settled();
  }
  expect(toStub).toEqual(expected);
  expect(session.journal.entries.filter((entry) => entry.includes('an error'))).toHaveLength(2);
  expect(session.journal.print()).toContain('stub0 finds [{hooks: [function], path: "/"}]');

  const tasks: (() => void)[] = [];
  const means = printMeans([[tagged]]).join('\n');
  const pasted = new Function('setTimeout', `'use strict'; ${means} return (${printValue(tagged)});`)(
    (task: () => void) => tasks.push(task),
  ) as (...args: unknown[]) => void;
  const toPasted: unknown[] = [];
  pasted(...handed(toPasted));
  expect(toPasted).toEqual([]);
  for (const task of tasks) {
    task();
    await settled();
  }
  expect(toPasted).toEqual(expected);
});

const RELATION = { kind: 'function', echoes: [], data: [], callees: [] } as const;
const compared = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.string(), fc.record({ id: fc.nat(3) }));

test('a printed equality, pasted, answers as the stub does: everything equals itself', () => {
  const spec: Spec = { ...RELATION, returns: { kind: 'boolean' }, isEquality: true };
  const [style] = stylesOf('guided', NOTHING);
  type Equals = (a: unknown, b: unknown) => boolean;
  fc.assert(
    fc.property(new Generators(style!, {}).value(spec), compared, compared, (tagged, a, b) => {
      refuel(10_000);
      const stub = new Decoder(() => null).decode(tagged) as Equals;
      const pasted = new Function(`return (${printValue(tagged)});`)() as Equals;
      expect(pasted(a, b)).toBe(stub(a, b));
      expect(stub(a, b)).toBe(stub(b, a));
      expect(stub(a, structuredClone(a))).toBe(true);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('a printed order, pasted, answers as the stub does, and never contradicts itself', () => {
  const spec: Spec = { ...RELATION, returns: { kind: 'number' }, isOrder: true };
  const [style] = stylesOf('guided', NOTHING);
  const value = fc.oneof(fc.integer(), fc.string(), fc.record({ id: fc.integer() }));
  type Compare = (a: unknown, b: unknown) => number;
  fc.assert(
    fc.property(new Generators(style!, {}).value(spec), value, value, (tagged, a, b) => {
      refuel(10_000);
      const stub = new Decoder(() => null).decode(tagged) as Compare;
      const pasted = new Function(`return (${printValue(tagged)});`)() as Compare;
      expect(pasted(a, b)).toBe(stub(a, b));
      expect(stub(a, b) + stub(b, a)).toBe(0);
      expect(stub(a, a)).toBe(0);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('a callback that answers with a rejection now and then makes none that was not chosen', async () => {
  const results = [{ $promise: { a: 1 } }, { $rejection: 'no' }];
  const stub = new Function(`return ${printValue({ $function: { results } })};`)() as (
    one: string,
  ) => unknown;
  const made = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => stub(`x${index * index}`)));
  expect(new Set(made.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']));
});
