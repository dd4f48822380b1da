import { NOTHING, type ScreenRung } from './screen-rung.ts';

/** Rung 1: does the mutant parse? Only a syntax slip may not. */
export const parserRung: ScreenRung = {
  name: 'parser',
  judge(specimen) {
    const { candidate } = specimen;
    const { parser: diagnostics } = specimen.compiled();
    if (diagnostics.length === 0) return NOTHING;
    const isProof = candidate.family === 'syntax';
    return { diagnostics, reason: isProof ? null : 'does not parse', isProof };
  },
};
