import type { Bug } from '@bebug/core/truth';
import { diffView } from '../diff-view.ts';
import { explanationView } from '../explanation-view.ts';
import { html, type Html } from '../html.ts';
import type { Entrant, ReportData } from '../report-data.ts';
import { witnessView } from '../witness-view.ts';
import { outcomeOf } from './bug-list.ts';

/** One view a bug; the address says which of them shows, so that the browser's own history and links work. */
export function bugDetails(data: ReportData): Html {
  const results = data.entrants[0]!.card.bugs;
  return html`<div class="bug-views">
    ${results.map((result, index) => {
      const bug = data.bugs.get(result.bug);
      const place = bug ? `${result.file}:${bug.mutated.startLine}` : result.file;
      return html`<article
        class="bug-view"
        id="${result.bug}"
        tabindex="-1"
        aria-labelledby="${result.bug}-title"
      >
        <p class="steps">
          ${stepLink(results[index - 1]?.bug, '← previous')}
          <a href="#bugs">all bugs</a>
          ${stepLink(results[index + 1]?.bug, 'next →')}
        </p>
        <h3 id="${result.bug}-title">${result.title}</h3>
        <p class="tags">
          <span class="tier tier-${result.tier}">${result.tier}</span>
          <span class="tag">${result.family}</span>
          <span class="tag">${result.operator}</span>
          ${bug?.cwe != null && html`<span class="tag">CWE-${bug.cwe}</span>`}
          <code>${place}</code>
          <code class="dim">${result.bug}</code>
        </p>
        ${bug && truth(bug, data)}
        <h4>Who found it</h4>
        ${data.entrants.map((entrant) => whatTheySaid(entrant, result.bug))}
      </article>`;
    })}
    <p class="placeholder">
      Choose a bug in the list above to see its diff, its proof and what each detector said.
    </p>
  </div>`;
}

function stepLink(bug: string | undefined, text: string): Html {
  return bug === undefined ? html`<span class="dim">${text}</span>` : html`<a href="#${bug}">${text}</a>`;
}

function truth(bug: Bug, { texts }: ReportData): Html {
  const text = texts.get(bug.task)?.get(bug.file);
  return html`${text !== undefined && diffView(text, bug)}
    <div class="columns">
      <div>
        <h4>Explanation</h4>
        ${explanationView(bug)}
      </div>
      <div>
        <h4>Proof</h4>
        ${witnessView(bug)}
      </div>
    </div>`;
}

function whatTheySaid({ name, hue, card, results }: Entrant, id: string): Html {
  const result = results.get(id);
  const outcome = outcomeOf(result);
  const finding = result?.finding == null ? undefined : card.findings[result.finding];
  const nearer = result && !result.found && (result.foundAt.function || result.foundAt.file);
  return html`<div class="said hue-${hue}">
    <p>
      <span class="swatch" aria-hidden="true"></span><b>${name}</b>
      <span class="outcome outcome-${outcome.word}">${outcome.word}</span>
      <span class="dim"
        >${outcome.title}${nearer && ` Found at ${result.foundAt.function ? 'function' : 'file'} level.`}</span
      >
    </p>
    ${
      finding &&
      html`<blockquote>
        <p>${finding.explanation ?? '(no explanation)'}</p>
        <footer>
          lines
          ${finding.startLine}–${finding.endLine}${finding.category !== null && `, ${finding.category}`}${finding.confidence !== null && `, confidence ${finding.confidence}`}
        </footer>
      </blockquote>`
    }
  </div>`;
}
