import type { Driver, World } from '@bebug/oracle/driver';
import { readCatalogue, readFeed, XmlError } from './feed-reader.ts';

interface Subject {
  readonly files: ReturnType<World['files']>;
}

const document = {
  oneOf: [
    '',
    '<item><title>A</title><link>/a</link></item>',
    '<rss><item><title> A &amp; B </title></item>\n<item><link>&lt;&gt;&quot;&apos;</link></item></rss>',
    '<item></item><item><title>x</title><title>y</title></item>',
    '<item><title>A</item>',
    '<item><title>A</title>',
    '<item><title>&own;</title></item>',
    '<!DOCTYPE rss [<!ENTITY own "mine">]><item><title>&own; &amp;amp;</title></item>',
    '<!DOCTYPE rss [ <!ENTITY own SYSTEM "/part.xml" > ] ><item><title>&own;</title></item>',
    '<!DOCTYPE rss [<!ENTITY lt "less"><!ENTITY own SYSTEM "/none">]><item><title>&lt;</title></item>',
    '<!DOCTYPE rss SYSTEM "/part.xml"><item><title>A</title></item>',
  ],
};

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof XmlError ? error.message : error;
  }
}

export default {
  create: (world) => ({ files: world.files({ '/part.xml': 'a part', '/etc/passwd': world.marker }) }),
  calls: {
    readFeed: {
      args: [document],
      run: ({ files }, text: string) => outcome(() => readFeed(text, (path) => files.read(path))),
    },
    readCatalogue: {
      args: [document],
      run: ({ files }, text: string) => outcome(() => readCatalogue(text, (path) => files.read(path))),
    },
  },
  attacks: {
    'send a feed': {
      kit: 'external-entity',
      cwe: 611,
      requests: [
        '<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><item><title>&b;</title></item>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "/part.xml">]><item><title>x</title></item>',
      ],
      send: ({ files }, request) => readFeed(request, (path) => files.read(path)),
      benign: ['<item><title>A</title><link>/a</link></item>'],
    },
    'send a long feed': {
      kit: 'backtracking',
      cwe: 1333,
      send: ({ files }, request) => readFeed(request, (path) => files.read(path)),
      benign: ['<item><title>&amp;</title></item>', '<!DOCTYPE a []><item></item>'],
    },
  },
} satisfies Driver<Subject>;
