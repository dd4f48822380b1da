import type { Driver, World } from '@bebug/oracle/driver';
import { CorsPolicy } from './cors-policy.ts';

interface Subject {
  readonly policy: CorsPolicy;
  readonly world: World;
}

const ORIGINS = ['https://app.example', 'https://*.shop.example'];
const origin = {
  oneOf: [
    'https://app.example',
    'http://app.example',
    'https://www.shop.example',
    'https://a.b.shop.example',
    'http://www.shop.example',
    'https://.shop.example',
    'https://shop.example',
    'https://www.shop.example.evil.example',
    'https://evil.example/.shop.example',
    'https://a..shop.example',
    'null',
    '',
  ],
};

export default {
  create(world) {
    const options = {
      origins: ORIGINS,
      methods: ['PUT', 'DELETE'],
      headers: ['Content-Type', 'X-Request-Id'],
      maxAge: 600,
    };
    const policy = new CorsPolicy(options);
    options.maxAge = 0;
    options.methods = [];
    return { policy, world };
  },
  calls: {
    allows: { args: [origin], run: ({ policy }, from: string) => policy.allows(from) },
    apply: {
      args: [
        { oneOf: ['GET', 'OPTIONS', 'PUT'] },
        origin,
        { oneOf: ['PUT', 'DELETE', 'PATCH', 'GET', 'POST', 'HEAD', ''] },
        { oneOf: ['', 'content-type', 'X-REQUEST-ID , content-type', 'x-secret', 'content-type,x-secret'] },
      ],
      run({ policy }, method: string, from: string, asked: string, names: string) {
        const headers = new Map([['access-control-request-headers', names]]);
        if (from !== '') headers.set('origin', from);
        if (asked !== '') headers.set('access-control-request-method', asked);
        return answer(policy, method, headers);
      },
    },
    preflight: {
      args: [origin],
      run: ({ policy }, from: string) =>
        answer(
          policy,
          'OPTIONS',
          new Map([
            ['origin', from],
            ['access-control-request-method', 'PUT'],
          ]),
        ),
    },
    build: {
      args: [
        {
          oneOf: ['http://localhost:3000', 'app.example', 'https://app.example/', 'https://a.*.example', '*'],
        },
      ],
      run: (_subject, one: string) =>
        new CorsPolicy({ origins: [one], methods: [], headers: [], maxAge: 1 }).allows(one),
    },
  },
  attacks: {
    'read an answer': {
      kit: 'cross-origin',
      cwe: 942,
      allowed: ['app.example'],
      requests: [
        'https://evilshop.example',
        'https://evil.example/.shop.example',
        'https://app.example.evil.example',
      ],
      send: ({ policy, world }, request) =>
        policy.apply({ method: 'GET', headers: new Map([['origin', request]]) }, world.response()),
      benign: ['https://app.example', 'https://www.shop.example'],
    },
    'ask for permission': {
      kit: 'backtracking',
      cwe: 1333,
      send: ({ policy }, request) => policy.allows(`https://${request}.shop.example`),
      benign: ['www', 'a.b-1', 'a..b'],
    },
  },
} satisfies Driver<Subject>;

function answer(policy: CorsPolicy, method: string, headers: Map<string, string>): unknown[] {
  const set: unknown[] = [];
  const outcome = policy.apply(
    { method, headers },
    { setHeader: (name, value) => void set.push([name, value]) },
  );
  return [outcome, set];
}
