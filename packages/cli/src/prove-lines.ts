import { LineMap } from '@bebug/core';
import { homeInWords, type Witness } from '@bebug/core/truth';
import type { Candidate, Examined } from '@bebug/engine';
import type { Operator } from '@bebug/operators';
import pc from 'picocolors';
import { changeOf } from './change.ts';
import type { Io } from './io.ts';

/** What `prove` prints of one mutant. */
export interface Line {
  readonly candidate: Candidate;
  readonly examined: Examined;
  /** 1-based, in the clean file. */
  readonly place: { readonly line: number; readonly column: number };
  /** What changes, in a few characters. */
  readonly change: string;
}

export function lineOf(candidate: Candidate, examined: Examined, cleanText: string): Line {
  const place = new LineMap(cleanText).position(candidate.site.start);
  return { candidate, examined, place, change: changeOf(candidate, cleanText) };
}

/** One line of `prove --json`. */
export function jsonOf({ candidate, examined, place }: Line): object {
  const { operator, family, tier: prior, file, enclosing, edits } = candidate;
  const where = { operator, family, prior, file, ...place, function: enclosing?.name ?? null, edits };
  if (examined.status !== 'proved') {
    const { status, rung, reason, detail } = examined;
    return {
      ...where,
      status,
      rung,
      reason,
      detail,
      tier: null,
      density: null,
      witness: null,
      evidence: null,
    };
  }
  const { status, tier, density, witness, evidence } = examined;
  return {
    ...where,
    status,
    rung: witness.kind,
    reason: null,
    detail: null,
    tier,
    density,
    witness,
    evidence,
  };
}

/** Columns for what changes; longer ones push the rest of their line to the right. */
const CHANGE = 40;

/** Prints mutants as they come, under the name of their file; the widths of the columns are known beforehand. */
export class ProveTable {
  readonly #io: Pick<Io, 'colour' | 'isTerminal' | 'width'>;
  readonly #widths: readonly number[];
  #file = '';

  constructor(operators: readonly Operator[], io: Pick<Io, 'colour' | 'isTerminal' | 'width'>) {
    this.#io = io;
    const widest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));
    const ids = operators.map(({ id }) => id);
    const families = operators.map(({ family }) => family);
    this.#widths = [8, widest(['operator', ...ids]), widest(['family', ...families]), CHANGE, 9, 8, 7];
  }

  row({ candidate, examined, place, change }: Line): string {
    const { bold, dim, green } = pc.createColors(this.#io.colour);
    const isProved = examined.status === 'proved';
    const density = isProved && examined.density !== null ? `${(examined.density * 100).toFixed(1)} %` : '';
    const cells = [
      `${place.line}:${place.column}`,
      candidate.operator,
      candidate.family,
      change,
      (isProved ? examined.witness.kind : examined.rung) ?? '—',
      isProved ? examined.tier : examined.status,
      density.padStart(this.#widths[6]!),
    ];
    const line = this.#cut(this.#join(cells, oneLine(examined)));
    const head = candidate.file === this.#file ? '' : this.#head(candidate.file, bold, dim);
    this.#file = candidate.file;
    return `${head}${isProved ? green(line) : line}\n`;
  }

  #head(file: string, bold: (text: string) => string, dim: (text: string) => string): string {
    const titles = ['place', 'operator', 'family', 'change', 'rung', 'result', 'density'];
    const titleLine = this.#file === '' ? `${dim(this.#join(titles, 'witness or reason'))}\n` : '';
    return `${titleLine}${bold(file)}\n`;
  }

  #join(cells: readonly string[], last: string): string {
    return ['', ...cells.map((cell, index) => cell.padEnd(this.#widths[index]!)), last].join('  ').trimEnd();
  }

  /** A terminal shows one line a mutant; a file gets all of it. */
  #cut(line: string): string {
    const { isTerminal, width } = this.#io;
    return isTerminal && line.length > width ? `${line.slice(0, width - 1)}…` : line;
  }
}

function oneLine(examined: Examined): string {
  const text =
    examined.status === 'proved'
      ? proofInOneLine(examined.witness)
      : `${examined.reason.replace(/^\w+: /u, '')}${examined.detail === '' ? '' : ` — ${examined.detail}`}`;
  return text.replaceAll(/\s+/gu, ' ');
}

function proofInOneLine(witness: Witness): string {
  switch (witness.kind) {
    case 'parser':
    case 'types':
      return witness.diagnostics
        .slice(0, 1)
        .map(({ rule, message }) => `${rule} ${message}`)
        .join('');
    case 'input':
      return inBrackets(witness.call, homeInWords(witness.target));
    case 'tests':
      return witness.failing
        .slice(0, 1)
        .map(({ test }) => `${test} fails`)
        .join('');
    case 'schedule':
      return `${witness.scenario}: ${witness.events.join(', ')}`;
    case 'attack':
      return `${witness.attack} with ${JSON.stringify(witness.payload)}: ${witness.effect}`;
    case 'resource':
      return `${witness.load}: ${witness.effect}`;
  }
}

function inBrackets(text: string, more: string): string {
  return more === '' ? text : `${text} (${more})`;
}
