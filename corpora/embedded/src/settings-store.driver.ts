import type { Driver } from '@bebug/oracle/driver';
import { SettingsStore, type Setting } from './settings-store.ts';

const path = {
  oneOf: [
    'theme',
    'editor',
    'editor.font',
    'editor.font.size',
    'editor.rulers',
    'extra',
    'extra.a',
    'theme.name',
    'toString',
    '__proto__',
    'a.constructor',
    'a..b',
    '',
  ],
};
const value = { oneOf: ['dark', 14, false, [72, ['a', { b: 1 }]], { name: 'dark', list: [1] }, Infinity] };
const json = {
  oneOf: [
    '{"editor":{"font":{"size":14}},"theme":"dark"}',
    '{"editor":{"rulers":[72]},"extra":{"a":{"b":true}}}',
    '{"theme":{"name":"dark"}}',
    '{"editor":1}',
    '{"theme":"dark","a":null}',
    '{"theme":"dark","a":[1,null]}',
    '{"theme":"dark","a":1e999}',
    '{"theme":"dark","a":{"__proto__":1}}',
    '{"theme":"dark","constructor":{}}',
    '{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}',
    '{"a":{"b":{"c":{"d":{"e":{"f":{"g":1}}}}}}}',
    '{"a":{"b":{"c":{"d":{"e":{"f":[1]}}}}}}',
    '[1]',
    'null',
    '{',
  ],
};

const create = () => {
  const defaults = { editor: { font: { name: 'Mono', size: 12 }, rulers: [80, 100] }, theme: 'light' };
  const store = new SettingsStore(defaults);
  defaults.editor.rulers.push(120);
  return store;
};

export default {
  create,
  calls: {
    get: { args: [path], run: (store, name: string) => store.get(name) },
    set: {
      args: [path, value],
      run: (store, name: string, setting: Setting) => {
        store.set(name, setting);
      },
    },
    setDeep: {
      args: [{ integer: [5, 7] }, value],
      run: (store, depth: number, setting: Setting) => {
        store.set('abcdefg'.slice(0, depth).split('').join('.'), setting);
      },
    },
    importJson: {
      args: [json],
      run: (store, text: string) => {
        store.importJson(text);
      },
    },
    reset: {
      args: [path],
      run: (store, name: string) => {
        store.reset(name);
      },
    },
    setAndChange: {
      args: [path],
      run: (store, name: string) => {
        const list: Setting[] = [{ a: [1] }];
        store.set(name, list);
        list.push(2);
        (list[0] as { a: number[] }).a.push(3);
      },
    },
    getAndChange: {
      args: [path],
      run: (store, name: string) => {
        const found = store.get(name);
        if (typeof found === 'object') Object.assign(found, { 0: 'changed', font: 'changed' });
        if (typeof found === 'object')
          Object.assign((found as { rulers?: number[] }).rulers ?? {}, { 0: 'changed' });
      },
    },
  },
  observe: (store) => [store.revision, store.toJson()],
  attacks: {
    'import settings': {
      kit: 'prototype-pollution',
      cwe: 1321,
      send(store, request) {
        store.importJson(request);
        return store.toJson();
      },
      benign: ['{"theme":"dark"}', '{"editor":{"font":{"size":14}}}'],
    },
    'set one setting': {
      kit: 'prototype-pollution',
      cwe: 1321,
      send(store, request) {
        store.set(request, 1);
        return store.toJson();
      },
      benign: ['theme', 'editor.font.size'],
    },
  },
} satisfies Driver<SettingsStore>;
