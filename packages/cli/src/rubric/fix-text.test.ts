import { expect, test } from 'vitest';
import { fixText } from './fix-text.ts';

const file = 'src/a.ts';
const text = 'const one = 1;\nconst two = 3;\n';

test('a fix that is given as edits is shown as the diff that they make', () => {
  const start = text.indexOf('3');
  expect(fixText({ file, fix: [{ start, end: start + 1, text: '2' }] }, text)).toContain(
    '@@ -1,2 +1,2 @@\n const one = 1;\n-const two = 3;\n+const two = 2;\n',
  );
});

test('a fix in words or as a diff is shown as it is, and none is none', () => {
  expect(fixText({ file, fix: 'Use 2.' }, text)).toBe('Use 2.');
  expect(fixText({ file }, text)).toBeUndefined();
});

test('edits outside the file are shown to be that', () => {
  expect(fixText({ file, fix: [{ start: 900, end: 901, text: '' }] }, text)).toMatch(/cannot be applied/u);
});
