import type { Bug, Outcome, Witness } from '@bebug/core/truth';
import { percent } from './figures.ts';
import { html, type Html } from './html.ts';

/** What proves that the bug is one, so that a person can follow it. */
export function witnessView({ witness, density }: Pick<Bug, 'witness' | 'density'>): Html {
  return html`<dl class="explanation">
    ${factsOf(witness).map(
      ([term, text]) =>
        html`<dt>${term}</dt>
          <dd><code>${text}</code></dd>`,
    )}
    ${
      density !== null &&
      html`<dt>Density</dt>
        <dd>${percent(density)} of generated inputs expose it</dd>`
    }
  </dl>`;
}

function factsOf(witness: Witness): (readonly [term: string, text: string])[] {
  switch (witness.kind) {
    case 'parser':
    case 'types':
      return witness.diagnostics.map(
        ({ rule, message, line }) => [`${rule}, line ${line}`, message] as const,
      );
    case 'input':
      return [
        ['Call', witness.call],
        ...(witness.target.module === undefined ? [] : [['Exports of', witness.target.module] as const]),
        ...(witness.target.place === undefined ? [] : [['Runs in', `a ${witness.target.place}`] as const]),
        ['Clean code', outcome(witness.clean)],
        ['With the bug', outcome(witness.mutated)],
        ['Found after', `${witness.executions} executions (${witness.generation} inputs)`],
      ];
    case 'schedule':
      return [
        ['Scenario', witness.scenario],
        ['Order of events', witness.events.map((event, index) => `${index + 1}. ${event}`).join('\n')],
        ['Outcome', witness.outcome],
        [
          'Rarity',
          `${witness.rarity.failing} of ${witness.rarity.explored} schedules fail; the clean code has ${witness.cleanOutcomes} outcomes`,
        ],
      ];
    case 'attack':
      return [
        ['Attack', `${witness.attack} (CWE-${witness.cwe})`],
        ['Request', JSON.stringify(witness.payload)],
        ['Effect', witness.effect],
        ['Clean code', outcome(witness.clean)],
        ['With the bug', outcome(witness.mutated)],
        ['Benign requests', `${witness.benignServed} served alike`],
      ];
    case 'tests':
      return [
        ['Command', witness.command],
        ...witness.failing.map(({ test, message }) => [test, message] as const),
      ];
    case 'resource':
      return [
        ['Load', witness.load],
        ['Counted', `${witness.counter} at sizes ${witness.sizes.join(', ')}`],
        ['Clean code', witness.clean.join(', ')],
        ['With the bug', witness.mutated.join(', ')],
        ['Effect', witness.effect],
      ];
  }
}

function outcome({ ending, detail }: Outcome): string {
  return detail === '' ? ending : detail;
}
