import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import { added, addersOf, withAdded } from './added-methods.ts';
import type { MemberSpec } from './spec.ts';
import { exportTargets } from './targets.ts';

const project = await smallProject({
  'registry.js': `
    class Entry { constructor(load) { this.load = load; } run(text) { return this.load(text.trim()); } }
    exports.Registry = class Registry {
      define(name, load) { const entry = new Entry(load); this[name] = entry.run.bind(entry); return this; }
      label(name, text) { this[name] = String(text); }
      rename(name) { this.name = name; }
    };
  `,
});
const [registry] = exportTargets(project, project.sourceFile('registry.js'), false);
const members: readonly MemberSpec[] = registry!.callable.members;
const adders = addersOf(members);
const [{ adds }] = adders as [(typeof adders)[0]];

test('a method of a given name is one that is put there, bound or not', () => {
  expect(adders.map(({ name }) => name)).toEqual(['define']);
  expect(adds).toMatchObject({
    by: 'define',
    parameter: 0,
    signatures: [{ parameters: [{ name: 'text', spec: { kind: 'string' }, optional: false }] }],
  });
});

test('it gives its own object back, and is not asked what it has done', () => {
  expect(members.find(({ name }) => name === 'define')).toHaveProperty('observes', false);
});

test('added methods are called by the names that calls before have given, in turn', () => {
  const call = (text: string): [string, string[]] => [added(adds), [text]];
  const calls = [
    call('too early'),
    ['define', ['a']],
    call('1'),
    ['define', ['b']],
    call('2'),
    call('3'),
  ] as const;
  expect(withAdded(calls, adders)).toEqual([
    ['define', ['a']],
    ['a', ['1']],
    ['define', ['b']],
    ['b', ['2']],
    ['a', ['3']],
  ]);
});
