import { createHmac } from 'node:crypto';
import type { Driver } from '@bebug/oracle/driver';
import { renewSession, signSession, verifySession } from './session-verifier.ts';

const SECRET = 'correct horse battery staple';
const EXPIRES_AT = 1_700_000_000;

const seal = (payload: string) => createHmac('sha256', SECRET).update(payload).digest('hex');
const encode = (data: unknown) => Buffer.from(JSON.stringify(data)).toString('base64url');
const token = (payload: string) => `${payload}.${seal(payload)}`;

const payload = encode({ user: 'ada', role: 'member', expiresAt: EXPIRES_AT });
const now = { oneOf: [EXPIRES_AT - 3600, EXPIRES_AT - 1, EXPIRES_AT, EXPIRES_AT + 1] };
const anyToken = {
  oneOf: [
    token(payload),
    token(encode({ user: 'root', role: 'admin', expiresAt: EXPIRES_AT })),
    token(encode({ user: 7, role: 'admin', expiresAt: EXPIRES_AT })),
    token(encode({ role: 'admin', expiresAt: EXPIRES_AT })),
    token(encode({ user: 'eve', role: 'owner', expiresAt: EXPIRES_AT })),
    token(encode({ user: 'eve', expiresAt: EXPIRES_AT })),
    token(encode({ user: 'eve', role: 'admin', expiresAt: '1800000000' })),
    token(encode({ user: 'eve', role: 'admin' })),
    token(encode(null)),
    token(encode('ada')),
    token('bm90IGpzb24'),
    payload,
    `${payload}.`,
    `${payload}.${'0'.repeat(64)}`,
    `${payload}.${seal(payload)}0`,
    `${encode({ user: 'ada', role: 'admin', expiresAt: EXPIRES_AT })}.${seal(payload)}`,
    '',
    '.',
  ],
};

export default {
  create: () => SECRET,
  calls: {
    sign: {
      args: [{ oneOf: ['ada', 'bob', ''] }, { oneOf: ['member', 'admin'] }, now],
      run: (secret, user: string, role: 'member' | 'admin', expiresAt: number) =>
        signSession({ user, role, expiresAt }, secret),
    },
    verify: {
      args: [anyToken, now],
      run: (secret, text: string, time: number) => verifySession(text, secret, time),
    },
    renew: {
      args: [anyToken, now, { oneOf: [0, 60, 3600, 7200] }],
      run: (secret, text: string, time: number, lifetime: number) =>
        renewSession(text, secret, time, lifetime),
    },
  },
  attacks: {
    'guess a signature': {
      kit: 'timing',
      cwe: 208,
      send: (secret, request) => verifySession(`${payload}.${request}`, secret, EXPIRES_AT - 60),
      benign: [seal(payload), '0'.repeat(64), '', 'abc'],
      secret: seal(payload),
    },
  },
} satisfies Driver<string>;
