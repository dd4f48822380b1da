import { describe, expect, test } from 'vitest';
import { bindingOf, KEYS, keyName, keysOf, type KeyStroke } from './keys.ts';
import { STUDY_KINDS } from './study/study-kind.ts';

const stroke = (key: string, change: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('the table of keys', () => {
  test.for(STUDY_KINDS)('binds no key and no command twice in a study of %s', (kind) => {
    const keys = keysOf(kind).flatMap((binding) => binding.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const commands = keysOf(kind).map(({ command }) => command);
    expect(new Set(commands).size).toBe(commands.length);
  });

  test('takes no key that browsers or assistive technology need', () => {
    const taken = ['Ctrl+l', 'Ctrl+t', 'Ctrl+w', 'Ctrl+n', 'Ctrl+r', 'Ctrl+f', 'Ctrl+p', 'F5', ' ', 'Tab'];
    expect(taken.filter((key) => STUDY_KINDS.some((kind) => bindingOf(key, kind) !== null))).toEqual([]);
  });

  test('hears while somebody types only what types nothing', () => {
    const always = KEYS.filter(({ reach }) => reach === 'always').flatMap(({ keys }) => keys);
    expect(always.filter((key) => !/^(?:Ctrl|Alt)\+|^Escape$/u.test(key))).toEqual([]);
  });

  test.for([
    [stroke('j'), 'j'],
    [stroke('J', { shiftKey: true }), 'J'],
    [stroke('{', { shiftKey: true, altKey: false }), '{'],
    [stroke('ArrowDown', { shiftKey: true }), 'Shift+ArrowDown'],
    [stroke('K', { ctrlKey: true, shiftKey: true }), 'Ctrl+k'],
    [stroke('Enter', { metaKey: true }), 'Ctrl+Enter'],
    [stroke('¡', { altKey: true, code: 'Digit1' }), 'Alt+1'],
    [stroke('3', { code: 'Numpad3' }), '3'],
  ] as const)('spells %o as %s', ([event, name]) => {
    expect(keyName(event)).toBe(name);
  });
});
