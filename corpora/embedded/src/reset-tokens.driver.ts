import type { Driver, World } from '@bebug/oracle/driver';
import { ResetTokens } from './reset-tokens.ts';

interface Subject {
  readonly tokens: ResetTokens;
  readonly world: World;
  /** By account, what its owner was sent. */
  readonly sent: Map<string, string>;
  readonly clock: { now: number };
}

const account = { oneOf: ['ada', 'eve'] };

function issue({ tokens, sent, clock }: Subject, name: string): unknown {
  const issued = tokens.issue(name, clock.now);
  if (issued.kind === 'wait') return issued;
  sent.set(name, issued.token);
  return { expiresAt: issued.expiresAt, length: issued.token.length };
}

export default {
  create: (world) => ({
    world,
    tokens: new ResetTokens({ lifetime: 100, pause: 10 }),
    sent: new Map<string, string>(),
    clock: { now: 1000 },
  }),
  calls: {
    issue: { args: [account], run: issue },
    redeem: {
      args: [account, account],
      run: ({ tokens, sent, clock }, name: string, owner: string) =>
        tokens.redeem(name, sent.get(owner) ?? '', clock.now),
    },
    issueAndRedeem: {
      args: [account, account, { oneOf: [0, 1, 9, 9.5, 10, 99, 99.5, 100, 101] }],
      run(subject, name: string, other: string, seconds: number) {
        const first = issue(subject, name);
        subject.clock.now += seconds;
        const token = subject.sent.get(name) ?? '';
        return [first, issue(subject, other), subject.tokens.redeem(name, token, subject.clock.now)];
      },
    },
    revoke: {
      args: [account],
      run: ({ tokens }, name: string) => {
        tokens.revoke(name);
      },
    },
    sweep: { args: [], run: ({ tokens, clock }) => tokens.sweep(clock.now) },
    issueAndSweep: {
      args: [{ oneOf: [1, 10, 20] }, { oneOf: [1, 10, 20] }, { oneOf: [0, 1, 9, 10, 11, 20] }],
      run(_subject, lifetime: number, pause: number, seconds: number) {
        const options = { lifetime, pause };
        const tokens = new ResetTokens(options);
        options.lifetime = 50;
        options.pause = 50;
        tokens.issue('ada', 0);
        tokens.issue('eve', 1);
        return [tokens.sweep(seconds), tokens.pendingAt(seconds), tokens.issue('ada', seconds).kind];
      },
    },
    advance: {
      args: [{ oneOf: [1, 9, 10, 90, 99, 100] }],
      run: ({ clock }, seconds: number) => {
        clock.now += seconds;
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, 1, NaN] }, { oneOf: [-1, 0, 1, NaN] }],
      run: (_subject, lifetime: number, pause: number) => new ResetTokens({ lifetime, pause }).pendingAt(0),
    },
  },
  observe: ({ tokens, clock }) => tokens.pendingAt(clock.now),
  attacks: {
    'redeem a token': {
      kit: 'intrusion',
      cwe: 613,
      requests: ['late', 'of another', 'twice', 'old', 'revoked'],
      send(subject, request) {
        const { tokens, sent, world } = subject;
        issue(subject, 'ada');
        issue(subject, 'eve');
        const token = sent.get(request === 'of another' ? 'eve' : 'ada') ?? '';
        if (request === 'twice') tokens.redeem('ada', token, 1001);
        if (request === 'revoked') tokens.revoke('ada');
        if (request === 'old') tokens.issue('ada', 1010);
        const isGood = tokens.redeem('ada', token, request === 'late' ? 1100 : 1011);
        if (isGood && request !== 'in time') world.act('change the password of ada');
        return isGood;
      },
      benign: ['in time'],
    },
    'foresee a token': {
      kit: 'predictable',
      cwe: 338,
      requests: ['draw'],
      send({ tokens, sent, clock }, request) {
        clock.now += 10;
        const issued = tokens.issue('ada', clock.now);
        if (request !== 'draw') return sent.size;
        return issued.kind === 'issued' ? issued.token : 'none';
      },
      benign: ['count'],
    },
    'store tokens': {
      kit: 'weak-crypto',
      cwe: 327,
      send: ({ tokens, clock }, request) => [
        tokens.issue(request, clock.now).kind,
        tokens.redeem(request, 'x', clock.now),
      ],
      benign: ['ada', 'eve'],
    },
  },
  loads: {
    'ask, and sweep': {
      run({ tokens }, n: number) {
        for (let second = 0; second < n; second++) {
          tokens.issue(`account ${String(second)}`, second * 100);
          tokens.sweep(second * 100);
        }
        return n;
      },
    },
  },
} satisfies Driver<Subject>;
