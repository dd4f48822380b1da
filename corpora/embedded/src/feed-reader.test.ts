import { expect, test } from 'vitest';
import { readCatalogue, readFeed, XmlError } from './feed-reader.ts';

const noFiles = (address: string): string => {
  throw new Error(`asked for ${address}`);
};

test('a feed is a list of titles and links', () => {
  const feed = `<rss>
    <item><title> A &amp; B </title><link>https://a.example/?b&lt;c</link></item>
    <item><link>/d</link></item>
    <item></item></rss>`;
  expect(readFeed(feed, noFiles)).toEqual([
    { title: 'A & B', link: 'https://a.example/?b<c' },
    { title: '', link: '/d' },
    { title: '', link: '' },
  ]);
  expect(readFeed('<rss></rss>', noFiles)).toEqual([]);
});

test('entities of a feed are resolved once', () => {
  expect(readFeed('<item><title>&amp;lt;&gt;&quot;&apos;</title></item>', noFiles)[0]?.title).toBe(`&lt;>"'`);
});

test('a feed brings no entities of its own', () => {
  const feed =
    '<!DOCTYPE rss [<!ENTITY own "x"><!ENTITY file SYSTEM "/etc/passwd">]><item><title>&own;</title></item>';
  expect(() => readFeed(feed, noFiles)).toThrow('unknown entity own');
  expect(readFeed(feed.replace('&own;', 'A'), noFiles)).toEqual([{ title: 'A', link: '' }]);
});

test('a catalogue is put together of several files', () => {
  const catalogue =
    '<!DOCTYPE list [ <!ENTITY shop "Our shop">\n<!ENTITY part SYSTEM "part.txt" > ]>\n<item><title>&shop;: &part;</title></item>';
  expect(readCatalogue(catalogue, (address) => `<${address}>`)[0]?.title).toBe('Our shop: <part.txt>');
});

test('what is not closed, or not known, is refused', () => {
  expect(() => readFeed('<item><title>A</title>', noFiles)).toThrow(XmlError);
  expect(() => readFeed('<item><title>A</item>', noFiles)).toThrow('title is not closed');
  expect(() => readCatalogue('<item><title>&a;</title></item>', noFiles)).toThrow('unknown entity a');
});
