/** Steps that take blanks off a text. */
export const TRIMS = /^trim(?:Start|End|Left|Right)?$/u;

/** Steps that bring a text into the form in which it is compared. */
export const NORMALISES = /^(?:to(?:Locale)?(?:Lower|Upper)Case|normalize)$/u;

/** Both: the steps that validation has operators for. */
export const TEXT_FORMS = new RegExp(`${TRIMS.source}|${NORMALISES.source}`, 'u');
