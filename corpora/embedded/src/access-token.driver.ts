import { createHmac } from 'node:crypto';
import type { Driver, World } from '@bebug/oracle/driver';
import { AccessTokens, TokenRejectedError } from './access-token.ts';

interface Subject {
  readonly tokens: AccessTokens;
  readonly world: World;
}

const NOW = 1_700_000_000;
const SECRETS = new Map([
  ['k1', 'old secret'],
  ['k2', 'new secret'],
]);

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function forge(header: unknown, payload: unknown, secret = 'new secret'): string {
  const content = `${part(header)}.${part(payload)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

const header = { alg: 'HS256', typ: 'JWT', kid: 'k2' };
const payload = { iss: 'shop', sub: 'eve', scope: 'orders:read carts:*', exp: NOW + 60 };
const good = forge(header, payload);
const [head = '', body = '', signature = ''] = good.split('.');
const late = forge(header, { ...payload, exp: NOW - 30 });
const admin = { ...payload, sub: 'ada', scope: 'admin:*' };

const token = {
  oneOf: [
    good,
    forge({ ...header, kid: 'k1' }, payload, 'old secret'),
    forge(header, payload, 'old secret'),
    forge({ ...header, kid: 'k3' }, payload),
    forge({ alg: 'HS256' }, payload),
    forge({ ...header, alg: 'none' }, payload),
    forge({ ...header, alg: 'HS512' }, payload),
    forge(header, { ...payload, iss: 'bank' }),
    forge(header, { ...payload, sub: 1 }),
    forge(header, { ...payload, scope: ['orders:read'] }),
    forge(header, { ...payload, scope: ' orders:read  ' }),
    forge(header, { ...payload, exp: String(NOW + 60) }),
    forge(header, { ...payload, exp: undefined }),
    forge(header, null),
    late,
    forge(header, { ...payload, exp: NOW - 29 }),
    `${head}.${part(admin)}.${signature}`,
    `${head}.${body}.${signature.slice(2)}`,
    `${head}.${body}.`,
    `${head}.${body}`,
    `${good}.x`,
    `${part(null)}.${body}.${signature}`,
    `{.${body}.${signature}`,
    '',
  ],
};
const scope = {
  oneOf: ['orders:read', 'orders:write', 'orders', 'carts:write', 'carts:', 'carts', 'admin:all', ''],
};

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error instanceof TokenRejectedError ? [error.message, error.problem] : error;
  }
}

export default {
  create(world) {
    const secrets = new Map(SECRETS);
    const tokens = new AccessTokens({ issuer: 'shop', secrets, current: 'k2' });
    secrets.set('k3', 'new secret');
    return { world, tokens };
  },
  calls: {
    authorize: {
      args: [token, scope],
      run: ({ tokens }, sent: string, right: string) => outcome(() => tokens.authorize(sent, right, NOW)),
    },
    authorizeToRead: {
      args: [token],
      run: ({ tokens }, sent: string) => outcome(() => tokens.authorize(sent, 'orders:read', NOW)),
    },
    issue: {
      args: [{ oneOf: [[], ['a'], ['a:*', 'b']] }, { oneOf: [0, 60] }],
      run: ({ tokens }, scopes: string[], lifetime: number) => tokens.issue('ada', scopes, NOW, lifetime),
    },
    issueAndAuthorize: {
      args: [
        { oneOf: [[], [''], ['a'], ['a:*', 'b']] },
        { oneOf: ['a', 'a:b', 'b', ''] },
        { oneOf: [0, 60, 89, 90] },
      ],
      run: ({ tokens }, scopes: string[], right: string, seconds: number) =>
        outcome(() => tokens.authorize(tokens.issue('ada', scopes, NOW, 60), right, NOW + seconds)),
    },
    build: {
      args: [{ oneOf: ['k1', 'k2', 'k3'] }],
      run: (_subject, current: string) =>
        new AccessTokens({ issuer: 'shop', secrets: SECRETS, current }).issue('ada', ['a'], NOW, 60),
    },
  },
  attacks: {
    'send a token': {
      kit: 'forged-token',
      cwe: 347,
      token: good,
      fields: { sub: 'ada', scope: 'admin:*' },
      secret: 'a public key',
      send({ tokens, world }, request) {
        const { user } = tokens.authorize(request, request === good ? 'orders:read' : 'admin:all', NOW);
        if (user === 'ada') world.act('enter as ada');
        return user;
      },
      benign: [good, 'x.y.z'],
    },
    'send a token without a right': {
      kit: 'intrusion',
      cwe: 613,
      requests: [
        late,
        forge(header, admin, 'old secret'),
        forge(header, { ...payload, iss: 'bank' }),
        `${head}.${body}.`,
      ],
      send({ tokens, world }, request) {
        const { user } = tokens.authorize(request, 'orders:read', NOW);
        if (request !== good) world.act('read orders');
        return user;
      },
      benign: [good],
    },
    'ask for more than was granted': {
      kit: 'intrusion',
      cwe: 863,
      requests: ['orders:write', 'admin:all', 'carts', 'orders:read:all', ''],
      send({ tokens, world }, request) {
        const { user } = tokens.authorize(good, request, NOW);
        if (request !== 'orders:read' && request !== 'carts:write') world.act(request);
        return user;
      },
      benign: ['orders:read', 'carts:write'],
    },
    'guess a signature': {
      kit: 'timing',
      cwe: 208,
      secret: signature,
      send: ({ tokens }, request) => tokens.authorize(`${head}.${body}.${request}`, 'orders:read', NOW).user,
      benign: [signature, 'A'.repeat(43), 'x'],
    },
  },
} satisfies Driver<Subject>;
