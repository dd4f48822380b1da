import type { Driver } from '@bebug/oracle/driver';
import { fill, inviteMail, TemplateError, type Invitation } from './mail-template.ts';

const text = { oneOf: ['', 'Ada', '<b> & "co"', "it's", ' a\r\n b ', '{{host}}', '$&'] };
const template = {
  oneOf: [
    '',
    'plain {{ a }}',
    '{{a}} and {{b}}',
    '{{{a}}}{{b}}',
    '{{#a}}[{{a}}]{{/a}}',
    '{{#a}}\n{{#b}}x{{/b}}{{/a}}',
    '{{#a}}{{/b}}',
    '{{c}}',
    '{{toString}}',
    '{{{{a}}}}',
  ],
};

const usual: Invitation = { host: 'Ada', guest: 'Bob', event: 'Tea', note: '', footer: '<hr>' };

export default {
  create: () => null,
  calls: {
    fill: {
      args: [template, text, text],
      run(_subject, one: string, a: string, b: string) {
        try {
          return fill(one, { a, b });
        } catch (error) {
          return error instanceof TemplateError ? error.message : error;
        }
      },
    },
    invite: {
      args: [text, text, text, text],
      run: (_subject, host: string, guest: string, event: string, note: string) =>
        inviteMail({ host, guest, event, note, footer: '<i>&nbsp;</i>' }),
    },
  },
  attacks: Object.fromEntries(
    (['host', 'guest', 'event', 'note'] as const).map((field) => [
      `write the ${field}`,
      {
        kit: 'markup-injection',
        cwe: 79,
        send: (_subject: null, request: string) => inviteMail({ ...usual, [field]: request }).body,
        benign: ['plain', 'a b'],
      } as const,
    ]),
  ),
} satisfies Driver<null>;
