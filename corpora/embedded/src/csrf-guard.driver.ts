import { createHmac } from 'node:crypto';
import type { Driver, World } from '@bebug/oracle/driver';
import { CsrfGuard, type FormRequest } from './csrf-guard.ts';

interface Subject {
  readonly guard: CsrfGuard;
  readonly world: World;
}

const SECRET = 'a secret of sixteen';
const ORIGIN = 'https://shop.example';
const NOW = 1_700_000_000;

function sealed(session: string, expiresAt: string, nonce: string, secret = SECRET): string {
  const signature = createHmac('sha256', secret)
    .update(JSON.stringify([session, expiresAt, nonce]))
    .digest('base64url');
  return `${expiresAt}.${nonce}.${signature}`;
}

const good = sealed('s1', (NOW + 60).toString(36), 'nonce');
const token = {
  oneOf: [
    good,
    sealed('s2', (NOW + 60).toString(36), 'nonce'),
    sealed('s1', NOW.toString(36), 'nonce'),
    sealed('s1', (NOW + 1).toString(36), 'other'),
    sealed('s1', (NOW + 60).toString(36), 'nonce', 'another secret of theirs'),
    `${good}.x`,
    good.slice(0, -1),
    good.slice(good.indexOf('.') + 1),
    `zz${good}`,
    '',
  ],
};
const session = { oneOf: ['s1', 's2'] };

export default {
  create: (world) => ({ world, guard: new CsrfGuard({ secret: SECRET, origin: ORIGIN, lifetime: 60 }) }),
  calls: {
    check: {
      args: [{ oneOf: ['POST', 'put', 'GET', 'head'] }, session, token],
      run: ({ guard }, method: string, id: string, sent: string) =>
        guard.check({ method, session: id, token: sent, origin: ORIGIN }, NOW),
    },
    checkOrigin: {
      args: [{ oneOf: [ORIGIN, 'http://shop.example', 'https://shop.example.evil.example', 'null', ''] }],
      run: ({ guard }, origin: string) =>
        guard.check({ method: 'POST', session: 's1', origin, token: good }, NOW),
    },
    checkBare: {
      args: [{ oneOf: ['POST', 'OPTIONS', 'delete'] }],
      run: ({ guard }, method: string) => [
        guard.check({ method, session: 's1' }, NOW),
        guard.check({ method, session: 's1', token: good }, NOW),
      ],
    },
    issueAndCheck: {
      args: [session, session, { oneOf: [0, 0.5, 59, 59.5, 60, 61] }],
      run({ guard }, owner: string, sender: string, delay: number) {
        const issued = guard.issue(owner, NOW + 0.5);
        const parts = issued.split('.').map((part) => part.length);
        return [parts, guard.check({ method: 'POST', session: sender, token: issued }, NOW + delay)];
      },
    },
    build: {
      args: [{ integer: [14, 18] }],
      run(_subject, length: number) {
        const options = { secret: 'x'.repeat(length), origin: ORIGIN, lifetime: 60 };
        const guard = new CsrfGuard(options);
        options.secret = SECRET;
        return guard.check({ method: 'POST', session: 's1', token: good }, NOW);
      },
    },
  },
  attacks: {
    'send a form': {
      kit: 'intrusion',
      cwe: 352,
      token: good,
      requests: [sealed('s2', (NOW + 60).toString(36), 'nonce'), sealed('s1', NOW.toString(36), 'nonce')],
      send({ guard, world }, request) {
        const form: FormRequest = { method: 'POST', session: 's1', token: request };
        const verdict = guard.check(form, NOW);
        if (verdict === 'fine') world.act('change the address');
        return verdict;
      },
      benign: [good, 'no token at all'],
    },
    'send a form from another site': {
      kit: 'intrusion',
      cwe: 352,
      requests: ['https://evil.example', 'https://shop.example.evil.example', 'null', ''],
      send({ guard, world }, request) {
        const verdict = guard.check({ method: 'POST', session: 's1', token: good, origin: request }, NOW);
        if (verdict === 'fine') world.act('change the address');
        return verdict;
      },
      benign: [ORIGIN],
    },
    'guess a signature': {
      kit: 'timing',
      cwe: 208,
      secret: good.split('.')[2] as string,
      send: ({ guard }, request) =>
        guard.check(
          { method: 'POST', session: 's1', token: `${good.split('.').slice(0, 2).join('.')}.${request}` },
          NOW,
        ),
      benign: [good.split('.')[2] as string, 'x'.repeat(43), 'x'],
    },
    'foresee a token': {
      kit: 'predictable',
      cwe: 338,
      requests: ['draw'],
      send: ({ guard }, request) =>
        request === 'draw' ? guard.issue('s1', NOW) : guard.issue('s1', NOW).split('.').length,
      benign: ['parts'],
    },
    'draw tokens': {
      kit: 'weak-crypto',
      cwe: 327,
      send: ({ guard }, request) => guard.issue(request, NOW).length,
      benign: ['s1', 's2'],
    },
  },
} satisfies Driver<Subject>;
