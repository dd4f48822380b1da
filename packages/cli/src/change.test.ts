import { expect, test } from 'vitest';
import { changeOf } from './change.ts';

const TEXT = 'const one = 1;\nif (index < items.length) {\n  return items.slice(index, index + 1);\n}\n';

function change(from: string, to: string): string {
  const start = TEXT.indexOf(from);
  const site = { start, end: start + from.length };
  return changeOf({ site, edits: [{ ...site, text: to }] }, TEXT);
}

test.for([
  ['a name, and what stands there instead', 'slice', 'splice', 'slice ⇒ splice'],
  ['a short change with what stands around it', '<', '<=', '(index < items. ⇒ (index <= items.'],
  ['nothing of another line', 'const', 'let', 'const ⇒ let'],
  ['the line from its start at most', 'if', 'while', 'if (index ⇒ while (index'],
  ['a long change cut short', 'items.slice(index, index + 1)', 'items', 'items.slice(index, inde… ⇒ items'],
  ['what is gone as nothing', '\n  return items.slice(index, index + 1);', '', 'return items.slice(inde… ⇒'],
])('shows %s', ([, from, to, shown]) => {
  expect(change(from!, to!).trim()).toBe(shown);
});

test('a last line without an end is no line of the next', () => {
  const site = { start: 4, end: 5 };
  expect(changeOf({ site, edits: [{ ...site, text: '2' }] }, 'a = 1')).toBe('a = 1 ⇒ a = 2');
});
