import { printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';

/** Where a text stops being JSON, from 1, and what was expected there. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

/**
 * The first place at which a text is no JSON: messages of `JSON.parse` name it for some mistakes only. `null` where it cannot be told, as
 * in a text that is nested deeper than the stack.
 */
export function findJsonFault(text: string): JsonFault | null {
  try {
    visit(
      text,
      {
        onError(code, offset, length, startLine, startCharacter) {
          throw new Fault(code, startLine + 1, startCharacter + 1);
        },
      },
      { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
    );
  } catch (error) {
    if (error instanceof Fault) return { line: error.line, column: error.column, what: wordsOf(error.code) };
    if (error instanceof RangeError) return null;
    throw error;
  }
  return null;
}

/** Ends the visit: what comes after the first mistake is of no use. */
class Fault extends Error {
  readonly code: ParseErrorCode;
  readonly line: number;
  readonly column: number;

  constructor(code: ParseErrorCode, line: number, column: number) {
    super();
    this.code = code;
    this.line = line;
    this.column = column;
  }
}

/** `CloseBraceExpected` → `close brace expected`. */
function wordsOf(code: ParseErrorCode): string {
  return printParseErrorCode(code)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .toLowerCase();
}
