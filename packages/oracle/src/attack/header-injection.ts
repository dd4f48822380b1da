import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const HEADER = 'X-Bebug: 1';
const BREAKS = ['\r\n', '\n', '\r', '\r\n\r\n', '%0d%0a', '%0a', '\u2028', '\u560a', '\r\n\t'];

/** A header of the outsider's own (CWE-113): a line break in a header that is set. The driver answers through `world.response`. */
export const headerInjection: AttackKit = {
  covers: ['header-injection'],
  attempts: ({ benign, requests }) =>
    oneByOne([
      ...requests,
      ...['', ...benign].slice(0, 3).flatMap((stem) => BREAKS.map((lineBreak) => stem + lineBreak + HEADER)),
    ]),
  effect(answers) {
    const broken = recordsOf(answers, 'header').find(({ name, value }) => /[\r\n]/u.test(name + value));
    return broken ? `the header ${broken.name.split(/[\r\n]/u)[0]!} holds a line break` : null;
  },
};
