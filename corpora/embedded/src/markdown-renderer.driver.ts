import type { Driver } from '@bebug/oracle/driver';
import { excerpt, renderInline, renderMarkdown } from './markdown-renderer.ts';

const line = {
  oneOf: [
    '',
    '  ',
    'text **b** *c* `d`',
    '# One',
    '# one',
    '## One 2',
    '###### Six & more',
    '####### Seven',
    '#none',
    '# !',
    '- a *b*',
    '* c',
    '-c',
    '> quoted',
    '>  two',
    '```',
    '```ts',
    '<b title="x">',
  ],
};
const inline = {
  oneOf: [
    'a **b** *c* `d` e',
    '**a',
    '****',
    '2 * 3 * 4, *a*b**c**',
    '*a *, ** b**',
    '`**a**` `',
    '<b title="x">&',
    '[a *b*](/c?d=1&e=2) f',
    '*see [a](#b)*',
    '[a](/b*c*d) [b](mailto:c@d)',
    '[a](HTTPS://a.example)',
    '[a](javascript:x) [b](//c) [d](e)',
    '[a](/b c) [](/d)',
    'plain words, and more',
    '😀😀😀',
  ],
};

export default {
  create: () => null,
  calls: {
    render: {
      args: [line, line, line, line],
      run: (_subject, ...lines: string[]) => renderMarkdown(lines.join('\n')),
    },
    renderWith: {
      args: [line, line, { integer: [0, 3] }, { oneOf: ['', 'c1-', '"'] }],
      run: (_subject, first: string, second: string, headingOffset: number, idPrefix: string) =>
        renderMarkdown(`${first}\r\n${second}`, { headingOffset, idPrefix }),
    },
    inline: { args: [inline], run: (_subject, text: string) => renderInline(text) },
    excerpt: {
      args: [{ oneOf: [...line.oneOf, ...inline.oneOf] }, inline, { integer: [1, 30] }],
      run: (_subject, first: string, second: string, length: number) =>
        excerpt(`${first}\n${second}`, length),
    },
  },
  attacks: {
    'write a comment': {
      kit: 'markup-injection',
      cwe: 79,
      requests: ['[a](javascript:bebug)', '[a](/" onbebug="1)', '`<bebug-element>`', '# <bebug-element>'],
      send: (_subject, request) => renderMarkdown(`${request}\n\n- ${request}\n\n> ${request}`),
      benign: ['plain', '**strong**'],
    },
    'write code': {
      kit: 'markup-injection',
      cwe: 79,
      send: (_subject, request) => renderMarkdown(`\`\`\`\n${request}\n\`\`\``),
      benign: ['plain', 'a < b'],
    },
    'write a link': {
      kit: 'markup-injection',
      cwe: 79,
      send: (_subject, request) =>
        renderInline(`[a](${request.replaceAll(' ', '')}) [b](/${request.replaceAll(' ', '/')})`),
      benign: ['/a', '#b'],
    },
    'write a long line': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_subject, request) => renderMarkdown(request).length + excerpt(request, 10).length,
      benign: ['[a](/b)', '**a** `b`', '# a'],
    },
  },
} satisfies Driver<null>;
