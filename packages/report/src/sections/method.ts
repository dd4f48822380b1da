import { html, type Html } from '../html.ts';
import type { ReportData } from '../report-data.ts';

/** Everything that is needed to make the same figures again, and what they are figures of. */
export function method({ manifest, entrants }: ReportData): Html {
  const { card } = entrants[0]!;
  const { definitions, weights, sources, ...settings } = card.method;
  const kinds = Object.keys(sources) as (keyof typeof sources)[];
  return html`<div class="columns">
      <div>
        <h3>Bug set</h3>
        <dl class="explanation">
          <dt>Generator</dt>
          <dd>${manifest.generator.name} ${manifest.generator.version}, seed ${manifest.seed}</dd>
          <dt>Set</dt>
          <dd><code>${card.setHash}</code></dd>
          <dt>Corpora</dt>
          <dd>
            ${manifest.corpora.map(
              (pin) =>
                html`<span class="sub"
                  >${pin.name}${pin.version !== null && ` ${pin.version}`}, ${pin.files} files,
                  ${pin.licence ?? 'no licence stated'} <code>${pin.integrity}</code></span
                >`,
            )}
          </dd>
          <dt>Sandbox of the proofs</dt>
          <dd>${manifest.sandbox.length > 0 ? manifest.sandbox.join(', ') : 'none'}</dd>
          ${
            manifest.notes.length > 0 &&
            html`<dt>Notes</dt>
              <dd>${manifest.notes.join(' ')}</dd>`
          }
        </dl>
      </div>
      <div>
        <h3>Scoring</h3>
        <dl class="explanation">
          ${Object.entries(settings).map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${String(value)}</dd>`,
          )}
          <dt>weights</dt>
          <dd>
            ${Object.entries(weights)
              .map(([place, weight]) => `${place} ${weight}`)
              .join(', ')}
          </dd>
        </dl>
      </div>
    </div>
    <h3>Runs</h3>
    <div class="scroll" tabindex="0" role="region" aria-label="Runs">
      <table class="figures">
        <thead>
          <tr>
            ${['Detector', 'Version', 'Answered', 'Failed', 'Refused', 'Timed out', 'Not attempted', 'Bugs not attempted', 'Tokens', 'Cost, USD', 'Prompt', 'Findings, SHA-256', '--known', '--twins', 'Bootstrap n / files'].map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${entrants.map(
            ({ name, card: { tasks, run, version, method: made }, level }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${version}</td>
                <td>${tasks.answered} of ${tasks.total}</td>
                <td>${tasks.failed}</td>
                <td>${tasks.refused}</td>
                <td>${tasks.timedOut}</td>
                <td>${tasks.notAttempted}</td>
                <td>${tasks.bugsNotAttempted}</td>
                <td>
                  ${run.tokens === null ? '–' : (run.tokens.input + run.tokens.output).toLocaleString('en')}
                </td>
                <td>${run.cost === null ? '–' : run.cost.toFixed(2)}</td>
                <td>${run.promptHash === null ? '–' : html`<code>${run.promptHash.slice(0, 12)}</code>`}</td>
                ${kinds.map((kind) => {
                  const hash = made.sources[kind];
                  return html`<td>${hash === null ? '–' : html`<code>${hash.slice(0, 12)}</code>`}</td>`;
                })}
                <td>${level.overall.recall.bootstrap.n} / ${level.overall.recall.bootstrap.clusters}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <h3>What the figures mean</h3>
    <dl class="explanation">
      ${Object.entries(definitions).map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>`;
}
