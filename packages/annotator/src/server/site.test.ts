import { expect, test } from 'vitest';
import { listeningSite, publicSite } from './site.ts';

const INTERFACES = [
  { address: '127.0.0.1', family: 'IPv4', internal: true },
  { address: '192.168.1.5', family: 'IPv4', internal: false },
  { address: '::1', family: 'IPv6', internal: true },
  { address: '2001:db8::5', family: 'IPv6', internal: false },
  { address: 'fe80::5', family: 'IPv6', internal: false },
] as const;

test.for([
  ['127.0.0.1', 'IPv4', 'http://127.0.0.1:80', ['127.0.0.1:80', 'localhost:80']],
  ['::1', 'IPv6', 'http://[::1]:80', ['[::1]:80', 'localhost:80']],
  ['0.0.0.0', 'IPv4', 'http://192.168.1.5:80', ['192.168.1.5:80', 'localhost:80', '127.0.0.1:80']],
  [
    '::',
    'IPv6',
    'http://192.168.1.5:80',
    ['192.168.1.5:80', 'localhost:80', '[2001:db8::5]:80', '127.0.0.1:80', '[::1]:80'],
  ],
] as const)(
  'who listens on %s answers to the addresses of the machine',
  ([address, family, printed, hosts]) => {
    const site = listeningSite([{ address, family, port: 80 }], 'c', INTERFACES);
    expect(site).toEqual({ address: printed, hosts: new Set(hosts), isEncrypted: false, cookie: 'c' });
  },
);

test('behind a proxy only the public name is answered', () => {
  expect(publicSite('https://hunt.example.org', 'c')).toEqual({
    address: 'https://hunt.example.org',
    hosts: new Set(['hunt.example.org']),
    isEncrypted: true,
    cookie: 'c',
  });
});
