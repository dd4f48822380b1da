import { expect, test } from 'vitest';
import { LinkPreviewer, PreviewError, type Reply } from './link-preview.ts';

const page = (body: string, type = 'text/html'): Reply => ({
  status: 200,
  headers: { 'content-type': type },
  body,
});
const moved = (location?: string, status = 302): Reply => ({
  status,
  headers: location === undefined ? {} : { location },
  body: '',
});

function setUp(replies: Record<string, Reply>) {
  const requests: [string, Record<string, string>][] = [];
  const previewer = new LinkPreviewer({
    fetch(url, headers) {
      requests.push([url, headers]);
      const reply = replies[url];
      return reply === undefined ? Promise.reject(new Error('no route')) : Promise.resolve(reply);
    },
    hosts: ['news.example', 'wiki.example'],
    tokens: new Map([['wiki.example', 't0ken']]),
  });
  return { previewer, requests };
}

const refused = expect.any(PreviewError);

test('a page has a title and a description', async () => {
  const body = `<!doctype html><TITLE lang="en">
    Cats &amp; </TITLE><meta name="description" content="All &quot;about&quot;  &lt;them&gt; &amp;lt;">`;
  const { previewer, requests } = setUp({
    'https://news.example/cats?a=1': page(body, 'Text/HTML; charset=utf-8'),
  });
  expect(await previewer.preview('https://me:pw@news.example/cats?a=1#top')).toEqual({
    url: 'https://news.example/cats?a=1',
    title: 'Cats &',
    description: 'All "about" <them> &lt;',
  });
  expect(requests).toEqual([['https://news.example/cats?a=1', { accept: 'text/html' }]]);
});

test('a page without a title is called by its host', async () => {
  const { previewer } = setUp({
    'https://www.news.example/': page('<p>x</p>'),
    'https://news.example/empty': page('<title> </title><meta name="description" content="">'),
  });
  expect(await previewer.preview('https://www.news.example')).toMatchObject({
    title: 'www.news.example',
    description: null,
  });
  expect(await previewer.preview('https://news.example/empty')).toMatchObject({
    title: 'news.example',
    description: '',
  });
});

test.for([
  'http://news.example/',
  'https://news.example:8443/',
  'https://evil.example/',
  'https://news.example.evil.example/',
  'https://evilnews.example/',
  'https://news.example@evil.example/',
  'file:///etc/passwd',
  'https://127.0.0.1/',
  '/cats',
  '',
])('%s is not fetched, neither at once nor on the way', async (address) => {
  const { previewer, requests } = setUp({
    'https://news.example/go': moved(address === '/cats' ? '//x.example' : address || 'ftp:'),
  });
  await expect(previewer.preview(address)).rejects.toEqual(refused);
  expect(requests).toEqual([]);
  await expect(previewer.preview('https://news.example/go')).rejects.toEqual(refused);
  expect(requests).toHaveLength(1);
});

test.for([301, 302, 303, 307, 308])('a redirection by %i is followed', async (status) => {
  const { previewer } = setUp({
    'https://news.example/a/b': moved('c', status),
    'https://news.example/a/c': moved('https://wiki.example/d', status),
    'https://wiki.example/d': page('<title>D</title>'),
  });
  expect(await previewer.preview('https://news.example/a/b')).toMatchObject({
    url: 'https://wiki.example/d',
    title: 'D',
  });
});

test('a token goes to its host alone', async () => {
  const { previewer, requests } = setUp({
    'https://wiki.example/': moved('https://www.wiki.example/'),
    'https://www.wiki.example/': moved('https://news.example/'),
    'https://news.example/': page('<title>N</title>'),
  });
  await previewer.preview('https://wiki.example/');
  expect(requests.map(([url, headers]) => [url, headers.authorization])).toEqual([
    ['https://wiki.example/', 'Bearer t0ken'],
    ['https://www.wiki.example/', undefined],
    ['https://news.example/', undefined],
  ]);
});

test('redirections have an end', async () => {
  const steps = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `https://news.example/${String(index)}`,
        moved(`/${String(index + 1)}`),
      ]),
    );
  const three = setUp({ ...steps(3), 'https://news.example/3': page('<title>End</title>') });
  expect(await three.previewer.preview('https://news.example/0')).toMatchObject({ title: 'End' });
  const four = setUp({ ...steps(4), 'https://news.example/4': page('') });
  await expect(four.previewer.preview('https://news.example/0')).rejects.toEqual(refused);
  expect(four.requests).toHaveLength(4);
});

test.for<[string, Reply]>([
  ['nowhere', moved()],
  ['not modified', { ...moved(), status: 304 }],
  ['missing', { ...page('<title>x</title>'), status: 404 }],
  ['an image', page('', 'image/png')],
  ['of no kind', { ...page(''), headers: {} }],
])('what is %s has no preview', async ([, reply]) => {
  const { previewer } = setUp({ 'https://news.example/': reply });
  await expect(previewer.preview('https://news.example/')).rejects.toEqual(refused);
});

test('a host that does not answer is the cause', async () => {
  const { previewer } = setUp({});
  await expect(previewer.preview('https://news.example/')).rejects.toThrow(
    expect.objectContaining({ name: 'PreviewError', cause: new Error('no route') }),
  );
});

test('only the beginning of a page is looked at', async () => {
  const { previewer } = setUp({
    'https://news.example/far': page(`${' '.repeat(9_990)}<title>x</title>`),
    'https://news.example/near': page(`${' '.repeat(9_984)}<title>x</title>`),
  });
  expect(await previewer.preview('https://news.example/far')).toMatchObject({ title: 'news.example' });
  expect(await previewer.preview('https://news.example/near')).toMatchObject({ title: 'x' });
});
