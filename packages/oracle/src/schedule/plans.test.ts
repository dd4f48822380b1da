import { beforeAll, describe, expect, test } from 'vitest';
import type { Project } from '@bebug/engine';
import { mutantOf, smallProject } from '../../test/small-project.ts';
import { planSchema, type Plan } from '../sandbox/plan.ts';
import type { Actor } from './actors.ts';
import { derive, plansFor } from './derived.ts';
import { plansOf, reduced } from './plans.ts';

const CACHE = `
  export interface Store { get(key: string): Promise<number>; set(key: string, value: number): Promise<void> }
  export class Cache {
    constructor(private readonly store: Store, private readonly ttl: number, private readonly onHit?: (key: string) => void) {}
    async read(key: string): Promise<number> { this.onHit?.(key); return this.store.get(key); }
    async write(key: string, amount: number): Promise<void> { await this.#put(key, amount); }
    async lock(name: string): Promise<() => void> { return () => undefined; }
    get size(): number { return this.ttl; }
    entries(): string[] { return []; }
    async #put(key: string, amount: number): Promise<void> { await this.store.set(key, amount + 1); }
  }
`;
const FILES = {
  'cache.ts': CACHE,
  'sums.ts': 'export function sum(a: number, b: number): number { return a + b; }',
  'twice.ts': `
    export async function twice(task: () => Promise<number>): Promise<number> { return (await task()) + (await task()); }
    export async function both(first: Promise<number>, second: Promise<number>): Promise<number> { return (await first) - (await second); }
    export function half(n: number): number { return n / 2; }
  `,
};

let project: Project;
let cache: Actor;
let plans: readonly Plan[];

beforeAll(async () => {
  project = await smallProject(FILES);
  cache = derive(project, 'cache.ts', 1).actors[0]!;
  plans = plansOf(cache, new Set(), false, [1]);
});

describe('a scenario derived from types', () => {
  test('is data of the stored form, and no two of a subject are the same', () => {
    for (const plan of plans) expect(planSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(plans.length);
    expect(plans.length).toBeGreaterThan(30);
  });

  test('depends on the seed and on nothing else', () => {
    expect(plansOf(cache, new Set(), false, [1])).toEqual(plans);
    expect(plansOf(cache, new Set(), false, [2])).not.toEqual(plans);
  });

  test('is not made of a subject in which nothing waits for the outside', () => {
    const calm = cache.actions.map((action) => ({
      ...action,
      isAsync: false,
      signatures: [{ parameters: [] }],
    }));
    for (const actions of [calm, []])
      expect(plansOf({ ...cache, actions }, new Set(), false, [1])).toEqual([]);
  });

  test('begins with an action against itself on one key', () => {
    const [first] = plans;
    expect(first!.clients.map((calls) => calls[0])).toEqual([
      { call: 'read', args: ['a'] },
      { call: 'read', args: ['a'] },
    ]);
  });

  test('gives functions that read and write one store', () => {
    const subject = plans[0]!.subject as Extract<Plan['subject'], { kind: 'class' }>;
    expect(subject.args[0]).toMatchObject({
      get: { $stub: { name: 'get', later: true, store: { name: 'store', role: 'read' } } },
      set: { $stub: { name: 'set', later: true, store: { name: 'store', role: 'write' } } },
    });
  });

  test('gives back what was taken, and looks at getters and at methods that only tell', () => {
    const locking = plans.find(({ clients }) => clients[0]!.some((call) => 'of' in call))!;
    expect(locking.clients[0]!.slice(0, 2)).toMatchObject([{ call: 'lock' }, { of: 0, member: null }]);
    expect(locking.probes).toEqual(['size', 'entries()']);
  });

  test('only fails calls of what completes later', () => {
    const failing = plans.flatMap(({ rejects }) => rejects.map(({ external }) => external));
    expect(failing.length).toBeGreaterThan(0);
    for (const external of failing) expect(external).toMatch(/^(?:get|set)$/u);
  });

  test('gets smaller, down to two calls, when it is too large', () => {
    for (const plan of plans) {
      let current: Plan | null = plan;
      let size = JSON.stringify(plan).length;
      let last = plan;
      while ((current = reduced(current)) !== null) {
        expect(JSON.stringify(current).length).toBeLessThan(size);
        size = JSON.stringify(current).length;
        last = current;
      }
      expect(last.clients.map(({ length }) => length)).toEqual([1, 1]);
    }
  });
});

describe('scenarios for a mutant', () => {
  test('come by the method that holds the edit, private ones by those that call them', () => {
    const mutant = mutantOf(project, 'cache.ts', 'amount + 1', 'amount - 1');
    const chosen = plansFor(derive(project, 'cache.ts', 1), mutant);
    for (const { before, clients } of chosen)
      expect([...before, ...clients.flat()]).toContainEqual(expect.objectContaining({ call: 'write' }));
    expect(chosen.length).toBeGreaterThan(20);
  });

  test('are none where nothing can be reordered', () => {
    const mutant = mutantOf(project, 'sums.ts', 'a + b', 'a - b');
    expect(plansFor(derive(project, 'sums.ts', 1), mutant)).toEqual([]);
  });

  test('of functions call the exports, each with stubs and promises of its own', () => {
    const mutant = mutantOf(project, 'twice.ts', 'first) - ', 'first) + ');
    const [first] = plansFor(derive(project, 'twice.ts', 1), mutant);
    expect(first!.subject).toEqual({ kind: 'module' });
    expect(first!.clients[1]![0]).toMatchObject({
      call: 'both',
      args: [
        { $stub: { name: 'first@2.0', later: true, called: true } },
        { $stub: { name: 'second@2.0', later: true, called: true } },
      ],
    });
  });
});
