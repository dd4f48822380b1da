import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt, SessionView, TaskLine, TaskView } from '../src/page/protocol.ts';
import { publishDebriefs, type Role, type Settings } from '../src/index.ts';
import { actsFor, draft } from './acts.ts';
import { DATABASES, databasesFor } from './databases.ts';
import { serveStudy, type ServedStudy } from './harness.ts';
import { MATERIAL } from './material.ts';

let study: ServedStudy;
let now: Date;

/** What the browser of everybody here calls itself. */
const OPENER = randomUUID();

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A request as somebody with a socket would send it: any host, any path, byte for byte. */
function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const { port, host } = new URL(study.server.address);
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const sent = request({
        hostname: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          host,
          ...(method === 'POST' && { origin: study.server.address }),
          ...(text !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      sent.on('response', (response) => {
        let answer = '';
        response.on('data', (chunk: Buffer) => (answer += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode!, text: answer, headers: response.headers }),
        );
      });
      sent.on('error', reject);
      sent.end(text);
    },
  );
}

/** A person who opened their link: what their browser sends along. */
async function signIn(name: string, role?: Role): Promise<{ cookie: string }> {
  const token = new URL(await study.link(name, role)).hash.slice(1);
  const { status, headers } = await send('/api/session', { method: 'POST', body: { token, opener: OPENER } });
  expect(status).toBe(200);
  const [cookie] = headers['set-cookie'] as string[];
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/u);
  return { cookie: cookie!.split(';')[0]! };
}

async function json<T>(path: string, sent: Sent): Promise<T> {
  const { status, text } = await send(path, sent);
  expect(status, text).toBe(200);
  return JSON.parse(text) as T;
}

describe.for(DATABASES)('on %s', (database) => {
  const serve = (settings: Partial<Settings> = {}): Promise<ServedStudy> => {
    now = new Date();
    return serveStudy(database, settings, MATERIAL, { clock: () => now });
  };
  beforeAll(async () => {
    study = await serve();
  });
  afterAll(() => study.close());

  describe('the server refuses', () => {
    test.for([
      [
        'an unknown token',
        '/api/session',
        { method: 'POST', body: { token: 'x'.repeat(43), opener: OPENER } },
        401,
      ],
      ['a token that is none', '/api/session', { method: 'POST', body: { token: '', opener: OPENER } }, 400],
      ['a request without a sitting', '/api/session', {}, 401],
      [
        'a sitting that is made up',
        '/api/tasks',
        { method: 'POST', headers: { cookie: 'bebug-abababab=x' } },
        401,
      ],
      ['a foreign host', '/api/session', { headers: { host: 'evil.example' } }, 421],
      ['a foreign origin', '/api/tasks', { method: 'POST', headers: { origin: 'http://evil.example' } }, 403],
      ['an opaque origin', '/api/tasks', { method: 'POST', headers: { origin: 'null' } }, 403],
      ['a way out of its folder', '/../../etc/passwd', {}, 404],
      ['an encoded way out', '/%2e%2e%2f%2e%2e%2fetc%2fpasswd', {}, 404],
      ['a path that is not UTF-8', '/%ff', {}, 400],
      [
        'a form instead of JSON',
        '/api/acts',
        { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' },
        415,
      ],
      ['half a document', '/api/session', { method: 'POST', body: '{"token":' }, 400],
      ['a body without end', '/api/session', { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024) }, 413],
      ['a prototype in a document', '/api/session', { method: 'POST', body: '{"__proto__":{"a":1}}' }, 400],
      ['a method that is not there', '/api/session', { method: 'PUT', headers: { origin: 'x' } }, 403],
    ] as const)('%s', async ([, path, sent, status]) => {
      const answer = await send(path, sent);
      expect(answer.status, answer.text).toBe(status);
      expect(answer.text).not.toMatch(/\.[jt]s:\d/u);
    });

    test('a request that changes something and does not say where it comes from', async () => {
      const { cookie } = await signIn('No Origin');
      const { hostname, port } = new URL(study.server.address);
      const answer = await fetch(`http://${hostname}:${port}/api/tasks`, {
        method: 'POST',
        headers: { cookie },
      });
      expect(answer.status).toBe(403);
    });

    test('pages of the owner to an annotator, and those of an annotator to others', async () => {
      const headers = await signIn('Ada');
      for (const path of ['overview', 'export'])
        expect((await send(`/api/admin/${path}`, { headers })).status).toBe(403);
      for (const path of ['invite', 'revoke', 'freeze'])
        expect(
          (await send(`/api/admin/${path}`, { method: 'POST', headers, body: { name: 'Ada' } })).status,
        ).toBe(403);
      const [own] = await json<TaskLine[]>('/api/tasks', { method: 'POST', headers });
      const other = await signIn('Grace');
      expect((await send(`/api/tasks/${own!.id}`, { headers: other })).status).toBe(404);
      expect((await send(`/api/tasks/${own!.id}/feedback`, { headers })).status).toBe(403);
      const acts = actsFor(own!.id, [{ kind: 'open' }]);
      const stolen = { method: 'POST', headers: other, body: { client: randomUUID(), acts } };
      expect((await send('/api/acts', stolen)).status).toBe(403);
    });

    test('acts that are not what an act is', async () => {
      const headers = await signIn('Mallory');
      const [{ id }] = (await json<TaskLine[]>('/api/tasks', { method: 'POST', headers })) as [TaskLine];
      const [act] = actsFor(id, [{ kind: 'open' }]);
      const good = { client: randomUUID(), acts: [act] };
      const place = { file: 'a.ts', startLine: 1, endLine: 1 };
      const bad: unknown[] = [
        { ...good, acts: [] },
        { ...good, truth: true },
        { ...good, acts: [{ ...act, extra: 1 }] },
        { ...good, acts: [{ ...act, deed: { kind: 'peek' } }] },
        { ...good, acts: [{ ...act, at: -1 }] },
        { ...good, acts: [{ ...act, sequence: 1.5 }] },
        {
          ...good,
          acts: [{ ...act, deed: { kind: 'move', place: { ...place, file: '../../etc/passwd' } } }],
        },
        { ...good, acts: [{ ...act, deed: { kind: 'move', place: { ...place, startLine: 9 } } }] },
        { ...good, acts: Array.from({ length: 201 }, () => act) },
        { ...good, client: "' OR 1=1 --" },
      ];
      for (const body of bad)
        expect((await send('/api/acts', { method: 'POST', headers, body })).status).toBe(400);
      expect(await json<Receipt>('/api/acts', { method: 'POST', headers, body: good })).toEqual({
        durable: 1,
      });
    });

    test('a link that is expired, revoked, or was opened before, and a sitting that was ended', async () => {
      const open = (token: string, opener = OPENER, headers = {}) =>
        send('/api/session', { method: 'POST', headers, body: { token, opener } });
      const tokenOf = async (name: string): Promise<string> => new URL(await study.link(name)).hash.slice(1);
      const twice = await tokenOf('Twice');
      const pass = (minutes: number): Date => (now = new Date(now.getTime() + minutes * 60_000));
      const opened = await open(twice);
      expect(opened.status).toBe(200);
      // Somebody else, while the first answer may still be on its way.
      expect((await open(twice, randomUUID())).status).toBe(401);
      pass(1);
      expect((await open(twice)).status).toBe(200);
      pass(2);
      const late = await open(twice);
      expect(late.status).toBe(401);
      expect(late.text).toContain('This link was opened before');
      // Who opens their own link where they sit already goes on, without a sitting more.
      const cookie = (opened.headers['set-cookie'] as string[])[0]!.split(';')[0]!;
      const seated = await open(twice, OPENER, { cookie });
      expect(seated.status).toBe(200);
      expect(seated.headers['set-cookie']).toBeUndefined();
      expect((await open('x'.repeat(43), OPENER, { cookie })).status).toBe(401);
      const expired = await tokenOf('Expired');
      pass(15 * 24 * 60);
      expect((await open(expired)).status).toBe(401);
      const headers = await signIn('Revoked');
      const unopened = await tokenOf('Not opened');
      const owner = await signIn('owner', 'admin');
      for (const name of ['Revoked', 'Not opened'])
        await json('/api/admin/revoke', { method: 'POST', headers: owner, body: { name } });
      expect((await send('/api/tasks', { method: 'POST', headers })).status).toBe(401);
      expect((await open(unopened)).status).toBe(401);
    });

    test('what the owner asks for and cannot be, with a sentence', async () => {
      const headers = await signIn('owner', 'admin');
      await json('/api/admin/invite', {
        method: 'POST',
        headers,
        body: { name: 'Edsger', role: 'adjudicator' },
      });
      for (const [action, body, status, sentence] of [
        ['invite', { name: 'Edsger', role: 'annotator' }, 409, 'Edsger is invited already, as adjudicator'],
        ['invite', { name: 'Edsger', role: 'admin' }, 400, 'The request is malformed at role'],
        ['revoke', { name: 'Nobody' }, 404, 'Nobody called Nobody was invited.'],
      ] as const) {
        const answer = await send(`/api/admin/${action}`, { method: 'POST', headers, body });
        expect(answer.status).toBe(status);
        expect(answer.text).toContain(sentence);
      }
    });

    test('acts while the owner has closed the study, and to open it again once people know the truth', async () => {
      const owner = await signIn('owner', 'admin');
      const freeze = (isFrozen: boolean) =>
        send('/api/admin/freeze', { method: 'POST', headers: owner, body: { isFrozen } });
      const headers = await signIn('Barbara');
      const [{ id }] = (await json<TaskLine[]>('/api/tasks', { method: 'POST', headers })) as [TaskLine];
      const body = { client: randomUUID(), acts: actsFor(id, [{ kind: 'open' }]) };
      expect((await freeze(true)).status).toBe(200);
      expect((await send('/api/acts', { method: 'POST', headers, body })).status).toBe(423);
      expect((await freeze(false)).status).toBe(200);
      expect((await send('/api/acts', { method: 'POST', headers, body })).status).toBe(200);
      const page = '<p>What you missed.</p>';
      const publish = (): Promise<void> => publishDebriefs(study.store, new Map([['Barbara', page]]));
      await expect(publish()).rejects.toMatchObject({ code: 'usage' });
      expect((await freeze(true)).status).toBe(200);
      expect((await send('/debrief', { headers })).status).toBe(404);
      await publish();
      expect(await send('/debrief', { headers })).toMatchObject({ status: 200, text: page });
      const reopened = await freeze(false);
      expect(reopened.status).toBe(409);
      expect(reopened.text).toContain('People have been shown the truth');
    });

    test('more links than anybody would try', async () => {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 310; attempt++)
        statuses.push(
          (await send('/api/session', { method: 'POST', body: { token: 'y'.repeat(43), opener: OPENER } }))
            .status,
        );
      expect(statuses.at(-1)).toBe(429);
      expect((await send('/')).status).toBe(200);
    });
  });

  describe('an annotator is served', () => {
    test('text as data, whatever it holds, and nothing but what was agreed on', async () => {
      // The links of the last test are still being counted against this machine.
      await study.close();
      study = await serve({ hasPractice: false });
      const headers = await signIn('Ada');
      const lines = await json<TaskLine[]>('/api/tasks', { method: 'POST', headers });
      const { id } = lines[0]!;
      const view = await json<TaskView>(`/api/tasks/${id}`, { headers });
      expect(Object.keys(view).sort()).toEqual(['acts', 'id', 'task']);
      expect(Object.keys(view.task).sort()).toEqual([
        'before',
        'context',
        'files',
        'kind',
        'language',
        'lines',
        'texts',
      ]);
      const script = `<img src=x onerror=alert(1)>"'\`\u0000\u202e</script>`;
      const place = { file: view.task.files[0]!, startLine: 1, endLine: 1 };
      const finding = randomUUID();
      const acts = actsFor(id, [
        { kind: 'edit', finding, draft: draft(place, { explanation: script, trigger: script, fix: script }) },
        { kind: 'note', text: script },
      ]);
      await json('/api/acts', { method: 'POST', headers, body: { client: randomUUID(), acts } });
      const again = await send(`/api/tasks/${id}`, { headers });
      expect(again.headers['content-type']).toMatch(/^application\/json/u);
      expect(again.headers['x-content-type-options']).toBe('nosniff');
      expect((JSON.parse(again.text) as TaskView).acts.map(({ deed }) => deed)).toEqual(
        acts.map(({ deed }) => deed),
      );
      const session = await json<SessionView>('/api/session', { headers });
      expect(session).toMatchObject({ name: 'Ada', total: 4, minutes: null });
    });

    test('a page that may load nothing but its own files', async () => {
      const { headers, text } = await send('/');
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /u);
      expect([...text.matchAll(/(?:src|href)="([^"]+)"/gu)].map(([, path]) => path)).toEqual([
        'data:,',
        '/app.css',
        '/app.js',
      ]);
      for (const path of ['/app.js', '/app.css']) {
        const file = await send(path);
        expect(file.status).toBe(200);
        expect(file.text.match(/https?:\/\/(?!www\.w3\.org)[\w.-]+/gu) ?? []).toEqual([]);
      }
    });
  });
});

describe.for(databasesFor('sqlite'))('a server of its own on %s', (database) => {
  test('who listens everywhere is reached under each address of the machine, and prints one that others can use', async () => {
    study = await serveStudy(database, {}, MATERIAL, { host: '0.0.0.0' });
    const { hostname, port } = new URL(study.server.address);
    expect(hostname).not.toBe('0.0.0.0');
    for (const host of [hostname, '127.0.0.1', 'localhost'])
      expect((await send('/', { headers: { host: `${host}:${port}` } })).status).toBe(200);
    for (const host of ['0.0.0.0', 'evil.example'])
      expect((await send('/', { headers: { host: `${host}:${port}` } })).status).toBe(421);
    await study.close();
  });

  test('whoever makes up cookies is one machine to the limit of requests; whoever has a sitting counts alone', async () => {
    study = await serveStudy(database);
    const headers = await signIn('Ada');
    const statuses: number[] = [];
    for (let round = 0; round < 13; round++) {
      const flood = Array.from({ length: 100 }, () =>
        send('/api/session', { headers: { cookie: `bebug-abababab=${randomUUID()}` } }),
      );
      statuses.push(...(await Promise.all(flood)).map(({ status }) => status));
    }
    expect(statuses[0]).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect((await send('/api/session', { headers })).status).toBe(200);
    await study.close();
  });
});
