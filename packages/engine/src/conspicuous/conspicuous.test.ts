import { expect, test } from 'vitest';
import ts from 'typescript';
import { isConspicuous } from './conspicuous.ts';

/** What the code says of an edit that puts `written` in the place of what stands between « and ». */
function isSeen(marked: string, written: string): boolean {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replaceAll(/[«»]/gu, '');
  const edits = [{ start, end, text: written }];
  return isConspicuous(
    { edits, site: { start, end } },
    ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext),
  );
}

const FAR = '\n'.repeat(20);
const PUSHES = 'if (o.one) {\n  parts.push("one");\n}\n«if (o.two) {\n  parts.push("two");\n}»\n';

test.for([
  ['one bare call among those behind a condition', PUSHES, 'parts.push("two");'],
  [
    'a condition that lacks what its neighbour asks',
    'if (end === -1 || hash < end) end = hash;\nif («end === -1 || »mark < end) end = mark;\n',
    '',
  ],
  ['a comparison the other way round', 'const a = list.size < limit;\nconst b = list.free «<» limit;\n', '>'],
  [
    'a question negated that the twin of the method asks as it was',
    'class A {\n  empty() {\n    if (this.size !== 0) return;\n    this.emit("empty");\n  }\n  idle() {\n    if (this.running «!==» 0) return;\n    this.emit("idle");\n  }\n  next() {\n    return this.size === 0;\n  }\n}\n',
    '===',
  ],
  [
    'a step gone that is taken before the same next step elsewhere',
    'if (c === 1) {\n  this.pos++;\n  this.skipSpace();\n  return 1;\n}\nif (c === 2) {\n  this.stack.pop();\n«  this.pos++;\n»  this.skipSpace();\n}\n',
    '',
  ],
  [
    'a piece of a regular expression that the one above has',
    String.raw`const a = /"(?:[^"\\]|\\.)*";/;
const b = /^"(?:[^"\\]«|\\.»)*"/;
`,
    '',
  ],
  [
    'a comment that asks, over code that does not',
    '// Only if asked to.\n«if (o.save) write();»\n',
    'write();',
  ],
  [
    'a comment that moves with the code',
    '«if (o.save) {\n  // when asked to\n  write();\n}»\n',
    '// when asked to\nwrite();',
  ],
  ['another name for the same', 'const found = list«.filter(isOpen)»;\nuse(found, list);\n', ''],
  ['a comment that names what is gone', '// Leaves out hidden entries.\nuse(a« && !a.isHidden»);\n', ''],
] as const)('seen: %s', ([, marked, written]) => {
  expect(isSeen(marked, written)).toBe(true);
});

test.for([
  [
    'code of no twin',
    'if (o.one) {\n  start();\n}\n«if (o.two.size > 3) {\n  parts.push("two");\n}»\n',
    'parts.push("two");',
  ],
  ['a twin out of sight', PUSHES.replace('«', `${FAR}«`), 'parts.push("two");'],
  [
    'a twin in which most is different',
    'if (x.y) {\n  list.add(1);\n}\n«if (o.two) {\n  parts.push("two");\n}»\n',
    'parts.push("two");',
  ],
  [
    'a name that was forgotten when the twin was copied',
    'const width = Math.abs(a.x - b.x);\nconst height = Math.abs(a.y - b.«y»);\n',
    'x',
  ],
  ['a name where twins have other names', 'use(a.x, b, c);\nuse(a.y, b, c);\nuse(a.«z», b, c);\n', 'w'],
  ['one step less in a row of the same', 'use(a.x, 1);\n«use(a.y, 2);\n»use(a.z, 3);\n', ''],
  ['a constant for what was asked', 'const isOpen = «gate.test()»;\nuse(isOpen);\n', 'true'],
  ['another name where there was one', 'const found = «list»;\nuse(found);\n', 'all'],
  ['a comment about something else', '// Leaves out hidden entries.\nuse(a« && !a.old»);\n', ''],
  ['a comment that goes, too', '«// Only if asked to.\nif (o.save) write();»\n', 'write();'],
] as const)('not seen: %s', ([, marked, written]) => {
  expect(isSeen(marked, written)).toBe(false);
});
