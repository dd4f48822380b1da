import type { Driver, World } from '@bebug/oracle/driver';
import { LinkPreviewer, type Reply } from './link-preview.ts';

interface Subject {
  readonly previewer: LinkPreviewer;
  readonly world: World;
}

const html = (body: string, type = 'text/html'): Reply => ({
  status: 200,
  headers: { 'content-type': type },
  body,
});
const moved = (location: string, status = 302): Reply => ({ status, headers: { location }, body: '' });

const PAGES: Readonly<Record<string, Reply>> = {
  'https://news.example/': html('<title lang="en"> Cats &amp;\n dogs</title>', 'Text/HTML; charset=utf-8'),
  'https://news.example/all': html(
    '<meta name="description" content=" &lt;b&gt; &quot;x&quot; &amp;lt;"><title></title>',
  ),
  'https://www.news.example/': html('<p>no title</p>'),
  'https://news.example/a/b': moved('c', 301),
  'https://news.example/a/c': moved('https://wiki.example/d', 307),
  'https://wiki.example/d': html('<TITLE>D</TITLE>'),
  'https://wiki.example/away': moved('https://www.wiki.example/', 303),
  'https://www.wiki.example/': moved('//news.example/', 308),
  'https://news.example/0': moved('/1'),
  'https://news.example/1': moved('/2'),
  'https://news.example/2': moved('/3'),
  'https://news.example/3': moved('/4'),
  'https://news.example/4': html('<title>End</title>'),
  'https://news.example/http': moved('http://news.example/'),
  'https://news.example/port': moved('https://news.example:8443/'),
  'https://news.example/evil': moved('https://news.example.evil.example/'),
  'https://news.example/nowhere': { status: 302, headers: {}, body: '' },
  'https://news.example/same': { status: 304, headers: { location: '/' }, body: '' },
  'https://news.example/missing': { ...html('<title>x</title>'), status: 404 },
  'https://news.example/image': html('<title>x</title>', 'image/png'),
  'https://news.example/bare': { ...html('<title>x</title>'), headers: {} },
  'https://news.example/far': html(`${' '.repeat(9_985)}<title>x</title>`),
  'https://news.example/near': html(`${' '.repeat(9_984)}<title>x</title>`),
};

export default {
  create: (world) => ({
    world,
    previewer: new LinkPreviewer({
      fetch: (url, headers) =>
        world.external('fetch', [url, headers], () => {
          const reply = PAGES[url];
          if (reply === undefined) throw new Error('no route');
          return reply;
        }),
      hosts: ['news.example', 'wiki.example'],
      tokens: new Map([['wiki.example', 't0ken']]),
    }),
  }),
  calls: {
    preview: {
      args: [
        {
          oneOf: [
            ...Object.keys(PAGES),
            'https://me:pw@news.example/#top',
            'https://news.example/none',
            'http://news.example/',
            'https://news.example:8443/',
            'https://evilnews.example/',
            'https://news.example.evil.example/',
            '/cats',
            '',
          ],
        },
      ],
      run: async ({ previewer }, address: string) => {
        try {
          return await previewer.preview(address);
        } catch (error) {
          const { name, message, cause } = error as Error;
          return [name, message, cause];
        }
      },
    },
  },
  scenarios: [
    {
      name: 'two previews',
      clients: [[['preview', 'https://news.example/']], [['preview', 'https://news.example/a/b']]],
    },
    {
      name: 'a host does not answer',
      clients: [[['preview', 'https://news.example/a/b']]],
      rejects: [{ external: 'fetch', call: 2 }],
    },
  ],
  attacks: {
    'preview an address': {
      kit: 'request-forgery',
      cwe: 918,
      allowed: ['images.example'],
      send: ({ world }, request) =>
        new LinkPreviewer({
          fetch: (url, headers) => world.fetch(url, headers, html('<title>x</title>')),
          hosts: ['images.example'],
          tokens: new Map(),
        }).preview(request),
      benign: ['https://images.example/a', 'https://www.images.example/'],
    },
    'redirect a preview': {
      kit: 'request-forgery',
      cwe: 918,
      allowed: ['images.example'],
      send: ({ world }, request) =>
        new LinkPreviewer({
          fetch: (url, headers) =>
            world.fetch(url, headers, url.endsWith('/go') ? moved(request) : html('<title>x</title>')),
          hosts: ['images.example'],
          tokens: new Map(),
        }).preview('https://images.example/go'),
      benign: ['/a', 'https://www.images.example/'],
    },
    'redirect a preview with a token': {
      kit: 'secret-sent',
      cwe: 200,
      allowed: ['images.example'],
      requests: ['https://www.images.example/'],
      send: ({ world }, request) =>
        new LinkPreviewer({
          fetch: (url, headers) =>
            world.fetch(url, headers, url.endsWith('/go') ? moved(request) : html('<title>x</title>')),
          hosts: ['images.example'],
          tokens: new Map([['images.example', world.marker]]),
        }).preview('https://images.example/go'),
      benign: ['/a', 'https://images.example/b'],
    },
    'show a page': {
      kit: 'backtracking',
      cwe: 1333,
      send: ({ world }, request) =>
        new LinkPreviewer({
          fetch: (url, headers) => world.fetch(url, headers, html(request)),
          hosts: ['images.example'],
          tokens: new Map(),
        }).preview('https://images.example/'),
      benign: ['<title>a b</title>', '<meta name="description" content="x">'],
    },
  },
} satisfies Driver<Subject>;
