import { expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import type { Signature, Spec } from './spec.ts';
import { exportTargets } from './targets.ts';

const project = await smallProject({
  'cache.js': `
    const kStore = Symbol('store');
    exports.Cache = class Cache {
      constructor(options = {}) {
        if (!options.store) throw new Error('store is required');
        this[kStore] = options.store;
        this.ttl = options.ttl || 0;
      }
      async load(name, key) {
        const store = this[kStore];
        const known = await store.get(this[name]);
        if (known) return known.value;
        return store.expire(key.trim(), this.ttl * 2);
      }
    };
    exports.rows = (client) => client.pipeline().exec();
    exports.first = (pattern, text) => pattern.exec(text);
    /** @param {?Object} settings */
    exports.size = (settings) => settings.width * 2;
    exports.greet = (who) => \`hello \${who}\`;
    exports.shown = (value) => (typeof value === 'string' ? value : value.length);
    exports.merged = (settings) => ({ ...settings, size: settings.size - 1 });
    exports.plugin = (settings) => {
      const params = {};
      params.most = settings.most || null;
      return isBelow(params, 1);
    };
    function isBelow(given, n) {
      return typeof given.most === 'function' ? given.most(n) : given.most > n;
    }
  `,
});
const targets = exportTargets(project, project.sourceFile('cache.js'), false);
const any: Spec = { kind: 'any' };
const giving = (returns: Spec): object => expect.objectContaining({ kind: 'function', returns }) as object;

function parametersOf(name: string): Signature['parameters'] {
  return targets.find(({ target }) => target.name === name)!.callable.signatures[0]!.parameters;
}

function specOf(name: string): Spec {
  return parametersOf(name)[0]!.spec;
}

test('what must be there to begin with is given, and so is what holds it', () => {
  const [options] = parametersOf('Cache');
  expect(options).toMatchObject({ optional: false, spec: { kind: 'object' } });
  expect(options!.spec).toHaveProperty(
    'fields',
    expect.arrayContaining([
      expect.objectContaining({ name: 'store', optional: false }),
      expect.objectContaining({ name: 'ttl', optional: true }),
    ]),
  );
});

test('a value is followed into fields that a symbol names; get beside a method of its own is no map', () => {
  const { fields } = specOf('Cache') as Extract<Spec, { kind: 'object' }>;
  const { spec } = fields.find(({ name }) => name === 'store')!;
  expect(spec).toEqual({
    kind: 'object',
    fields: expect.arrayContaining([
      expect.objectContaining({ name: 'expire', spec: giving(any) }),
      expect.objectContaining({
        name: 'get',
        spec: giving({
          kind: 'promise',
          of: { kind: 'object', fields: [{ name: 'value', spec: any, optional: true }] },
        }),
      }),
    ]) as unknown,
  });
});

test.for<[string, string, object]>([
  ['exec of nothing is no regular expression', 'rows', { kind: 'object' }],
  ['exec of a text is one', 'first', { kind: 'regexp' }],
  ['Object says nothing', 'size', { kind: 'object', fields: [{ name: 'width', spec: { kind: 'number' } }] }],
  ['what stands in a text is one', 'greet', { kind: 'string' }],
  ['what is copied is an object with the fields that are read', 'merged', { kind: 'object' }],
])('%s', ([, name, spec]) => {
  expect(specOf(name)).toMatchObject(spec);
});

test('who asks what kind of value it is does not ask whether there is one', () => {
  expect(parametersOf('shown')[0]).toHaveProperty('optional', false);
});

test('what names a part of something is a text', () => {
  const load = targets[0]!.callable.members.find(({ name }) => name === 'load')!;
  expect(load.signatures[0]!.parameters[0]).toMatchObject({ name: 'name', spec: { kind: 'string' } });
});

test('an option that is passed on in an object of its own is what the code does with it there', () => {
  const { fields } = specOf('plugin') as Extract<Spec, { kind: 'object' }>;
  expect(fields).toEqual([
    {
      name: 'most',
      optional: true,
      spec: { kind: 'union', of: expect.arrayContaining([giving(any), { kind: 'number' }]) as Spec[] },
    },
  ]);
});
