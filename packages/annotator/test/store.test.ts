import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Act } from '../src/acts.ts';
import {
  DigestReader,
  exportRuns,
  invite,
  openStore,
  noteAddress,
  prepareStudy,
  queueLeftovers,
  readAddress,
  readAdjudicated,
  readOverview,
  readRatings,
  readStudy,
  revoke,
  setFrozen,
  type Settings,
  type Store,
} from '../src/index.ts';
import { giveVerdict, nextLeftover } from '../src/store/adjudication.ts';
import { actsOf, appendActs } from '../src/store/acts.ts';
import { assignmentsOf, createDealer, type Assignment, type Dealer } from '../src/store/assignments.ts';
import { openSession, personOf } from '../src/store/people.ts';
import { LEASE_MS } from '../src/study/settings.ts';
import { actsFor, draft } from './acts.ts';
import { DATABASES, emptyStore } from './databases.ts';
import { MATERIAL, SETTINGS } from './material.ts';

const NOW = new Date('2026-03-01T09:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const HOUR = 3600_000;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bebug-store-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.for(DATABASES)('the store in %s', (database) => {
  /** A fresh study, its dealer, and people with the tasks that they were dealt. */
  async function study(
    settings: Partial<Settings> = {},
  ): Promise<{ store: Store; dealer: Dealer; person: (name: string) => Promise<string> }> {
    const store = await openStore(await emptyStore(database, folder));
    await prepareStudy(store, MATERIAL, { ...SETTINGS, ...settings });
    return {
      store,
      dealer: createDealer(await readStudy(store)),
      person: async (name) => (await invite(store, name, 'annotator', NOW)).person.id,
    };
  }

  /** Everything that a person is dealt when they submit task after task. */
  async function work(store: Store, dealer: Dealer, person: string): Promise<Assignment[]> {
    const client = randomUUID();
    let sequence = 1;
    for (;;) {
      const held = await dealer.deal(store, person, NOW);
      const open = held.filter(({ isSubmitted }) => !isSubmitted);
      if (open.length === 0) return held;
      for (const { id } of open) {
        const acts = actsFor(
          id,
          [{ kind: 'open' }, { kind: 'no-bug', isClaimed: true }, { kind: 'submit' }],
          sequence,
        );
        sequence = 1 + (await appendActs(store, person, client, acts, NOW));
      }
    }
  }

  test('deals practice first, then every task once, under ids that say nothing', async () => {
    const { store, dealer, person } = await study();
    const first = await work(store, dealer, await person('Ada'));
    const second = await work(store, dealer, await person('Grace'));
    expect(first.map(({ isPractice }) => isPractice)).toEqual([true, true, false, false, false, false]);
    const tasks = (held: Assignment[]): string[] => held.slice(2).map(({ task }) => task);
    expect(tasks(first).toSorted()).toEqual(MATERIAL.tasks.map(({ task }) => task.id));
    expect(tasks(second).toSorted()).toEqual(tasks(first).toSorted());
    const ids = [...first, ...second].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/u);
    await store.destroy();
  });

  test('gives a task to as many people as asked for, and gives a place back when its lease runs out', async () => {
    const { store, dealer, person } = await study({ perTask: 1, hasPractice: false });
    const ada = await dealer.deal(store, await person('Ada'), NOW);
    const grace = await person('Grace');
    const taken = new Set(ada.map(({ task }) => task));
    expect(taken.size).toBe(2);
    expect((await dealer.deal(store, grace, NOW)).filter(({ task }) => taken.has(task))).toEqual([]);
    const late = await person('Late');
    expect(await dealer.deal(store, late, NOW)).toEqual([]);
    expect(await dealer.mayGetMore(store, late)).toBe(true);
    const freed = await dealer.deal(store, late, after(LEASE_MS + 1));
    expect(freed).toHaveLength(2);
    await store.destroy();
  });

  test('says that no more may come once others have submitted everything', async () => {
    const { store, dealer, person } = await study({ perTask: 1, hasPractice: false });
    expect(await work(store, dealer, await person('Ada'))).toHaveLength(4);
    const late = await person('Late');
    expect(await dealer.deal(store, late, after(LEASE_MS + 1))).toEqual([]);
    expect(await dealer.mayGetMore(store, late)).toBe(false);
    await store.destroy();
  });

  test('renews a lease by activity alone', async () => {
    const { store, dealer, person } = await study({ perTask: 1, hasPractice: false });
    const ada = await person('Ada');
    const [first] = (await dealer.deal(store, ada, NOW)) as [Assignment];
    const acts = actsFor(first.id, [{ kind: 'open' }]);
    await appendActs(store, ada, randomUUID(), acts, after(LEASE_MS / 2));
    const grace = await person('Grace');
    // Of Ada's two tasks, the one that she does not touch comes back.
    const held = await dealer.deal(store, grace, after(LEASE_MS + 1));
    expect(held.map(({ task }) => task)).not.toContain(first.task);
    expect(held).toHaveLength(2);
    const next = await dealer.deal(store, await person('Next'), after(LEASE_MS + 1));
    expect(next.map(({ task }) => task)).not.toContain(first.task);
    expect(next).toHaveLength(1);
    await store.destroy();
  });

  test.for([
    ['everybody', null],
    ['three people', 3],
  ] as const)('gives nobody more tasks than the cap, with %s for each', async ([, perTask]) => {
    const { store, dealer, person } = await study({ perTask, cap: 3 });
    const capped = await person('Capped');
    const held = await work(store, dealer, capped);
    expect(held.filter(({ isPractice }) => !isPractice)).toHaveLength(3);
    expect(await dealer.mayGetMore(store, capped)).toBe(false);
    await store.destroy();
  });

  test('deals in an order of each person that the store remembers', async () => {
    const { store, dealer, person } = await study({ hasPractice: false });
    const orders = new Set<string>();
    for (let number = 0; number < 6; number++) {
      const id = await person(`Person ${number}`);
      const held = await work(store, dealer, id);
      expect(await assignmentsOf(store, id, await readStudy(store))).toEqual(
        held.map((one) => ({ ...one, isSubmitted: true })),
      );
      expect(held.map(({ place }) => place)).toEqual([0, 1, 2, 3]);
      orders.add(held.map(({ task }) => task).join());
    }
    expect(orders.size).toBeGreaterThan(1);
    await store.destroy();
  });

  test('remarks on who stands out, once there are five to compare with', async () => {
    const { store, dealer, person } = await study({ hasPractice: false });
    const study_ = await readStudy(store);
    const remarks = async (): Promise<string[]> => {
      const digests = await new DigestReader().read(store);
      const { people } = await readOverview(store, study_, digests, NOW);
      return people.map((one) => `${one.name}: ${one.remarks.join()}`);
    };
    for (const [index, findings] of [1, 2, 1, 2, 60].entries()) {
      const id = await person(`Person ${index}`);
      const [held] = (await dealer.deal(store, id, NOW)) as [Assignment];
      const place = { file: 'a.ts', startLine: 1, endLine: 1 };
      const deeds = Array.from({ length: findings }, () => ({
        kind: 'edit' as const,
        finding: randomUUID(),
        draft: draft(place),
      }));
      expect((await remarks()).filter((one) => !one.endsWith(': '))).toEqual([]);
      const acts = actsFor(held.id, [{ kind: 'open' }, ...deeds, { kind: 'submit' }]);
      await appendActs(store, id, randomUUID(), acts, NOW);
    }
    expect((await remarks()).filter((one) => !one.endsWith(': '))).toEqual([
      'Person 4: much slower than the others,reports far more than the others',
    ]);
    await store.destroy();
  });

  test('appends once what is sent twice, waits at a gap, and says how far it is', async () => {
    const { store, dealer, person } = await study();
    const ada = await person('Ada');
    const [{ id }] = (await dealer.deal(store, ada, NOW)) as [Assignment];
    const client = randomUUID();
    const acts = actsFor(
      id,
      Array.from({ length: 6 }, () => ({ kind: 'focus' }) as const),
    );
    expect(await appendActs(store, ada, client, acts.slice(0, 2), NOW)).toBe(2);
    expect(await appendActs(store, ada, client, acts.slice(4), NOW)).toBe(2);
    expect(await appendActs(store, ada, client, acts.slice(1, 4), NOW)).toBe(4);
    expect(await appendActs(store, ada, client, acts, NOW)).toBe(6);
    expect((await actsOf(store, id)).map((act) => act.id)).toEqual(acts.map((act) => act.id));
    await store.destroy();
  });

  test('acknowledges nothing that differs from what is stored, and says what is stored as it was sent', async () => {
    const { store, dealer, person } = await study();
    const ada = await person('Ada');
    const [{ id }] = (await dealer.deal(store, ada, NOW)) as [Assignment];
    const client = randomUUID();
    const [first, second, third] = actsFor(
      id,
      ['a', 'ab', 'abc'].map((text) => ({ kind: 'note', text }) as const),
    ) as [Act, Act, Act];
    expect(await appendActs(store, ada, client, [first, second], NOW)).toBe(2);
    const longer: Act = { ...second, deed: { kind: 'note', text: 'ab, and more' } };
    const conflict = (who: string, acts: Act[], stored: Act[]): Promise<void> =>
      expect(appendActs(store, ada, who, acts, NOW)).rejects.toMatchObject({
        status: 409,
        stored: stored.map((act) => act.id),
      });
    await conflict(client, [first, longer, third], [first]);
    await conflict(client, [first, { ...second, id: randomUUID() }], [first]);
    await conflict(randomUUID(), [{ ...second, sequence: 1 }], [second]);
    await conflict(client, [third, { ...third, sequence: 4 }], []);
    expect(await appendActs(store, ada, client, [first, second, third], NOW)).toBe(3);
    expect((await actsOf(store, id)).map(({ deed }) => deed)).toEqual(
      [first, second, third].map(({ deed }) => deed),
    );
    await store.destroy();
  });

  test('takes the same batches from many requests at once without loss or doubling', async () => {
    const { store, dealer, person } = await study();
    const ada = await person('Ada');
    const [{ id }] = (await dealer.deal(store, ada, NOW)) as [Assignment];
    const client = randomUUID();
    const acts = actsFor(
      id,
      Array.from({ length: 40 }, () => ({ kind: 'focus' }) as const),
    );
    const batches = [acts.slice(0, 10), acts.slice(0, 20), acts.slice(0, 30), acts];
    await Promise.all([...batches, ...batches].map((batch) => appendActs(store, ada, client, batch, NOW)));
    expect((await actsOf(store, id)).map(({ sequence }) => sequence)).toEqual(
      acts.map(({ sequence }) => sequence),
    );
    await store.destroy();
  });

  test('refuses acts on tasks of others, ids that come twice, and everything when frozen', async () => {
    const { store, dealer, person } = await study();
    const [ada, grace] = [await person('Ada'), await person('Grace')];
    const [{ id }] = (await dealer.deal(store, ada, NOW)) as [Assignment];
    const [act] = actsFor(id, [{ kind: 'open' }]) as [Act];
    const client = randomUUID();
    const append = (who: string, one: Act): Promise<number> => appendActs(store, who, client, [one], NOW);
    await expect(append(grace, act)).rejects.toMatchObject({ status: 403 });
    expect(await append(ada, act)).toBe(1);
    await expect(append(ada, { ...act, sequence: 2 })).rejects.toMatchObject({ status: 409 });
    await setFrozen(store, true, NOW);
    await expect(append(ada, { ...act, id: randomUUID(), sequence: 2 })).rejects.toMatchObject({
      status: 423,
    });
    await setFrozen(store, false, NOW);
    expect(await append(ada, { ...act, id: randomUUID(), sequence: 2 })).toBe(2);
    await store.destroy();
  });

  test('opens a link once, within its time, and not after a revocation or a newer link', async () => {
    const { store } = await study();
    const { token, person } = await invite(store, 'Ada', 'annotator', NOW);
    const [own, other] = [randomUUID(), randomUUID()];
    const open = (one: string, opener: string, now: Date) => openSession(store, { token: one, opener }, now);
    const { session } = await open(token, own, NOW);
    expect(await personOf(store, session, NOW)).toMatchObject({ name: 'Ada', role: 'annotator' });
    // The answer was lost on its way: the page asks again. Nobody else does.
    await open(token, own, after(60_000));
    await expect(open(token, other, after(1))).rejects.toMatchObject({ status: 401 });
    await expect(open(token, own, after(HOUR))).rejects.toMatchObject({ status: 401 });
    expect(await personOf(store, session, after(15 * 24 * HOUR))).toBeNull();
    const again = await invite(store, 'Ada', 'annotator', NOW);
    expect(again.person.id).toBe(person.id);
    expect(await personOf(store, session, NOW)).toBeNull();
    await expect(open(again.token, own, after(15 * 24 * HOUR))).rejects.toMatchObject({ status: 401 });
    const renewed = await open(again.token, other, NOW);
    await revoke(store, 'Ada', NOW);
    expect(await personOf(store, renewed.session, NOW)).toBeNull();
    await expect(open(again.token, other, NOW)).rejects.toMatchObject({ status: 401 });
    await expect(revoke(store, 'Nobody', NOW)).rejects.toMatchObject({ code: 'person-unknown' });
    const stored = JSON.stringify(await store.selectFrom('people').selectAll().execute());
    expect(stored).not.toContain(token);
    await store.destroy();
  });

  test('queues findings once, takes two verdicts on each, and says what both judges say', async () => {
    const { store } = await study();
    const judges = [];
    for (const name of ['Judge', 'Jury', 'Late'])
      judges.push((await invite(store, name, 'adjudicator', NOW)).person.id);
    const [judge, jury, late] = judges as [string, string, string];
    const place = { task: 't-000000000001', file: 'src/job-queue.ts', startLine: 3 };
    const leftovers = [4, 5].map((endLine) => ({ ...place, endLine, explanation: '<b>wrong</b>' }));
    expect(await queueLeftovers(store, leftovers)).toBe(2);
    expect(await queueLeftovers(store, leftovers)).toBe(0);
    const first = (await nextLeftover(store, judge)).next!;
    expect([first.leftover, ...first.others].map(({ endLine }) => endLine).toSorted()).toEqual([4, 5]);
    for (const [who, verdicts] of [
      [judge, ['false', 'valid']],
      [jury, ['false', 'known']],
    ] as const) {
      for (const verdict of verdicts) {
        const { id } = (await nextLeftover(store, who)).next!;
        await giveVerdict(store, who, id, { verdict, reason: '' }, NOW);
        await expect(giveVerdict(store, who, id, { verdict, reason: '' }, NOW)).rejects.toMatchObject({
          status: 409,
        });
      }
    }
    expect(await nextLeftover(store, late)).toEqual({ left: 0, next: null });
    const adjudicated = await readAdjudicated(store);
    expect(adjudicated.map(({ verdict }) => verdict)).toEqual(['false', null]);
    expect(adjudicated[1]!.verdicts!.map(({ verdict }) => verdict).toSorted()).toEqual(['known', 'valid']);
    await store.destroy();
  });

  test('keeps where it was last served', async () => {
    const { store } = await study();
    expect(await readAddress(store)).toBeNull();
    for (const address of ['http://127.0.0.1:1', 'https://hunt.example.org']) {
      await noteAddress(store, address);
      expect(await readAddress(store)).toBe(address);
    }
    await store.destroy();
  });

  test('refuses to go on with another set or other settings', async () => {
    const { store } = await study();
    await prepareStudy(store, MATERIAL, SETTINGS);
    await expect(prepareStudy(store, MATERIAL, { ...SETTINGS, seed: 2 })).rejects.toMatchObject({
      code: 'study-mismatch',
    });
    await store.destroy();
  });

  test('exports what stands at the end, counts what people agree on, and shows who is how far', async () => {
    const { store, dealer, person } = await study({ hasPractice: false });
    for (const [name, isFound] of [
      ['Ada', true],
      ['Grace', false],
    ] as const) {
      const id = await person(name);
      const held = await dealer.deal(store, id, NOW);
      const queue = held.find(({ task }) => task === 't-000000000001') ?? held[0]!;
      const file = MATERIAL.tasks.find(({ task }) => task.id === queue.task)!.task.files[0]!;
      const [kept, dropped] = [randomUUID(), randomUUID()];
      const place = { file, startLine: 2, endLine: 3 };
      const acts = actsFor(queue.id, [
        { kind: 'open' },
        ...(isFound
          ? ([
              { kind: 'mark', finding: kept, place },
              { kind: 'edit', finding: kept, draft: draft(place, { explanation: 'first words' }) },
              { kind: 'edit', finding: dropped, draft: draft(place) },
              { kind: 'remove', finding: dropped },
              { kind: 'edit', finding: kept, draft: draft(place, { explanation: 'last words' }) },
            ] as const)
          : ([{ kind: 'no-bug', isClaimed: true }] as const)),
        { kind: 'note', text: '<script>alert(1)</script>' },
        { kind: 'submit' },
      ]);
      await appendActs(store, id, randomUUID(), acts, NOW);
    }
    const read = await readStudy(store);
    const [ada, grace] = await exportRuns(store, read, '0.1.0');
    expect(ada!.findings).toMatchObject([
      { startLine: 2, endLine: 3, explanation: 'last words', confidence: 0.75, elapsedMs: 1000 },
    ]);
    expect(ada!.responses).toMatchObject([{ status: 'answered', findings: 1, elapsedMs: 7000 }]);
    expect(ada!.run).toMatchObject({ detector: 'person:Ada', setHash: MATERIAL.setHash });
    expect(grace!.findings).toEqual([]);
    expect(grace!.responses).toHaveLength(1);
    const digests = await new DigestReader().read(store);
    const ratings = await readRatings(store, read, digests);
    const verdicts = [...ratings.questions.verdict!.values()].flat(2).filter((verdict) => verdict !== null);
    expect(verdicts.toSorted()).toEqual([0, 1]);
    const { people } = await readOverview(store, read, digests, NOW);
    expect(people).toMatchObject([
      { name: 'Ada', submitted: 1, dealt: 2, findings: 1, notes: ['<script>alert(1)</script>'] },
      { name: 'Grace', submitted: 1, dealt: 2, findings: 0 },
    ]);
    await store.destroy();
  });
});

test('a store of a study is for its owner alone', async () => {
  const path = join(folder, 'private.sqlite');
  await (await openStore(path)).destroy();
  expect((await stat(path)).mode & 0o077).toBe(0);
});

test('a store that cannot be opened is named without its password', async () => {
  await expect(openStore('postgres://me:secret@127.0.0.1:1/none')).rejects.toThrow(
    /^postgres:\/\/127\.0\.0\.1:1\/none cannot be used as a store: /u,
  );
  await expect(openStore(join(folder, 'private.sqlite', 'inside'))).rejects.toMatchObject({
    code: 'database-unusable',
  });
});
