import fc from 'fast-check';

/** What texts of a format look like: those that code accepts, as a rule. */
const EXAMPLES = {
  address: [
    '192.168.0.1',
    '10.0.0.2',
    '2001:db8:1:2::1',
    '2001:db8::1',
    '::1',
    '::ffff:10.0.0.1',
    'localhost',
  ],
  url: [
    'http://a.example/',
    'https://user@example.com:8080/a/b.html?x=1#y',
    'https://example.com/a?b=1&b=2',
    '/a/b?c=1',
    '//example.com/a',
  ],
  path: ['/', '/a', '/a/b', '/a/1', '/users/:id', '/files/*', 'a/b.txt', './a/../b', '/a//b/'],
  version: [
    '1.2.3',
    '1.2.1',
    '1.3.0',
    '2.0.0',
    '1.2.x',
    '1.x',
    '*',
    '1.2.3-beta.1',
    '^1.2.0',
    '>=1.2.0 <2.0.0',
  ],
  email: ['a@example.com', 'B@Example.com', 'a.b+c@mail.example.org'],
  date: [
    '2024-02-29',
    '2023-12-31',
    '2024-01-01T00:00:00.000Z',
    '2023-12-31T23:59:59.999Z',
    '2024-03-31 12:30',
  ],
  duration: ['10s', '1 minute', '5m', '1h', '2 days', '100ms'],
  markup: [
    '<a>b</a>',
    '<a><b></a>c',
    '<p class="b" id=c>d<br/></p>',
    '<style><b></style>c',
    '<!-- a -->',
    '<?a b?>',
  ],
  query: ['a=1&b=2&a=3', '?q=a%20b', 'a[]=1&a[b]=2&c[0]=3', 'a.b=1&c', 'a=1,2'],
  cookie: ['a=b', 'a=b; c=d', 'a=b; Path=/; HttpOnly; Max-Age=60'],
  hex: ['deadbeef', '00ff', 'AB', '0x1F'],
  method: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'],
} as const;

/** A format that the texts of a parameter or field have. */
export type Format = keyof typeof EXAMPLES;

const NAMES: readonly (readonly [RegExp, Format])[] = [
  [/^(?:ip|ips|host|hostname|addr(?:ess)?|\w+(?:Ip|IP|Addr(?:ess)?|Host(?:name)?))$/u, 'address'],
  [/^(?:url|uri|href|referrer|referer|redirect\w*|endpoint|\w+(?:Url|URL|Uri|URI|Href))$/u, 'url'],
  [/^(?:path|pathname|file(?:name)?|dir(?:ectory)?|folder|route|\w+(?:Path|Pathname|Dir))$/u, 'path'],
  [/^(?:version|semver|\w+Version)$/u, 'version'],
  [/^(?:e?mail|\w+(?:Email|Mail))$/u, 'email'],
  [/^(?:date|day|timestamp|\w+Date)$/u, 'date'],
  [/^(?:ttl|duration|interval|timeout|timeWindow|maxAge)$/u, 'duration'],
  [/^(?:html|xml|markup|\w+(?:Html|HTML|Xml|XML))$/u, 'markup'],
  [/^(?:query|search|qs|query[sS]tring)$/u, 'query'],
  [/^(?:cookies?|setCookie|\w+Cookies?)$/u, 'cookie'],
  [/^(?:hex|\w+Hex)$/u, 'hex'],
  [/^(?:method|httpMethod)$/u, 'method'],
];

/** The format of texts of this name, if the name tells. */
export function formatOf(name: string): Format | null {
  return NAMES.find(([names]) => names.test(name))?.[1] ?? null;
}

/** Texts of a format. */
export function formatted(format: Format): fc.Arbitrary<string> {
  return fc.constantFrom(...EXAMPLES[format]);
}
