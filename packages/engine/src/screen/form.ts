/** A normal form: a token, or a kind of node with its parts. */
export type Form = string | readonly Form[];

const OPPOSITE: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };
const DUAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' };
/** Operators whose value is a boolean, whatever the operands. */
const TESTS = new Set(['===', '!==', '==', '!=', '<', '>', '<=', '>=', 'in', 'instanceof']);

export function binary(left: Form, operator: string, right: Form): Form {
  return ['binary', left, operator, right];
}

/** The value of `!of`: a boolean, so that all below it counts as true or false only. */
export function not(of: Form): Form {
  return booleanNot(truth(of));
}

/** A form that is true exactly when `of` is, for places that look at nothing else. */
export function truth(of: Form): Form {
  if (isNot(of)) return opposite(truth(of[1]));
  if (isBinary(of) && of[2] in DUAL) return binary(truth(of[1]), of[2], truth(of[3]));
  return of;
}

/** A form that is true exactly when `of` is false; `of` has been through `truth`. */
export function opposite(of: Form): Form {
  if (isNot(of)) return of[1];
  if (isBinary(of) && of[2] in OPPOSITE) return binary(of[1], OPPOSITE[of[2]]!, of[3]);
  if (isBinary(of) && of[2] in DUAL) return binary(opposite(of[1]), DUAL[of[2]]!, opposite(of[3]));
  return ['not', of];
}

/** Like `opposite`, but with the very value `true` or `false`. */
function booleanNot(of: Form): Form {
  if (isNot(of)) return isBoolean(of[1]) ? of[1] : ['not', of];
  if (isBinary(of) && of[2] in DUAL) return binary(booleanNot(of[1]), DUAL[of[2]]!, booleanNot(of[3]));
  return opposite(of);
}

function isBoolean(form: Form): boolean {
  if (isNot(form)) return true;
  if (!isBinary(form)) return false;
  return form[2] in DUAL ? isBoolean(form[1]) && isBoolean(form[3]) : TESTS.has(form[2]);
}

function isNot(form: Form): form is readonly ['not', Form] {
  return typeof form !== 'string' && form[0] === 'not' && form.length === 2;
}

function isBinary(form: Form): form is readonly ['binary', Form, string, Form] {
  return typeof form !== 'string' && form[0] === 'binary' && form.length === 4;
}
