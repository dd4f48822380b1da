/** A word of a shell command: what it says without its quotes, and where it stands. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One simple command of a shell text: the words between two operators. */
export type SimpleCommand = readonly Word[];

/**
 * The simple commands of a shell text, in order. Knows quotes, backslashes, `&&`, `||`, `;`, `|`, `&`, parentheses and line ends;
 * what a command substitution holds is part of its word.
 */
export function simpleCommands(text: string): SimpleCommand[] {
  const commands: Word[][] = [];
  let words: Word[] = [];
  let word: { text: string; start: number } | null = null;
  const endWord = (end: number): void => {
    if (word) words.push({ ...word, end });
    word = null;
  };
  const endCommand = (end: number): void => {
    endWord(end);
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    const isJoined = character === '&' && text[index - 1] === '>';
    if (/[;|&()\n]/u.test(character) && !isJoined) endCommand(index);
    else if (/\s/u.test(character)) endWord(index);
    else {
      word ??= { text: '', start: index };
      const close = '\'"`'.includes(character) ? text.indexOf(character, index + 1) : -1;
      if (close > 0) {
        word.text += text.slice(index + 1, close);
        index = close;
      } else if (character === '\\' && index + 1 < text.length) word.text += text[++index]!;
      else word.text += character;
    }
  }
  endCommand(text.length);
  return commands;
}

/** `text` as one word of a shell command. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
