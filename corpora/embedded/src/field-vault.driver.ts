import type { Driver } from '@bebug/oracle/driver';
import { FieldVault, VaultError } from './field-vault.ts';

interface Subject {
  readonly vault: FieldVault;
  readonly older: FieldVault;
}

const field = { oneOf: ['u/1/phone', 'u/1/mail', 'u/2/phone', ''] };
const value = { oneOf: ['', '1', 'a@b', 'ü😀'] };

const makeKeys = () =>
  new Map([
    [1, new Uint8Array(32).fill(1)],
    [2, new Uint8Array(32).fill(2)],
  ]);

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof VaultError ? [error.message, error.cause === undefined] : error;
  }
}

function changed(sealed: string, index: number): string {
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  const at = Math.min(index, bytes.length - 1);
  bytes[at] = (bytes[at] as number) ^ 1;
  return sealed.slice(0, 3) + bytes.toString('base64url');
}

export default {
  create() {
    const keys = makeKeys();
    const subject = {
      vault: new FieldVault({ keys, current: 2 }),
      older: new FieldVault({ keys, current: 1 }),
    };
    keys.set(3, new Uint8Array(32));
    return subject;
  },
  calls: {
    sealAndOpen: {
      args: [field, field, value],
      run: ({ vault }, from: string, to: string, text: string) => {
        const sealed = vault.seal(from, text);
        return [sealed.length, sealed.slice(0, 3), outcome(() => vault.open(to, sealed))];
      },
    },
    sealChangeAndOpen: {
      args: [value, { oneOf: [0, 11, 12, 15, 16, 27, 28, 99] }],
      run: ({ vault }, text: string, index: number) =>
        outcome(() => vault.open('f', changed(vault.seal('f', text), index))),
    },
    openOther: {
      args: [
        {
          oneOf: [
            '',
            'v2',
            'v2.',
            '2.AAAA',
            'v3.AAAA',
            'v2.AAAA',
            `v2.${'A'.repeat(36)}`,
            `v2.${'A'.repeat(38)}`,
            'v2.A=A',
            'v1234567.AAAA',
            `v3.${'A'.repeat(40)}`,
          ],
        },
      ],
      run: ({ vault }, sealed: string) => outcome(() => [vault.isOutdated(sealed), vault.open('f', sealed)]),
    },
    openOld: {
      args: [field, field, value],
      run: ({ vault, older }, from: string, to: string, text: string) => {
        const sealed = older.seal(from, text);
        return [vault.isOutdated(sealed), older.isOutdated(sealed), outcome(() => vault.open(to, sealed))];
      },
    },
    refresh: {
      args: [{ oneOf: ['u/1', 'u/2'] }, value, value],
      run: ({ vault, older }, prefix: string, phone: string, mail: string) => {
        const record = { phone: older.seal('u/1/phone', phone), mail: vault.seal('u/1/mail', mail) };
        return outcome(() => {
          const fresh = vault.refresh(prefix, record);
          const opened = Object.entries(fresh).map(([name, sealed]) => [
            name,
            vault.isOutdated(sealed),
            vault.open(`u/1/${name}`, sealed),
          ]);
          return [opened, fresh.mail === record.mail];
        });
      },
    },
    build: {
      args: [{ integer: [0, 3] }, { oneOf: [0, 16, 31, 32, 33] }],
      run: (_subject, current: number, length: number) => {
        const keys = makeKeys().set(0, new Uint8Array(length));
        return new FieldVault({ keys, current }).seal('f', 'x').length;
      },
    },
  },
  attacks: {
    'seal values': {
      kit: 'weak-crypto',
      cwe: 329,
      send: ({ vault }, request) => vault.seal('f', request).length,
      benign: ['value', 'x'],
    },
    'foresee a seal': {
      kit: 'predictable',
      cwe: 338,
      requests: ['draw'],
      send: ({ vault }, request) =>
        request === 'draw' ? vault.seal('f', 'value') : vault.seal('f', 'value').length,
      benign: ['length'],
    },
  },
} satisfies Driver<Subject>;
