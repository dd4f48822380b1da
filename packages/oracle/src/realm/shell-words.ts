const ENDS = new Set([';', '&', '|', '\n', '(', ')', '{', '}']);

/**
 * The programs that a POSIX shell would start for `command`, each with its arguments, in the order of their appearance: quotes
 * and backslashes taken away, substitutions (`$(…)`, backquotes) counted as commands of their own, redirections left out.
 */
export function programsOf(command: string): string[][] {
  const programs: string[][] = [];
  let words: string[] = [];
  let word: string | null = null;
  const endWord = (): void => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endProgram = (): void => {
    endWord();
    // Assignments before a command are no program.
    while (words[0] !== undefined && /^\w+=/u.test(words[0])) words.shift();
    if (words.length > 0) programs.push(words);
    words = [];
  };
  for (let at = 0; at < command.length; at++) {
    const character = command[at]!;
    if (character === "'") {
      const end = closing(command, at + 1, "'");
      word = (word ?? '') + command.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      const end = closingDouble(command, at + 1);
      const text = command.slice(at + 1, end);
      for (const inner of substitutions(text)) programs.push(...programsOf(inner));
      word = (word ?? '') + text.replace(/\\(["\\$`])/gu, '$1');
      at = end;
    } else if (character === '\\') {
      word = (word ?? '') + (command[++at] ?? '');
    } else if (character === '`' || (character === '$' && command[at + 1] === '(')) {
      const [inner, end] = substitution(command, at);
      programs.push(...programsOf(inner));
      word = word ?? '';
      at = end;
    } else if (character === '#' && word === null) {
      const end = command.indexOf('\n', at);
      at = end < 0 ? command.length : end - 1;
    } else if (character === '<' || character === '>') {
      endWord();
      // Where it goes is no argument.
      const target = /^[<>&]*\s*[^\s;|&]*/u.exec(command.slice(at))![0];
      at += target.length - 1;
    } else if (ENDS.has(character)) endProgram();
    else if (/\s/u.test(character)) endWord();
    else word = (word ?? '') + character;
  }
  endProgram();
  return programs;
}

function closing(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end;
}

function closingDouble(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** What stands in a substitution that starts at `at`, and where it ends. */
function substitution(text: string, at: number): readonly [inner: string, end: number] {
  if (text[at] === '`') {
    const end = closing(text, at + 1, '`');
    return [text.slice(at + 1, end), end];
  }
  let depth = 0;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '(') depth++;
    else if (text[end] === ')' && --depth === 0) return [text.slice(at + 2, end), end];
  }
  return [text.slice(at + 2), text.length];
}

function substitutions(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`' || text.startsWith('$(', at)) {
      const [inner, end] = substitution(text, at);
      found.push(inner);
      at = end;
    }
  }
  return found;
}
