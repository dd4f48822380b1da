import type { Driver, World } from '@bebug/oracle/driver';
import { completeSignIn, resolveReturn, signInUrl } from './return-redirect.ts';

const POLICY = { origin: 'https://shop.example', partners: ['pay.example'], fallback: '/account' };

const target = {
  oneOf: [
    null,
    '',
    '/cart?step=2#pay',
    ' /cart\n',
    'cart',
    'https://shop.example/orders',
    'https://shop.example//evil.example/',
    'http://shop.example/orders',
    '//evil.example/',
    'https://pay.example/a?b=c',
    'http://pay.example/',
    'https://user@pay.example/',
    'https://:word@pay.example/',
    'https://www.pay.example/',
    'javascript:alert(1)',
    'https://',
    '/sign-in',
    '/sign-out?now',
    '/register',
    `/${'a'.repeat(511)}`,
    `/${'a'.repeat(512)}`,
  ],
};
const page = { oneOf: ['/', '/cart?a=1&b=2', '/später#x y'] };

interface Answered {
  readonly headers: [string, string][];
  readonly location: string | null;
}

function answer(query: string): Answered {
  const headers: [string, string][] = [];
  let location: string | null = null;
  const response = {
    setHeader(name: string, value: string) {
      headers.push([name, value]);
    },
    redirect(url: string) {
      location = url;
    },
  };
  completeSignIn(query, response, POLICY);
  return { headers, location };
}

export default {
  create: (world) => world,
  calls: {
    resolve: { args: [target], run: (_world, to: string | null) => resolveReturn(to, POLICY) },
    signIn: { args: [page], run: (_world, current: string) => signInUrl(current) },
    signInWith: {
      args: [page, { oneOf: ['expired', 'a b&c=d', ''] }],
      run: (_world, current: string, message: string) => signInUrl(current, message),
    },
    roundTrip: { args: [page], run: (_world, current: string) => answer(signInUrl(current).slice(9)) },
    complete: {
      args: [{ oneOf: ['', 'next=', 'next=%2Fcart', 'to=%2Fcart', 'next=%2Fa&next=%2Fb'] }],
      run: (_world, query: string) => answer(query),
    },
  },
  attacks: {
    'complete a sign-in': {
      kit: 'open-redirect',
      cwe: 601,
      allowed: ['shop.example', 'pay.example'],
      requests: ['https://shop.example//evil.example/', '/.//evil.example/'],
      send(world, request) {
        completeSignIn(`next=${encodeURIComponent(request)}`, world.response(), POLICY);
        return 'signed in';
      },
      benign: ['/cart', 'https://shop.example/a', 'https://pay.example/a'],
    },
  },
} satisfies Driver<World>;
