import ts from 'typescript';
import { expect, test } from 'vitest';
import { named } from './named.ts';
import type { Spec } from './spec.ts';

const giving = (returns: Spec): Spec => ({ kind: 'function', returns, echoes: [], data: [], callees: [] });
const number: Spec = { kind: 'number' };
const code = (text: string): ts.SourceFile => ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true);
const nothing = code('');

test.for(['compare', 'comparator', 'keyComparator', 'compareMinX', 'cmp', 'sortBy'])(
  '%s, which gives numbers, is an order',
  (name) => {
    expect(named(name, giving(number), nothing)).toHaveProperty('isOrder', true);
  },
);

test.for(['equals', 'isEqual', 'equalsFn', 'deepEqual', 'eq', 'isSame'])(
  '%s, which gives yes or no, says what is equal',
  (name) => {
    expect(named(name, giving({ kind: 'boolean' }), nothing)).toHaveProperty('isEquality', true);
    expect(named(name, giving(number), nothing)).not.toHaveProperty('isEquality');
  },
);

test.for([
  ['distance', number],
  ['compare', { kind: 'string' } satisfies Spec],
] as const)('%s, which gives a %s, is none', ([name, returns]) => {
  expect(named(name, giving(returns), nothing)).not.toHaveProperty('isOrder');
});

test.for([
  ['removeEventListener', []],
  ['off', []],
  ['on', [{ parameter: 1, takes: [], leaves: null }]],
] as const)('%s calls %j', ([name, callees]) => {
  const spec = { ...giving(number), callees: [{ parameter: 1, takes: [], leaves: null }] } as Spec;
  expect(named(name, spec, nothing)).toHaveProperty('callees', callees);
});

test.for(['debug', 'trace'])('what %s is told is nobody’s promise', (name) => {
  expect(named(name, giving({ kind: 'any' }), nothing)).toHaveProperty('isTrace', true);
});

test('a number where a function may stand, too, is left alone', () => {
  const spec = named('compare', { kind: 'union', of: [number, giving(number)] }, nothing);
  expect(spec).toEqual({ kind: 'union', of: [number, { ...giving(number), isOrder: true }] });
});

test.for([
  ['a place in a list', 'at', 'list[at]'],
  ['a place beside another', 'at', 'list[at! - 1]'],
  ['the end of a loop', 'n', 'for (let i = 0; i < n; i++) step(i);'],
  ['the start of a loop', 'left', 'for (let i = left; i < 9; i++) step(i);'],
  ['the length of a list', 'n', 'new Array(n)'],
  ['a part of a text', 'n', 'text.slice(0, n)'],
  ['an end of a stretch whose length is looked at', 'left', 'if (right - left > 600) list[left]'],
  ['by its name', 'maxCount', 'if (list.length >= maxCount) stop();'],
  ['a field, by its name', 'capacity', 'this.list.length > this.capacity'],
  ['a place, by its name', 'pos', 'read(data, pos + minor)'],
] as const)('%s counts', ([, name, text]) => {
  expect(named(name, number, code(text))).toEqual({ kind: 'number', isCount: true });
});

test.for([
  ['what is added up', 'n', 'sum += n'],
  ['a shift of another kind', 'utcOffset', 'time + utcOffset'],
  ['a place below zero that is looked for', 'at', 'list[at < 0 ? list.length + at : at]'],
  ['a part of a thing that is looked for', 'n', 'if (!Number.isInteger(n)) fail(); list.slice(0, n)'],
  ['what another function looks at', 'size', 'checkSize(size)'],
  ['what is rounded', 'index', 'list[Math.floor(index)]'],
  ['a delay that is looked at', 'delay', 'if (delay < 0) fail();'],
  ['an option that is looked at', 'size', 'if (options.size <= 0) fail();'],
] as const)('%s does not', ([, name, text]) => {
  expect(named(name, number, code(text))).toEqual(number);
});

test('a function that stands for a number of that name gives such numbers', () => {
  expect(named('maxWait', { ...giving(number), isQuestion: true } as Spec, nothing)).toHaveProperty(
    'returns',
    {
      kind: 'number',
      isCount: true,
      isWait: true,
    },
  );
});

test.for([
  ['ip', 'address'],
  ['baseUrl', 'url'],
  ['filePath', 'path'],
  ['html', 'markup'],
  ['timeWindow', 'duration'],
] as const)('a text called %s looks like what it is', ([name, format]) => {
  const text: Spec = { kind: 'string' };
  expect(named(name, text, nothing)).toEqual({ kind: 'string', format });
  expect(named(`${name}s`, { kind: 'array', of: text }, nothing)).toEqual({
    kind: 'array',
    of: { kind: 'string', format },
  });
  expect(named('label', text, nothing)).toEqual(text);
});

test.for([
  ['a place that may count from the end', 'at', 'if (at < 0) at += n; list.slice(at);'],
  ['an end by its name', 'endExclusive', 'if (endExclusive < 0) endExclusive += list.length;'],
] as const)('%s is whole', ([, name, text]) => {
  expect(named(name, number, code(text))).toEqual({ kind: 'number', isWhole: true });
});

test('what is asked whether it is whole need not be', () => {
  expect(named('at', number, code('if (!Number.isInteger(at)) fail(); list[at]'))).toEqual(number);
});

test.for([
  ['maxWait', 'wait(min(maxWait, 2 ** attempt))'],
  ['retryDelay', 'wait(random() * retryDelay)'],
  ['window', ''],
  ['ttl', ''],
  ['retryInterval', ''],
] as const)('%s counts, and takes at least a moment', ([name, text]) => {
  expect(named(name, number, code(text))).toEqual({ kind: 'number', isCount: true, isWait: true });
});
