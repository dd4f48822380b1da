import type { Driver } from '@bebug/oracle/driver';
import { element, escapeHtml, join, markup, raw, type Part } from './html-template.ts';

const text = { oneOf: ['', 'plain', '<b> & "co"', "it's", '&amp;', 0, 1.5, true, false, null, undefined] };
const link = {
  oneOf: [
    '/a',
    '?x=a:b',
    '#a:b',
    'https://a.example/?b=1&c=2',
    'MAILTO:a@b',
    'tel:1',
    'javascript:alert(1)',
    ' java\nscript:x',
    'data:x',
    ':x',
    '',
  ],
};
const name = {
  oneOf: [
    'href',
    'src',
    'action',
    'formaction',
    'poster',
    'cite',
    'data',
    'xlink:href',
    'srcdoc',
    'title',
    'data-x',
    'xlink:title',
    'onclick',
    'A',
    '',
    'a b',
  ],
};
const tag = { oneOf: ['p', 'a', 'my-card', 'img', 'br', 'input', 'script', 'A', '', 'a b', '1a'] };

export default {
  create: () => null,
  calls: {
    markup: {
      args: [text, text],
      run: (_subject, first: Part, second: Part) =>
        markup`<p title="${first}">${[second, raw('<hr>'), [first]]}</p>`.toString(),
    },
    escape: {
      args: [{ oneOf: ['<b> & "co"', "it's", '&amp;'] }],
      run: (_subject, one: string) => escapeHtml(one),
    },
    join: {
      args: [text, text, text],
      run: (_subject, first: Part, second: Part, separator: Part) =>
        join([first, second, [], 'end'], separator).toString(),
    },
    element: {
      args: [tag, name, link],
      run: (_subject, one: string, key: string, value: string) =>
        element(one, { id: 'x', [key]: value }).toString(),
    },
    attributes: {
      args: [tag, text],
      run: (_subject, one: string, value: string | boolean | null) =>
        element(one, { title: value, hidden: true, href: value }).toString(),
    },
    children: {
      args: [tag, text, text],
      run: (_subject, one: string, first: Part, second: Part) =>
        element(one, {}, first, [second, markup`<b>${first}</b>`]).toString(),
    },
  },
  attacks: {
    'write a text': {
      kit: 'markup-injection',
      cwe: 79,
      send: (_subject, request) =>
        markup`<p title="${request}">${request}</p>
          <i title="${[request]}"></i>`.toString(),
      benign: ['plain', 'a b'],
    },
    'write an element': {
      kit: 'markup-injection',
      cwe: 79,
      send: (_subject, request) => element('a', { href: request, title: request }, request).toString(),
      benign: ['/a', 'https://a.example/'],
    },
    'write a list': {
      kit: 'markup-injection',
      cwe: 79,
      send: (_subject, request) => join([request, request], request).toString(),
      benign: ['plain', 'a b'],
    },
  },
} satisfies Driver<null>;
