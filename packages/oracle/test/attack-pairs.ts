/** A clean module with its driver, the mistake that a kit proves on it, and a benign change that proves nothing. */
export interface AttackPair {
  /** The mistake, as the catalogue calls it (`security`). */
  readonly id: string;
  readonly clean: string;
  readonly driver: string;
  readonly mistake: readonly [from: string, to: string];
  readonly benign: readonly [from: string, to: string];
}

export const PAIRS: readonly AttackPair[] = [
  {
    id: 'sql-concatenation',
    clean: `export const find = (db: any, name: string): unknown => db.prepare('SELECT id FROM users WHERE hidden = 0 AND name = ?').all(name);`,
    driver: `import { DatabaseSync } from 'node:sqlite';
      export default {
        create: (world) => { const db = new DatabaseSync(':memory:'); db.exec("CREATE TABLE users (id TEXT, name TEXT, hidden INT); INSERT INTO users VALUES ('1', 'ada', 0), ('" + world.marker + "', 'root', 1)"); return db; },
        attacks: { find: { kit: 'sql-injection', cwe: 89, send: (db, request) => subject.find(db, request), benign: ['ada'] } },
      };`,
    mistake: ["name = ?').all(name)", "name = \\'' + name + '\\'').all()"],
    benign: ['SELECT id', 'select id'],
  },
  {
    id: 'path-traversal',
    clean: `export function read(files: any, name: string): string { if (name.includes('..') || name.startsWith('/')) throw new Error('outside'); return files.read('/srv/public/' + name); }`,
    driver: `export default {
        create: (world) => world.files({ '/srv/public/a.txt': 'a', '/srv/secret.txt': world.marker }),
        attacks: { read: { kit: 'path-traversal', cwe: 22, send: (files, request) => subject.read(files, request), benign: ['a.txt'] } },
      };`,
    mistake: ["name.includes('..') || ", ''],
    benign: ["name.includes('..')", "name.indexOf('..') >= 0"],
  },
  {
    id: 'timing-unsafe-compare',
    clean: `import { timingSafeEqual } from 'node:crypto';
      export const check = (secret: string, guess: string): boolean => guess.length === secret.length && timingSafeEqual(Buffer.from(guess), Buffer.from(secret));`,
    driver: `const secret = '3f9a0c7be1d24485';
      export default { create: () => secret, attacks: { guess: { kit: 'timing', cwe: 208, send: (key, request) => subject.check(key, request), benign: [secret, 'no'], secret } } };`,
    mistake: ['timingSafeEqual(Buffer.from(guess), Buffer.from(secret))', 'guess === secret'],
    benign: ['guess.length === secret.length', 'secret.length === guess.length'],
  },
  {
    id: 'command-injection',
    clean: `const quoted = (word: string): string => "'" + word.replaceAll("'", "'\\\\''") + "'";
      export function show(exec: (command: string) => string, branch: string): string { exec('git log -- ' + quoted(branch)); return 'shown ' + branch.length; }`,
    driver: `export default {
        create: (world) => world,
        attacks: { show: { kit: 'command-injection', cwe: 78, send: (world, request) => subject.show(world.exec, request), benign: ['main', "it's"] } },
      };`,
    mistake: ['quoted(branch)', 'branch'],
    benign: [
      `"'" + word.replaceAll("'", "'\\\\''") + "'"`,
      `["'", word.split("'").join("'\\\\''"), "'"].join('')`,
    ],
  },
  {
    id: 'code-injection',
    clean: `export function sum(text: string): number { if (!/^[\\d\\s+]*$/.test(text)) throw new Error('not a sum'); return new Function('return (' + text + ')')(); }`,
    driver: `export default { create: () => null, attacks: { sum: { kit: 'code-injection', cwe: 95, send: (_, request) => subject.sum(request), benign: ['1 + 2', '7'] } } };`,
    mistake: [`if (!/^[\\d\\s+]*$/.test(text)) throw new Error('not a sum'); `, ''],
    benign: ['[\\d\\s+]', '[0-9\\s+]'],
  },
  {
    id: 'insecure-deserialization',
    clean: `export function load(text: string): unknown { return JSON.parse(text, (_, value) => value); }`,
    driver: `export default { create: () => null, attacks: { load: { kit: 'code-injection', cwe: 502, send: (_, request) => subject.load(request), benign: ['{"a":1}'] } } };`,
    mistake: [
      '(_, value) => value)',
      `(_, value) => typeof value === 'string' && value.startsWith('_$$ND_FUNC$$_') ? new Function('return (' + value.slice(13).replace(/\\(\\)$/, '') + ')()')() : value)`,
    ],
    benign: ['(_, value) => value', '(_key, item) => item'],
  },
  {
    id: 'zip-slip',
    clean: `import { posix } from 'node:path';
      export function extract(files: any, entry: string): string { const path = posix.join('/out', entry); if (!path.startsWith('/out/')) return 'refused'; files.write(path, 'x'); return 'written'; }`,
    driver: `export default { create: (world) => world.files({ '/out/x': '' }), attacks: { extract: { kit: 'outside-folder', cwe: 22, allowed: ['/out'], send: (files, request) => subject.extract(files, request), benign: ['a.txt', 'b/c.txt'] } } };`,
    mistake: ["if (!path.startsWith('/out/')) return 'refused'; ", ''],
    benign: ["!path.startsWith('/out/')", "path.slice(0, 5) !== '/out/'"],
  },
  {
    id: 'symlink-follow',
    clean: `export function read(files: any, name: string): string { if (name.includes('..')) return 'refused'; const path = files.realpath('/srv/' + name.split('\\0')[0]); return path.startsWith('/srv/') ? files.read(path) : 'refused'; }`,
    driver: `export default {
        create: (world) => world.files({ '/srv/a.txt': 'a', '/etc/passwd': 'p' }, { '/srv/link': '/etc/passwd' }),
        attacks: { read: { kit: 'outside-folder', cwe: 59, allowed: ['/srv'], requests: ['link'], send: (files, request) => subject.read(files, request), benign: ['a.txt'] } },
      };`,
    mistake: ["files.realpath('/srv/' + name.split('\\0')[0])", "('/srv/' + name.split('\\0')[0])"],
    benign: [
      "path.startsWith('/srv/') ? files.read(path) : 'refused'",
      "!path.startsWith('/srv/') ? 'refused' : files.read(path)",
    ],
  },
  {
    id: 'null-byte',
    clean: `export function picture(files: any, name: string): string { if (name.includes('\\0') || name.includes('..') || !name.endsWith('.png')) return 'refused'; return files.read('/srv/' + name); }`,
    driver: `export default {
        create: (world) => world.files({ '/srv/a.png': 'a', '/srv/secret.txt': 's' }),
        attacks: { picture: { kit: 'outside-folder', cwe: 158, allowed: ['/srv', '.png'], send: (files, request) => subject.picture(files, request), benign: ['a.png', 'a.txt'] } },
      };`,
    mistake: ["name.includes('\\0') || ", ''],
    benign: ["name.includes('\\0')", "name.split('\\0').length > 1"],
  },
  {
    id: 'xss-escape-drop',
    clean: `const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => '&#' + one.charCodeAt(0) + ';');
      export const page = (name: string): string => '<p title="' + escaped(name) + '">Hello</p>';`,
    driver: `export default { create: () => null, attacks: { page: { kit: 'markup-injection', cwe: 79, send: (_, request) => subject.page(request), benign: ['ada', 'Ada L'] } } };`,
    mistake: [`[&<>"']`, `[&<>']`],
    benign: ["'&#' + one.charCodeAt(0) + ';'", '`&#${one.charCodeAt(0)};`'],
  },
  {
    id: 'template-unescaped',
    clean: `const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => '&#' + one.charCodeAt(0) + ';');
      export const row = (name: string, about: string): string => \`<td>\${escaped(name)}</td><td>\${escaped(about)}</td>\`;`,
    driver: `export default { create: () => null, attacks: { row: { kit: 'markup-injection', cwe: 79, send: (_, request) => subject.row('ada', request), benign: ['a'] } } };`,
    mistake: ['escaped(about)', 'about'],
    benign: [`[&<>"']`, `["'<>&]`],
  },
  {
    id: 'open-redirect',
    clean: `export function back(response: any, to: string): string { const url = new URL(to, 'https://shop.example/'); if (url.host !== 'shop.example') return 'refused'; response.redirect(url.href); return 'moved'; }`,
    driver: `export default { create: (world) => world, attacks: { back: { kit: 'open-redirect', cwe: 601, allowed: ['shop.example'], send: (world, request) => subject.back(world.response(), request), benign: ['/cart', 'https://shop.example/a'] } } };`,
    mistake: ["url.host !== 'shop.example'", "!url.href.includes('shop.example')"],
    benign: ["url.host !== 'shop.example'", "!(url.host === 'shop.example')"],
  },
  {
    id: 'ssrf-allow-list-weaken',
    clean: `export async function preview(fetch: any, to: string): Promise<string> { const url = new URL(to); if (url.hostname !== 'images.example') return 'refused'; return 'got ' + (await fetch(url.href)).status; }`,
    driver: `export default { create: (world) => world, attacks: { preview: { kit: 'request-forgery', cwe: 918, allowed: ['images.example'], send: (world, request) => subject.preview(world.fetch, request), benign: ['https://images.example/a.png', 'https://other.example/'] } } };`,
    mistake: ["url.hostname !== 'images.example'", "!url.hostname.startsWith('images.example')"],
    benign: ['url.hostname !==', 'url.host.split(":")[0] !=='],
  },
  {
    id: 'credential-leak-on-redirect',
    clean: `export async function get(fetch: any, token: string, location: string): Promise<string> {
        const first = await fetch('https://api.example/a', { authorization: token }, { status: 302, headers: { location } });
        const next = new URL(first.headers.location, 'https://api.example/');
        const headers = next.host === 'api.example' ? { authorization: token } : {};
        return 'got ' + (await fetch(next.href, headers)).status;
      }`,
    driver: `export default { create: (world) => world, attacks: { get: { kit: 'secret-sent', cwe: 200, allowed: ['api.example'], send: (world, request) => subject.get(world.fetch, world.marker, request), benign: ['/b', 'https://cdn.example/b'] } } };`,
    mistake: ["next.host === 'api.example' ? { authorization: token } : {}", '{ authorization: token }'],
    benign: [
      "next.host === 'api.example' ? { authorization: token } : {}",
      "next.host !== 'api.example' ? {} : { authorization: token }",
    ],
  },
  {
    id: 'prototype-pollution',
    clean: `export function merge(target: any, source: any): any { for (const key of Object.keys(source)) { if (key === '__proto__' || key === 'constructor') continue; const value = source[key]; if (typeof value === 'object' && value !== null) { target[key] ??= {}; merge(target[key], value); } else target[key] = value; } return target; }`,
    driver: `export default { create: () => null, attacks: { merge: { kit: 'prototype-pollution', cwe: 1321, send: (_, request) => JSON.stringify(subject.merge({}, JSON.parse(request))), benign: ['{"a":{"b":1}}'] } } };`,
    mistake: ["key === '__proto__' || ", ''],
    benign: ["key === '__proto__' || key === 'constructor'", "['__proto__', 'constructor'].includes(key)"],
  },
  {
    id: 'mass-assignment',
    clean: `export const register = (body: any): object => ({ role: 'member', name: body.name });`,
    driver: `export default { create: () => null, attacks: { register: { kit: 'mass-assignment', cwe: 915, fields: { role: 'admin' }, send: (_, request) => JSON.stringify(subject.register(JSON.parse(request))), benign: ['{"name":"ada"}'] } } };`,
    mistake: ['name: body.name', '...body'],
    benign: ["role: 'member', name: body.name", "...{ role: 'member' }, name: body.name"],
  },
  {
    id: 'authorization-check-drop',
    clean: `export function remove(act: (name: string) => void, user: string): string { if (user === '') return 'log in first'; act('remove'); return 'removed'; }`,
    driver: `export default { create: (world) => world, attacks: { remove: { kit: 'intrusion', cwe: 862, requests: [''], send: (world, request) => subject.remove(world.act, request), benign: ['ada'] } } };`,
    mistake: ["if (user === '') return 'log in first'; ", ''],
    benign: ["user === ''", 'user.length === 0'],
  },
  {
    id: 'ownership-check-drop',
    clean: `export function letter(letters: Map<string, { owner: string; text: string }>, user: string, id: string): string { const found = letters.get(id); return found && found.owner === user ? found.text : 'not found'; }`,
    driver: `export default {
        create: (world) => new Map([['1', { owner: 'ada', text: world.marker }], ['2', { owner: 'eve', text: 'mine' }]]),
        attacks: { letter: { kit: 'intrusion', cwe: 639, requests: ['1'], send: (letters, request) => subject.letter(letters, 'eve', request), benign: ['2', '3'] } },
      };`,
    mistake: ['found && found.owner === user', 'found'],
    benign: ['found && found.owner === user', 'found?.owner === user'],
  },
  {
    id: 'role-check-invert',
    clean: `export function close(act: (name: string) => void, role: string): string { if (role !== 'admin') return 'refused'; act('close'); return 'closed'; }`,
    driver: `export default { create: (world) => world, attacks: { close: { kit: 'intrusion', cwe: 863, requests: ['member', 'guest'], send: (world, request) => subject.close(world.act, request), benign: ['admin', 'owner'] } } };`,
    mistake: ["role !== 'admin'", "role !== 'admin' && role !== 'member'"],
    benign: ["role !== 'admin'", "'admin' !== role"],
  },
  {
    id: 'csrf-check-drop',
    clean: `export function pay(act: (name: string) => void, session: string, token: string): string { if (token !== session) return 'refused'; act('pay'); return 'paid'; }`,
    driver: `export default { create: (world) => world, attacks: { pay: { kit: 'intrusion', cwe: 352, token: 'c0ffee', send: (world, request) => subject.pay(world.act, 'c0ffee', request), benign: ['c0ffee', 'tea'] } } };`,
    mistake: ['token !== session', "token !== '' && token !== session"],
    benign: ['token !== session', 'session !== token'],
  },
  {
    id: 'token-expiry-drop',
    clean: `export const isOpen = (issuedAt: number, now: number): boolean => now - issuedAt < 60_000;`,
    driver: `export default {
        create: (world) => world,
        attacks: { enter: { kit: 'intrusion', cwe: 613, requests: ['late'], benign: ['soon'], send: async (world, request) => {
          const issuedAt = world.now();
          await new Promise((resolve) => setTimeout(resolve, request === 'late' ? 120_000 : 1_000));
          if (!subject.isOpen(issuedAt, world.now())) return 'expired';
          if (request === 'late') world.act('enter');
          return 'entered';
        } } },
      };`,
    mistake: ['now - issuedAt < 60_000', 'now >= issuedAt'],
    benign: ['now - issuedAt < 60_000', 'now < issuedAt + 60_000'],
  },
  {
    id: 'signature-not-checked',
    clean: `import { createHmac } from 'node:crypto';
      export function userOf(token: string, secret: string): any { const [claims, signature] = token.split('.'); const right = createHmac('sha256', secret).update(claims!).digest('base64url'); if (signature !== right) return null; return JSON.parse(Buffer.from(claims!, 'base64url').toString()); }`,
    driver: `import { createHmac } from 'node:crypto';
      const claims = Buffer.from('{"user":"eve"}').toString('base64url');
      const token = claims + '.' + createHmac('sha256', 'k3y').update(claims).digest('base64url');
      export default { create: (world) => world, attacks: { enter: { kit: 'forged-token', cwe: 347, token, fields: { user: 'ada' }, benign: [token, 'x.y'], send: (world, request) => { const user = subject.userOf(request, 'k3y'); if (user?.user === 'ada') world.act('enter as ada'); return user === null ? 'refused' : 'entered'; } } } };`,
    mistake: ['signature !== right', "signature === 'y'"],
    benign: ['signature !== right', 'right !== signature'],
  },
  {
    id: 'algorithm-confusion',
    clean: `import { createHmac } from 'node:crypto';
      export function userOf(token: string, secret: string): any { const [head, claims, signature] = token.split('.'); if (claims === undefined) return null; const { alg } = JSON.parse(Buffer.from(head!, 'base64url').toString()); if (alg !== 'HS256') return null; const right = createHmac('sha256', secret).update(head + '.' + claims).digest('base64url'); return signature === right ? JSON.parse(Buffer.from(claims, 'base64url').toString()) : null; }`,
    driver: `import { createHmac } from 'node:crypto';
      const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const signed = part({ alg: 'HS256' }) + '.' + part({ user: 'eve' });
      const token = signed + '.' + createHmac('sha256', 'k3y').update(signed).digest('base64url');
      export default { create: (world) => world, attacks: { enter: { kit: 'forged-token', cwe: 347, token, fields: { user: 'ada' }, benign: [token, 'x'], send: (world, request) => { const user = subject.userOf(request, 'k3y'); if (user?.user === 'ada') world.act('enter as ada'); return user === null ? 'refused' : 'entered'; } } } };`,
    mistake: [
      "if (alg !== 'HS256') return null;",
      "if (alg === 'none') return JSON.parse(Buffer.from(claims, 'base64url').toString());",
    ],
    benign: ['signature === right', 'right === signature'],
  },
  {
    id: 'cors-wildcard',
    clean: `export function allow(response: any, origin: string): string { if (origin === 'https://app.example') response.setHeader('Access-Control-Allow-Origin', origin); return 'served'; }`,
    driver: `export default { create: (world) => world, attacks: { allow: { kit: 'cross-origin', cwe: 942, allowed: ['app.example'], send: (world, request) => subject.allow(world.response(), request), benign: ['https://app.example'] } } };`,
    mistake: ["origin === 'https://app.example'", "origin.startsWith('https://app.example')"],
    benign: ["origin === 'https://app.example'", "'https://app.example' === origin"],
  },
  {
    id: 'cookie-flag-drop',
    clean: `export function login(response: any, id: string): string { response.setHeader('Set-Cookie', 'sid=' + id + '; Path=/; HttpOnly; Secure; SameSite=Lax'); return 'in'; }`,
    driver: `export default { create: (world) => world, attacks: { login: { kit: 'cookie-flags', cwe: 1004, send: (world, request) => subject.login(world.response(), request), benign: ['a1'] } } };`,
    mistake: ['; HttpOnly', ''],
    benign: ['; HttpOnly; Secure', '; Secure; HttpOnly'],
  },
  {
    id: 'tls-verify-off',
    clean: `export function dial(connect: any, host: string): string { connect({ host, minVersion: 'TLSv1.2', rejectUnauthorized: true }); return 'dialled'; }`,
    driver: `export default { create: (world) => world, attacks: { dial: { kit: 'unverified-peer', cwe: 295, send: (world, request) => subject.dial(world.connect, request), benign: ['db.example'] } } };`,
    mistake: ['rejectUnauthorized: true', 'rejectUnauthorized: false'],
    benign: [', rejectUnauthorized: true', ''],
  },
  {
    id: 'rate-limit-drop',
    clean: `export class Login { #tries = 0; constructor(private readonly act: (name: string) => void) {} enter(password: string): string { if (this.#tries >= 3) return 'locked'; this.#tries++; this.act('try'); return password === 'right' ? 'in' : 'wrong'; } }`,
    driver: `export default { create: (world) => new subject.Login(world.act), attacks: { guess: { kit: 'over-limit', cwe: 307, limit: 3, send: (login, request) => login.enter(request), benign: ['right', 'wrong'] } } };`,
    mistake: ['this.#tries++; ', ''],
    benign: ['this.#tries >= 3', 'this.#tries > 2'],
  },
  {
    id: 'integer-bound-drop',
    clean: `export function withdraw(act: any, text: string): string { const amount = Number(text); if (!Number.isInteger(amount) || amount < 0 || amount > 100) return 'refused'; act('withdraw', amount); return 'done'; }`,
    driver: `export default { create: (world) => world, attacks: { withdraw: { kit: 'out-of-bounds', cwe: 190, limit: 100, send: (world, request) => subject.withdraw(world.act, request), benign: ['5', 'x'] } } };`,
    mistake: ['amount < 0 || ', ''],
    benign: ['amount > 100', '100 < amount'],
  },
  {
    id: 'input-length-drop',
    clean: `export function store(act: any, text: string): string { if (text.length > 64) return 'too long'; act('store', text.length); return 'stored'; }`,
    driver: `export default { create: (world) => world, attacks: { store: { kit: 'out-of-bounds', cwe: 400, limit: 64, send: (world, request) => subject.store(world.act, request), benign: ['note'] } } };`,
    mistake: ["if (text.length > 64) return 'too long'; ", ''],
    benign: ['text.length > 64', 'text.length >= 65'],
  },
  {
    id: 'regex-catastrophic',
    clean: `export const isList = (text: string): boolean => /^\\w+(?:,\\w+)*$/.test(text);`,
    driver: `export default { create: () => null, attacks: { isList: { kit: 'backtracking', cwe: 1333, send: (_, request) => subject.isList(request), benign: ['a,b', 'a,,b'] } } };`,
    mistake: ['(?:,\\w+)*$', '(?:,?\\w+)*$'],
    benign: ['(?:,\\w+)*$', '(?:[,]\\w+)*$'],
  },
  {
    id: 'log-secret',
    clean: `export function login(log: any, user: string, password: string): string { log('login of', user); return password.length > 8 ? 'in' : 'weak'; }`,
    driver: `export default { create: (world) => world, attacks: { login: { kit: 'secret-shown', cwe: 532, send: (world, request) => subject.login(world.log, request, world.marker), benign: ['ada'] } } };`,
    mistake: ["log('login of', user)", "log('login of', user, { password })"],
    benign: ["log('login of', user)", 'log(`login of ${user}`)'],
  },
  {
    id: 'error-detail-leak',
    clean: `export function count(connection: string, text: string): string { try { const value = JSON.parse(text); return String(value.length); } catch (error) { void connection; return 'something went wrong'; } }`,
    driver: `export default { create: (world) => world, attacks: { count: { kit: 'secret-shown', cwe: 209, send: (world, request) => subject.count('db://' + world.marker, request), benign: ['[1]'] } } };`,
    mistake: ["void connection; return 'something went wrong'", "return connection + ': ' + String(error)"],
    benign: [
      'const value = JSON.parse(text); return String(value.length)',
      'return String(JSON.parse(text).length)',
    ],
  },
  {
    id: 'header-injection',
    clean: `export function download(response: any, name: string): string { response.setHeader('Content-Disposition', 'attachment; filename=' + name.replace(/[\\r\\n]/g, '')); return 'sent'; }`,
    driver: `export default { create: (world) => world, attacks: { download: { kit: 'header-injection', cwe: 113, send: (world, request) => subject.download(world.response(), request), benign: ['a.pdf'] } } };`,
    mistake: ["name.replace(/[\\r\\n]/g, '')", 'name'],
    benign: ["name.replace(/[\\r\\n]/g, '')", "name.split(/[\\r\\n]/).join('')"],
  },
  {
    id: 'xxe-entity',
    clean: `export function text(read: (place: string) => string, xml: string): string { if (xml.includes('<!')) return 'refused'; const entities = new Map<string, string>(); for (const [, name, place] of xml.matchAll(/<!ENTITY (\\w+) SYSTEM "([^"]*)">/g)) entities.set(name!, read(place!)); return xml.replace(/<[^>]*>/g, '').replace(/&(\\w+);/g, (_, name) => entities.get(name) ?? ''); }`,
    driver: `export default { create: (world) => world.files({ '/etc/passwd': world.marker }), attacks: { text: { kit: 'external-entity', cwe: 611, send: (files, request) => subject.text((place) => files.read(place.replace('file://', '')), request), benign: ['<a>b</a>'] } } };`,
    mistake: ["if (xml.includes('<!')) return 'refused'; ", ''],
    benign: ["xml.includes('<!')", "xml.indexOf('<!') !== -1"],
  },
  {
    id: 'weak-random',
    clean: `import { randomBytes } from 'node:crypto';
      export const ticket = (): string => randomBytes(16).toString('hex');`,
    driver: `export default { create: () => null, attacks: { ticket: { kit: 'predictable', cwe: 338, requests: ['draw'], benign: ['length'], send: (_, request) => request === 'draw' ? subject.ticket() : subject.ticket().length > 8 } } };`,
    mistake: ["randomBytes(16).toString('hex')", "Math.random().toString(16).padEnd(20, '0')"],
    benign: ["toString('hex')", "toString('base64url')"],
  },
  {
    id: 'temp-file-predictable',
    clean: `import { randomUUID } from 'node:crypto';
      export const temporary = (count: number): string => '/tmp/upload-' + randomUUID() + '-' + count;`,
    driver: `export default { create: () => ({ n: 0 }), attacks: { temporary: { kit: 'predictable', cwe: 377, requests: ['draw'], benign: ['place'], send: (state, request) => request === 'draw' ? subject.temporary(state.n++) : subject.temporary(1).startsWith('/tmp/upload-') } } };`,
    mistake: ["randomUUID() + '-' + count", 'Date.now() + count'],
    benign: ["'-' + count", "'_' + count"],
  },
  {
    id: 'hardcoded-secret',
    clean: `import { createHmac } from 'node:crypto';
      export const sign = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');`,
    driver: `export default { create: (world) => world.secret, attacks: { sign: { kit: 'predictable', cwe: 798, limit: 1, requests: ['a'], benign: ['same'], send: (secret, request) => request === 'same' ? subject.sign(secret, 'b') === subject.sign(secret, 'b') : subject.sign(secret, request) } } };`,
    mistake: ["createHmac('sha256', secret)", "createHmac('sha256', 's3cr3t')"],
    benign: ["digest('hex')", "digest('base64url')"],
  },
  {
    id: 'weak-hash',
    clean: `import { createHash } from 'node:crypto';
      export const seal = (text: string): string => createHash('sha256').update(text).digest('hex');`,
    driver: `export default { create: () => null, attacks: { seal: { kit: 'weak-crypto', cwe: 327, benign: ['a'], send: (_, request) => subject.seal(request) === subject.seal(request) } } };`,
    mistake: ["'sha256'", "'md5'"],
    benign: ["'sha256'", "'sha512'"],
  },
  {
    id: 'iv-reuse',
    clean: `import { createCipheriv, randomBytes } from 'node:crypto';
      const key = Buffer.alloc(32, 7);
      export function hide(text: string): string { const iv = randomBytes(12); const cipher = createCipheriv('aes-256-gcm', key, iv); return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('hex'); }`,
    driver: `export default { create: () => null, attacks: { hide: { kit: 'weak-crypto', cwe: 329, benign: ['a'], send: (_, request) => subject.hide(request).length } } };`,
    mistake: ['randomBytes(12)', 'Buffer.alloc(12, 1)'],
    benign: ["toString('hex')", "toString('latin1').replace(/[^]/g, (c) => c + '.')"],
  },
];
