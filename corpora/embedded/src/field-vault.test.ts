import { expect, test } from 'vitest';
import { FieldVault, VaultError } from './field-vault.ts';

const keys = new Map([
  [1, new Uint8Array(32).fill(1)],
  [2, new Uint8Array(32).fill(2)],
]);
const vault = new FieldVault({ keys, current: 2 });
const older = new FieldVault({ keys, current: 1 });

test('a value that was sealed is opened', () => {
  for (const value of ['+49 30 123', '', 'ü😀', 'x'.repeat(1000)]) {
    const sealed = vault.seal('users/1/phone', value);
    expect(sealed).toMatch(/^v2\.[\w-]+$/u);
    expect(vault.open('users/1/phone', sealed)).toBe(value);
  }
});

test('no two seals are the same, nor do they show the value', () => {
  const seals = Array.from({ length: 50 }, () => vault.seal('f', 'secret'));
  expect(new Set(seals).size).toBe(50);
  expect(Buffer.from(seals[0]!.slice(3), 'base64url').includes('secret')).toBe(false);
});

test('a seal is good for its field alone', () => {
  const sealed = vault.seal('users/1/phone', '1');
  for (const field of ['users/2/phone', 'users/1/mail', ''])
    expect(() => vault.open(field, sealed)).toThrow(VaultError);
});

test('a value that was changed is not opened', () => {
  const sealed = vault.seal('f', 'value');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (const index of [0, 11, 12, 16, 17, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[index]! ^= 1;
    expect(() => vault.open('f', `v2.${changed.toString('base64url')}`)).toThrow(VaultError);
  }
  expect(() => vault.open('f', `v1.${sealed.slice(3)}`)).toThrow(VaultError);
  expect(() => vault.open('f', `v2.${bytes.subarray(0, -1).toString('base64url')}`)).toThrow(VaultError);
});

test.for([
  '',
  'v2',
  'v2.',
  '2.AAAA',
  'v.AAAA',
  'v3.AAAA',
  'v2.AAAA',
  `v2.${'A'.repeat(36)}`,
  'v2.A=A',
  'v1234567.AAAA',
  'xv2.AAAA',
])('"%s" is no sealed value', (sealed) => {
  expect(() => vault.open('f', sealed)).toThrow(VaultError);
});

test('the empty value takes the least room', () => {
  const sealed = vault.seal('f', '');
  expect(Buffer.from(sealed.slice(3), 'base64url')).toHaveLength(28);
});

test('old keys open what they have sealed', () => {
  const old = older.seal('f', 'value');
  expect(old.startsWith('v1.')).toBe(true);
  expect([vault.open('f', old), vault.isOutdated(old), older.isOutdated(old)]).toEqual([
    'value',
    true,
    false,
  ]);
  expect(() => vault.isOutdated('x')).toThrow(VaultError);
});

test('a record is brought up to date', () => {
  const record = { phone: older.seal('u/1/phone', '1'), mail: vault.seal('u/1/mail', 'a@b') };
  const fresh = vault.refresh('u/1', record);
  expect(fresh.mail).toBe(record.mail);
  expect([vault.isOutdated(fresh.phone!), vault.open('u/1/phone', fresh.phone!)]).toEqual([false, '1']);
  expect(() => vault.refresh('u/2', record)).toThrow(VaultError);
});

test('keys are checked and copied', () => {
  expect(() => new FieldVault({ keys, current: 3 })).toThrow(RangeError);
  for (const length of [0, 16, 31, 33]) {
    const short = new Map([...keys, [3, new Uint8Array(length)]]);
    expect(() => new FieldVault({ keys: short, current: 1 })).toThrow(RangeError);
  }
  const mutable = new Map(keys);
  const copied = new FieldVault({ keys: mutable, current: 2 });
  mutable.clear();
  expect(copied.open('f', vault.seal('f', 'x'))).toBe('x');
});
