import { randomUUID } from 'node:crypto';
import { emptyStore, type Database } from '../../annotator/test/databases.ts';
import { bebug, bebugUntil } from './console.ts';

/** `bebug annotate` at work. */
export interface Served {
  readonly address: string;
  readonly port: string;
  /** The folder that is served, as the command was told. */
  readonly set: string;
  /** Options that say where its study is. */
  readonly where: readonly string[];
  /** What it has printed. */
  readonly out: string;
  stop(): Promise<void>;
}

/** Options of `bebug annotate` for a new study in that database; usually, it is a file beside the set. */
export async function studyIn(database: Database): Promise<readonly string[]> {
  return database === 'sqlite' ? [] : ['--database', await emptyStore(database, '')];
}

/** Run the command until it is stopped, on a port that is free. */
export async function serveInBackground(
  cwd: string,
  set: string,
  where: readonly string[] = [],
): Promise<Served> {
  const interrupt = new AbortController();
  let ended: ReturnType<typeof bebugUntil> | undefined;
  const out = await new Promise<string>((resolve, reject) => {
    const heard = (text: string): void => {
      if (text.includes('/admin#')) resolve(text);
    };
    ended = bebugUntil(interrupt.signal, heard, cwd, 'annotate', set, '--port', '0', ...where);
    ended.then(({ err }) => reject(new Error(err)), reject);
  });
  const { origin, port } = new URL(/http:\S+/u.exec(out)![0]);
  return {
    address: origin,
    port,
    set,
    where,
    out,
    stop: async () => {
      interrupt.abort();
      await ended;
    },
  };
}

interface Line {
  readonly id: string;
  readonly isPractice: boolean;
  readonly isSubmitted: boolean;
}

interface View {
  readonly task: { readonly files: readonly string[]; readonly texts: Readonly<Record<string, string>> };
}

/** What somebody says of a file; `null`: no bug. */
type Judge = (
  file: string,
  text: string,
) => { readonly mutated: { readonly startLine: number }; readonly family: string } | null;

/** Everything that an annotator's page could have asked for. */
interface Crawled {
  /** Routes that were asked, as `GET /path`. */
  readonly visited: readonly string[];
  /** All answers, bodies and headers. */
  readonly text: string;
  /** Every key of every JSON answer. */
  readonly keys: readonly string[];
}

/** A person who was invited and has opened the link, at the level of HTTP. */
export interface Session {
  answerAll(judge: Judge): Promise<void>;
  /** Do the same on every task that is open, and submit it. */
  submitAll(...deeds: object[]): Promise<void>;
  crawl(): Promise<Crawled>;
  /** What the person is shown of the truth. */
  debrief(): Promise<string>;
  /** Judge every finding that waits. @returns what was shown */
  judgeAll(verdict: string): Promise<unknown[]>;
}

export async function annotatorSession(
  cwd: string,
  served: Served,
  name: string,
  ...options: string[]
): Promise<Session> {
  const argv = ['invite', served.set, name, '--port', served.port, ...served.where, ...options];
  const { out } = await bebug(cwd, 'annotate', ...argv);
  const token = new URL(/http:\S+/u.exec(out)![0]).hash.slice(1);
  const answers: string[] = [];
  const visited = new Set<string>();
  const keys = new Set<string>();
  let cookie = '';
  let sequence = 1;
  const client = randomUUID();

  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(served.address + path, {
      method,
      headers: {
        cookie,
        origin: served.address,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    visited.add(`${method} ${path.replace(/[0-9a-f]{32}/u, ':id')}`);
    answers.push([...response.headers].join('\n'), text);
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (response.headers.get('content-type')?.startsWith('application/json') !== true) return text;
    return JSON.parse(text, (key, value: unknown) => {
      // Names of files are keys, too.
      if (!key.includes('.')) keys.add(key);
      return value;
    });
  };

  const act = async (task: string, ...deeds: object[]): Promise<void> => {
    const acts = deeds.map((deed) => ({
      id: randomUUID(),
      sequence: sequence++,
      task,
      page: client,
      at: 1000 * sequence,
      deed,
    }));
    const receipt = (await send('POST', '/api/acts', { client, acts })) as { durable?: number };
    if (receipt.durable === sequence - 1) return;
    sequence -= acts.length;
    throw new Error(JSON.stringify(receipt));
  };

  const answer = async (task: string, judge: Judge): Promise<void> => {
    const { task: shown } = (await send('GET', `/api/tasks/${task}`)) as View;
    const deeds = shown.files.flatMap((file) => {
      const said = judge(file, shown.texts[file]!);
      if (said === null) return [];
      const { startLine } = said.mutated;
      const place = { file, startLine, endLine: startLine };
      const draft = { place, category: said.family, cwe: null, severity: 'error', confidence: 4 };
      const words = { explanation: 'This is wrong.', trigger: '', fix: '' };
      return [{ kind: 'edit', finding: randomUUID(), draft: { ...draft, ...words } }];
    });
    const claim = deeds.length === 0 ? [{ kind: 'no-bug', isClaimed: true }] : deeds;
    await act(task, { kind: 'open' }, ...claim, { kind: 'submit' });
  };

  const withAll = async (work: (task: string) => Promise<void>): Promise<void> => {
    for (;;) {
      const open = ((await send('POST', '/api/tasks')) as Line[]).filter(({ isSubmitted }) => !isSubmitted);
      if (open.length === 0) return;
      for (const { id } of open) await work(id);
    }
  };
  const answerAll = (judge: Judge): Promise<void> => withAll((id) => answer(id, judge));

  await send('POST', '/api/session', { token, opener: client });
  return {
    answerAll,
    submitAll: (...deeds) => withAll((id) => act(id, { kind: 'open' }, ...deeds, { kind: 'submit' })),
    judgeAll: async (verdict) => {
      const shown: unknown[] = [];
      let view = (await send('GET', '/api/leftovers')) as { finding: { id: string } | null };
      while (view.finding !== null) {
        shown.push(view.finding);
        view = (await send('POST', `/api/leftovers/${view.finding.id}`, {
          verdict,
          reason: 'looked twice',
        })) as typeof view;
      }
      return shown;
    },
    debrief: async () => {
      const shown = await send('GET', '/debrief');
      return typeof shown === 'string' ? shown : JSON.stringify(shown);
    },
    crawl: async () => {
      for (const path of [
        '/',
        '/admin',
        '/debrief',
        '/app.js',
        '/app.css',
        '/api/session',
        '/api/admin/overview',
        '/api/admin/export',
        '/api/leftovers',
        '/nowhere',
      ])
        await send('GET', path);
      await answerAll(() => null);
      for (const { id } of (await send('POST', '/api/tasks')) as Line[]) {
        await send('GET', `/api/tasks/${id}`);
        await send('GET', `/api/tasks/${id}/feedback`);
      }
      for (const action of ['invite', 'revoke', 'freeze'])
        await send('POST', `/api/admin/${action}`, { name, isFrozen: true });
      await send('POST', `/api/leftovers/${'0'.repeat(32)}`, { verdict: 'false', reason: '' });
      visited.delete('GET /nowhere');
      return { visited: [...visited], text: answers.join('\n'), keys: [...keys] };
    },
  };
}
