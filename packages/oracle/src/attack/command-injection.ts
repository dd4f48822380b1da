import { oneByOne, type AttackKit } from './kit.ts';
import { recordsOf } from './seen.ts';

const PROGRAM = 'bebug-program';
const WRAPPINGS = [
  '; @',
  '| @',
  '&& @',
  '|| @',
  '& @',
  '\n@\n',
  '$(@)',
  '`@`',
  "'; @ '",
  '"; @ "',
  "' | @ #",
  '" | @ #',
  '"$(@)"',
  "'$(@)'",
  '$(@) #',
  '\\`@\\`',
];
const OPTIONS = [
  '--exec=bebug-program',
  '-oProxyCommand=bebug-program',
  '--upload-pack=bebug-program',
  '-c bebug-program',
];

/**
 * A program that only the shell of an outsider's words would start (CWE-78), behind separators, in substitutions, out of quotes;
 * or a word that becomes an option (`allowed`: arguments that may start with a dash). `world.exec` is the shell.
 */
export const commandInjection: AttackKit = {
  covers: ['command-injection'],
  attempts({ benign }) {
    const stems = [...new Set(['', ...benign])].slice(0, 3);
    const words = WRAPPINGS.map((wrapping) => wrapping.replace('@', PROGRAM));
    return oneByOne([...stems.flatMap((stem) => words.map((word) => stem + word)), ...OPTIONS]);
  },
  effect(answers, { allowed }) {
    for (const { name, value } of recordsOf(answers, 'exec')) {
      if (name === PROGRAM) return `the program ${PROGRAM} was started`;
      const words = value.split('\0');
      const end = words.indexOf('--');
      const option = (end < 0 ? words : words.slice(0, end)).find(
        (word) => word.startsWith('-') && word.includes(PROGRAM) && !allowed.includes(word),
      );
      if (option !== undefined) return `${name} got the option ${option}`;
    }
    return null;
  },
};
