import type { Driver } from '@bebug/oracle/driver';
import { formatIni, IniError, parseIni } from './ini-document.ts';

const line = {
  oneOf: [
    '',
    '; a = 1',
    '  # comment \\',
    'a = 1',
    'a = -1.5 ; comment',
    'b = true',
    'b=false',
    'b = true ; yes',
    'b = false # no',
    'b = "true"',
    'c = 007',
    'c = Infinity',
    'c =',
    'd = x;y # z',
    'd = one \\',
    '  two',
    'e = " x ; y " # z',
    'e = "\\"q\\" \\\\ \\t\\n"',
    'e = "x',
    'e = "x" y',
    'e = "\\q"',
    'f[] = 1',
    'f [] = "x ; y"',
    'f = 2',
    'a = b = c',
    '= 2',
    'key',
    '[one]',
    ' [ two words ] ; more',
    '[one] x',
    '[]',
    '[ ]',
    '[a',
  ],
};

/** What was read, or what is wrong and where. */
function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof IniError ? [error.name, error.message, error.line] : error;
  }
}

export default {
  create: () => null,
  calls: {
    one: { args: [line], run: (_subject, only: string) => outcome(() => parseIni(only)) },
    three: { args: [line, line, line], run: (_subject, ...lines: string[]) => parseIni(lines.join('\n')) },
    five: {
      args: [line, line, line, line, line],
      run: (_subject, ...lines: string[]) => outcome(() => parseIni(lines.join('\r\n'))),
    },
    rewrite: {
      args: [line, line, line, line],
      run: (_subject, ...lines: string[]) => formatIni(parseIni(lines.join('\n'))),
    },
    rewriteGood: {
      args: [{ oneOf: ['a = 1', 'f[] = x', ''] }, { oneOf: ['[one]', '[one]\nb = "x\\ty"', ''] }],
      run: (_subject, ...lines: string[]) =>
        formatIni(parseIni([...lines, '[two]', 'g[] = 1', 'g[] = "\\\\"'].join('\n'))),
    },
  },
  attacks: {
    'read a value': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_subject, request) => parseIni(`a = ${request}`).size,
      benign: ['x ; y', '"x" # y'],
    },
    'read a line': {
      kit: 'backtracking',
      cwe: 1333,
      send: (_subject, request) => parseIni(request).size,
      benign: ['[a] ; b', 'a = 1'],
    },
  },
} satisfies Driver<null>;
