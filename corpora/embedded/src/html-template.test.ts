import { expect, test } from 'vitest';
import { element, escapeHtml, join, markup, raw } from './html-template.ts';

const text = (markup: { toString(): string }) => markup.toString();

test('what is put into a template is text', () => {
  expect(text(markup`<p title="${`"'`}">${'<b> & co'}</p>`)).toBe(
    '<p title="&quot;&#39;">&lt;b&gt; &amp; co</p>',
  );
  expect(text(markup`${1}-${0}`)).toBe('1-0');
  expect(escapeHtml('&amp;')).toBe('&amp;amp;');
});

test('markup stays markup', () => {
  expect(text(markup`<ul>${['a', '<b>'].map((item) => markup`<li>${item}</li>`)}</ul>`)).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
  );
  expect(text(markup`${raw('<hr>')}${[raw('&nbsp;'), ['<', [null]]]}`)).toBe('<hr>&nbsp;&lt;');
});

test('nothing shows as nothing', () => {
  expect(text(markup`[${null}${undefined}${false}${true}${''}${[]}]`)).toBe('[]');
});

test('a separator stands between what shows', () => {
  expect(text(join(['a', null, '<', [], 'c'], markup`<br>`))).toBe('a<br>&lt;<br>c');
  expect(text(join(['a', 0, false], ' & '))).toBe('a &amp; 0');
  expect(text(join([], ','))).toBe('');
});

test('elements have attributes and children', () => {
  expect(
    text(element('a', { href: '/x?a=1&b=2', title: 'a "b"', hidden: true }, 'to ', markup`<b>x</b>`, 1)),
  ).toBe('<a href="/x?a=1&amp;b=2" title="a &quot;b&quot;" hidden>to <b>x</b>1</a>');
  expect(text(element('p', { id: null, lang: undefined, hidden: false, tabindex: 0, title: '' }))).toBe(
    '<p tabindex="0" title=""></p>',
  );
  expect(text(element('br', {}))).toBe('<br>');
  expect(text(element('my-card', { 'data-x-1': 1, 'xlink:title': 'a' }, '<'))).toBe(
    '<my-card data-x-1="1" xlink:title="a">&lt;</my-card>',
  );
});

test.for([
  '/a',
  'a:b'.slice(0, 1),
  '?x=javascript:1',
  '#a:b',
  '/a:b',
  'https://a.example',
  'HTTP://a',
  'mailto:a@b',
  'tel:1',
  '',
])('a link may lead to "%s"', (href) => {
  expect(text(element('img', { src: href }))).toBe(`<img src="${href}">`);
});

test.for([
  'javascript:alert(1)',
  ' JavaScript:x',
  'java\nscript:x',
  '\u0001javascript:x',
  'data:text/html,x',
  'vbscript:x',
  ':x',
])('a link to %j leads nowhere', (href) => {
  for (const name of ['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'xlink:href'])
    expect(text(element('a', { [name]: href }))).toBe(`<a ${name}="#"></a>`);
  expect(text(element('a', { title: 'javascript:x' }))).toBe('<a title="javascript:x"></a>');
});

test.for(['', 'A', 'a b', 'a>', '1a', 'script', 'a"'])('"%s" is not an element', (name) => {
  expect(() => element(name, {})).toThrow(TypeError);
});

test.for(['', 'onclick', 'on', 'srcdoc', 'a b', 'a=', 'A', '"'])('"%s" is not an attribute', (name) => {
  expect(() => element('p', { [name]: 'x' })).toThrow(TypeError);
  expect(() => element('p', { [name]: false })).toThrow(TypeError);
});

test('some elements take no children', () => {
  expect(() => element('img', {}, 'x')).toThrow(TypeError);
  expect(() => element('input', {}, null)).toThrow(TypeError);
});
