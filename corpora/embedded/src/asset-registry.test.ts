import { expect, test } from 'vitest';
import { AssetRegistry, RegistryError } from './asset-registry.ts';

function setUp(limit = 2) {
  const owners = new Map<string, string | null>([
    ['saw', 'eve'],
    ['drill', null],
  ]);
  const log: string[] = [];
  let isBroken = false;
  let tail: Promise<unknown> = Promise.resolve();
  const lock = {
    run<T>(task: () => Promise<T>): Promise<T> {
      const run = tail.then(task);
      tail = run.catch(() => undefined);
      return run;
    },
  };
  const store = {
    names: () => Promise.resolve([...owners.keys()]),
    ownerOf: (name: string) => Promise.resolve(owners.get(name) ?? null),
    setOwner: async (name: string, owner: string | null) => {
      await Promise.resolve();
      owners.set(name, owner);
    },
    note: async (text: string) => {
      await Promise.resolve();
      if (isBroken) throw new Error('full');
      log.push(text);
    },
  };
  const registry = new AssetRegistry(store, lock, limit);
  return { registry, owners, log, fail: () => (isBroken = true) };
}

test('one of two who want the same gets it', async () => {
  const { registry, owners } = setUp();
  const claims = [registry.claim('drill', 'ann'), registry.claim('drill', 'bob')];
  expect(await Promise.all(claims)).toEqual([true, false]);
  expect(owners.get('drill')).toBe('ann');
  expect(await registry.claim('saw', 'ann')).toBe(false);
});

test('what cannot be put on record is not passed on', async () => {
  const { registry, owners, log, fail } = setUp();
  await registry.pass('saw', 'ann');
  expect([owners.get('saw'), log]).toEqual(['ann', ['saw to ann']]);
  fail();
  await expect(registry.pass('saw', 'bob')).rejects.toThrow('full');
  expect(owners.get('saw')).toBe('ann');
});

test('free is what there is and nobody has', async () => {
  const { registry } = setUp();
  expect(await registry.free(['saw', 'drill', 'boat'])).toEqual(['drill']);
  expect(registry.names).toEqual(['drill', 'saw']);
});

test('a name is reserved once, and only a few are', async () => {
  const { registry } = setUp(1);
  const [first, second] = await Promise.allSettled([registry.reserve('van'), registry.reserve('van')]);
  expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  await expect(registry.reserve('van')).rejects.toThrow(new RegistryError('van is reserved'));
  await expect(registry.reserve('saw')).rejects.toThrow(new RegistryError('too many are reserved'));
  expect(registry.reserved).toBe(1);
});

test('what cannot be put on record is not reserved', async () => {
  const { registry, fail } = setUp();
  fail();
  await expect(registry.reserve('van')).rejects.toThrow('full');
  expect(registry.reserved).toBe(0);
});

test('names are changed in one go, one change at a time', () => {
  const { registry } = setUp();
  expect(registry.edit((names) => names.add('van'))).toBe(1);
  const nested = () => registry.edit(() => registry.edit(() => undefined));
  expect(nested).toThrow(new RegistryError('one change at a time'));
  expect(() =>
    registry.edit(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(registry.edit((names) => names.delete('van'))).toBe(0);
});
