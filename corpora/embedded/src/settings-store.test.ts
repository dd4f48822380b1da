import { beforeEach, expect, test } from 'vitest';
import { SettingsError, SettingsStore, type Setting } from './settings-store.ts';

let store: SettingsStore;

beforeEach(() => {
  store = new SettingsStore({
    editor: { font: { name: 'Mono', size: 12 }, rulers: [80, 100] },
    theme: 'light',
  });
});

test('settings and groups are found by their paths', () => {
  expect(store.get('theme')).toBe('light');
  expect(store.get('editor.font.size')).toBe(12);
  expect(store.get('editor.font')).toEqual({ name: 'Mono', size: 12 });
  for (const path of ['font', 'editor.size', 'theme.length', 'editor.rulers.0', 'toString', 'editor.valueOf'])
    expect(store.get(path)).toBeUndefined();
});

test('a setting is stored under its path, groups are made on the way', () => {
  store.set('editor.tabs.width', 4);
  store.set('theme', { name: 'dark', contrast: true });
  store.set('theme.name', 'black');
  expect(store.get('editor.tabs')).toEqual({ width: 4 });
  expect(store.get('theme')).toEqual({ name: 'black', contrast: true });
  store.set('theme.name.long', 'Black');
  expect(store.get('theme.name')).toEqual({ long: 'Black' });
  expect(store.revision).toBe(4);
});

test('imported groups are merged, all else is replaced', () => {
  store.importJson('{"editor":{"font":{"size":14},"rulers":[72]},"theme":{"name":"dark"},"spell":false}');
  expect(JSON.parse(store.toJson())).toEqual({
    editor: { font: { name: 'Mono', size: 14 }, rulers: [72] },
    theme: { name: 'dark' },
    spell: false,
  });
  expect(store.revision).toBe(1);
  store.importJson('{"editor":1}');
  expect(store.get('editor')).toBe(1);
});

test('nobody holds what the store holds', () => {
  const defaults = { a: { b: [1, { c: 2 }] } };
  const own = new SettingsStore(defaults);
  defaults.a.b[0] = 9;
  const value: { list: Setting[] } = { list: [1] };
  own.set('d', value);
  value.list.push(2);
  const read = own.get('a.b') as { c: number }[];
  read[1]!.c = 9;
  expect(own.toJson()).toBe('{"a":{"b":[1,{"c":2}]},"d":{"list":[1]}}');
  own.reset('a');
  own.set('a.b', 0);
  own.reset('a');
  expect(own.get('a')).toEqual({ b: [1, { c: 2 }] });
});

test('a reset brings the default back, or nothing', () => {
  store.set('theme', 'dark');
  store.set('extra.a', 1);
  store.reset('theme');
  expect(store.get('theme')).toBe('light');
  store.reset('extra.a');
  expect(store.get('extra')).toEqual({});
  store.set('editor', 1);
  store.reset('editor.font.size');
  expect(store.get('editor')).toEqual({ font: { size: 12 } });
  expect(store.revision).toBe(6);
  for (const path of ['nothing', 'theme.name', 'a.b.c', 'valueOf']) store.reset(path);
  expect(store.revision).toBe(6);
});

test.for(['', 'a..b', '.a', 'a.', '__proto__.x', 'a.__proto__.x', 'a.constructor.prototype', 'prototype'])(
  '"%s" is not a path',
  (path) => {
    expect(() => {
      store.set(path, 1);
    }).toThrow(SettingsError);
    expect(() => store.get(path)).toThrow(SettingsError);
    expect(() => {
      store.reset(path);
    }).toThrow(SettingsError);
  },
);

test.for([
  '',
  '{',
  '[]',
  '1',
  'null',
  '"a"',
  '{"a":null}',
  '{"a":[null]}',
  '{"a":1e999}',
  '{"":1}',
  '{"theme":"dark","__proto__":{"x":1}}',
  '{"theme":"dark","a":[{"constructor":1}]}',
  '{"theme":"dark","a":{"b":{"prototype":1}}}',
  '{"a":{"b":{"c":{"d":{"e":{"f":{"g":1}}}}}}}',
  '{"a":{"b":{"c":{"d":{"e":{"f":[1]}}}}}}',
])('%s cannot be imported, and changes nothing', (text) => {
  expect(() => {
    store.importJson(text);
  }).toThrow(SettingsError);
  expect(store.get('theme')).toBe('light');
  expect(store.revision).toBe(0);
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});

test('groups may be six levels deep', () => {
  store.importJson('{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}');
  expect(store.get('a.b.c.d.e.f')).toBe(1);
  store.set('a.b.c.d.e.f', 2);
  expect(() => {
    store.set('a.b.c.d.e.f', { g: 1 });
  }).toThrow(SettingsError);
  expect(() => {
    store.set('a.b.c.d.e.f.g', 1);
  }).toThrow(SettingsError);
});

test('what is not JSON says why', () => {
  expect(() => {
    store.importJson('{');
  }).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
});
