import type { Driver } from '@bebug/oracle/driver';
import { FormBody } from './form-body.ts';

const name = {
  oneOf: [
    'a',
    'b',
    'a[b]',
    'a[c]',
    'a[b][c]',
    'a[b][]',
    'a[]',
    'b[]',
    'a[b][c][d]',
    'a[b][c][d][e]',
    'a[][b]',
  ],
};
const value = { oneOf: ['1', 'x+y', 'x%2Fy', 'a=b', ''] };

/** All that was sent, from a group on. */
function fieldsOf(form: FormBody, ...path: string[]): unknown {
  return (
    form.text(...path) ?? [
      form.list(...path),
      form.names(...path).map((name) => [name, fieldsOf(form, ...path, name)]),
    ]
  );
}

function read(body: string): unknown {
  try {
    return fieldsOf(new FormBody(body));
  } catch (error) {
    return (error as Error).message;
  }
}

export default {
  create: () => null,
  calls: {
    readThree: {
      args: [name, name, name, value],
      run: (_subject, first: string, second: string, third: string, text: string) =>
        read(`${first}=1&${second}=${text}&&${third}=3&c`),
    },
    readOdd: {
      args: [
        {
          oneOf: [
            '',
            'a',
            '=1',
            '[a]=1',
            'a[=1',
            'a]=1',
            'a[b]c=1',
            'a[[b]]=1',
            '%5Ba=1',
            'a%5Bb%5D=1',
            'a=%',
            'a+b=1',
          ],
        },
      ],
      run: (_subject, body: string) => read(body),
    },
    readMany: {
      args: [{ oneOf: [99, 100, 101] }],
      run: (_subject, count: number) =>
        read(Array.from({ length: count }, (_, index) => `f${String(index)}=1`).join('&')),
    },
    find: {
      args: [{ oneOf: ['a', 'b', 'c'] }, { oneOf: ['b', 'c', '0'] }],
      run: (_subject, first: string, second: string) => {
        const form = new FormBody('a[b][c]=deep&a[c]=1&b=2&c[]=3');
        form.list('c').push('mine');
        return [[], [first], [first, second], [first, second, 'c']].map((path) => [
          form.text(...path),
          form.list(...path),
          form.names(...path),
        ]);
      },
    },
  },
  attacks: {
    'send a form': {
      kit: 'prototype-pollution',
      cwe: 1321,
      send(_subject, request) {
        read(request);
        return 'thank you';
      },
      benign: ['a[b]=1', 'tags[]=1&tags[]=2'],
    },
    'send a name': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_subject, request) => read(request),
      benign: ['a[b][c]=1', 'a[b'],
    },
  },
} satisfies Driver<null>;
