import * as ts from 'typescript';

/** A slip of the fingers in a name: two letters swapped, one left out or one doubled; never one of the `taken` names. */
export function typoOf(name: string, taken: ReadonlySet<string>): string | null {
  for (const slip of slipsOf([...name])) {
    const isName = slip !== name && ts.isIdentifierStart(slip.codePointAt(0)!, ts.ScriptTarget.ESNext);
    if (isName && !taken.has(slip) && !isKeyword(slip)) return slip;
  }
  return null;
}

/** The last pairs of letters first: the beginning of a word is rarely mistyped. */
function* slipsOf(letters: readonly string[]): Generator<string> {
  const places = letters.map((_, index) => letters.length - 1 - index).slice(1, -1);
  for (const at of places) yield letters.toSpliced(at, 2, letters[at + 1]!, letters[at]!).join('');
  for (const at of places) yield letters.toSpliced(at, 1).join('');
  for (const at of places) yield letters.toSpliced(at, 0, letters[at]!).join('');
}

function isKeyword(word: string): boolean {
  return ts.identifierToKeywordKind(ts.factory.createIdentifier(word)) !== undefined;
}
