import { expect, test } from 'vitest';
import { excerpt, renderInline, renderMarkdown } from './markdown-renderer.ts';

test.for([
  ['', ''],
  ['one\ntwo\r\n\nthree', '<p>one<br>two</p>\n<p>three</p>'],
  ['# One\n###### Six\n####### Seven', '<h1 id="one">One</h1>\n<h6 id="six">Six</h6>\n<p>####### Seven</p>'],
  ['#One\n# \n#', '<p>#One<br># <br>#</p>'],
  ['text\n## Über *uns* & co', '<p>text</p>\n<h2 id="über-uns-co">Über <em>uns</em> &amp; co</h2>'],
  [
    '# A\n# a\n# A 2\n# !',
    '<h1 id="a">A</h1>\n<h1 id="a-2">a</h1>\n<h1 id="a-2-2">A 2</h1>\n<h1 id="section">!</h1>',
  ],
  ['# one\u2028two', '<h1 id="one-two">one\u2028two</h1>'],
  ['- a\n* b\n-c', '<ul><li>a</li><li>b</li></ul>\n<p>-c</p>'],
  ['text\n- a\n\n- b', '<p>text</p>\n<ul><li>a</li></ul>\n<ul><li>b</li></ul>'],
  ['> a\n>b\n>  c\nd', '<blockquote><p>a<br>b<br> c</p></blockquote>\n<p>d</p>'],
  ['```ts\na < b\n\n# *c*\n```\nd', '<pre><code>a &lt; b\n\n# *c*</code></pre>\n<p>d</p>'],
  ['```\nopen', '<pre><code>open</code></pre>'],
  ['```', '<pre><code></code></pre>'],
])('%j', ([text, markup]) => {
  expect(renderMarkdown(text!)).toBe(markup);
});

test('headings fit into a page', () => {
  const text = '# A\n##### B';
  expect(renderMarkdown(text, { headingOffset: 2, idPrefix: 'c1-' })).toBe(
    '<h3 id="c1-a">A</h3>\n<h6 id="c1-b">B</h6>',
  );
  expect(renderMarkdown('# A', { idPrefix: '"' })).toBe('<h1 id="&quot;a">A</h1>');
});

test.for([
  ['a **b** *c* `d`', 'a <strong>b</strong> <em>c</em> <code>d</code>'],
  ['**a', '**a'],
  ['* a', '* a'],
  ['2 * 3 * 4, *a *, ** b**', '2 * 3 * 4, *a *, ** b**'],
  ['*a*b**c**', '<em>a</em>b<strong>c</strong>'],
  ['****', '****'],
  ['`**a**` `', '<code>**a**</code> `'],
  ['``', '``'],
  ['`<b>`', '<code>&lt;b&gt;</code>'],
  ['<b title="x">&', '&lt;b title=&quot;x&quot;&gt;&amp;'],
  ['[a *b*](/c?d=1&e=2)', '<a href="/c?d=1&amp;e=2" rel="nofollow">a <em>b</em></a>'],
  ['*see [a](#b)*', '<em>see <a href="#b" rel="nofollow">a</a></em>'],
  ['[a](/b*c*d) x', '<a href="/b*c*d" rel="nofollow">a</a> x'],
  [
    '[a](HTTPS://a.example) [b](mailto:c@d)',
    '<a href="HTTPS://a.example" rel="nofollow">a</a> <a href="mailto:c@d" rel="nofollow">b</a>',
  ],
  ['[a](javascript:x) [b](//c) [d](e) [f]()', '[a](javascript:x) [b](//c) [d](e) [f]()'],
  ['[a](/"><i>)', '<a href="/&quot;&gt;&lt;i&gt;" rel="nofollow">a</a>'],
  ['[a](/b c) [](/d)', '[a](/b c) [](/d)'],
])('%j in a line', ([text, markup]) => {
  expect(renderInline(text!)).toBe(markup);
});

test.for<[string, number, string]>([
  ['one two', 7, 'one two'],
  ['one two', 6, 'one…'],
  ['one two three', 7, 'one two…'],
  ['onetwo', 3, 'one…'],
  ['# One\n\n> *two*\n- `three`\n```\nfour', 40, 'One two three four'],
  ['see [the *page*](/a) now', 40, 'see the page now'],
  ['a # b > c - d', 40, 'a # b > c - d'],
  ['😀😀😀', 3, '😀😀😀'],
  ['😀😀😀', 2, '😀😀…'],
  [' \n ', 5, ''],
])('%j is cut to %i', ([text, length, cut]) => {
  expect(excerpt(text, length)).toBe(cut);
});
