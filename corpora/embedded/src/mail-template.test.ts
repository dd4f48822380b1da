import { expect, test } from 'vitest';
import { fill, inviteMail, TemplateError } from './mail-template.ts';

test('two brackets show a text, three put in markup', () => {
  expect(fill('{{a}}|{{{a}}}', { a: `<b title="'">&</b>` })).toBe(
    `&lt;b title=&quot;&#39;&quot;&gt;&amp;&lt;/b&gt;|<b title="'">&</b>`,
  );
  expect(fill('{{ a }} {a}', { a: 'x' })).toBe('{{ a }} {a}');
});

test('values are not templates themselves', () => {
  expect(fill('{{a}}{{b}}', { a: '{{b}}', b: '$&' })).toBe('{{b}}$&amp;');
});

test('a part without a text is left out', () => {
  const template = '[{{#a}}<{{a}}>\n{{/a}}]{{#b}}{{/b}}';
  expect(fill(template, { a: '', b: '' })).toBe('[]');
  expect(fill(template, { a: 'x', b: 'y' })).toBe('[<x>\n]');
});

test('every name needs a value of its own', () => {
  expect(() => fill('{{b}}', { a: '' })).toThrow(TemplateError);
  expect(() => fill('{{#toString}}{{/toString}}', {})).toThrow('there is no toString');
});

test('an invitation has one line for its subject, and a note only when there is one', () => {
  const mail = inviteMail({ host: 'Ada\n', guest: '<Bob>', event: 'Tea & "cake"', note: '', footer: '<hr>' });
  expect(mail).toEqual({
    subject: 'Ada invites you to Tea & "cake"',
    body: '<h1 title="Tea &amp; &quot;cake&quot;">Tea &amp; &quot;cake&quot;</h1><p>Dear &lt;Bob&gt;,</p><p>Ada\n invites you.</p><hr>',
  });
  expect(inviteMail({ host: 'a', guest: 'b', event: 'c', note: 'd', footer: '' }).body).toContain(
    '<blockquote>d</blockquote>',
  );
});
