import type { CalibratedBug, Calibration } from '@bebug/scorer';
import { decimal, decimalInterval } from '../figures.ts';
import { figuresTable, namedEntrant, withRange } from '../figures-table.ts';
import { html, type Html } from '../html.ts';
import { laneNames, lanes, plot, roundTicks, wideChart, type Scales } from '../plot.ts';
import type { Entrant, ReportData } from '../report-data.ts';

const Z95 = 1.96;
const LANE = 34;
/** So many bugs of one dot are named when it is pointed at. */
const MOST_NAMED = 8;

/** Bugs and detectors on one scale: who is expected to find what. */
export function difficulty({ entrants, calibration }: ReportData): Html {
  if (calibration === null)
    return html`<p>
      Difficulty is told from who finds what: it takes at least two runs on the set (<code
        >bebug report SET RUN RUN</code
      >).
    </p>`;
  const { model, vectors, isProvisional, isConverged, bugs, tiers, abilities } = calibration;
  const measured = bugs.filter(({ b }) => b !== null);
  return html`<p>
      ${
        model === 'rasch'
          ? `Rasch model of ${vectors} runs, in logits. A detector finds a bug at its own height with a chance of one half, one logit lower with 73 %.`
          : `Difficulties by the two-parameter model of ${vectors} runs, in standard deviations of ability. A detector finds a bug at its own height with a chance of one half. Abilities are those of the Rasch model: by the other their intervals would be too short, since it takes estimated slopes for known.`
      }
      ${measured.length} of ${bugs.length} bugs have a difficulty: the others were found by every run, or by
      none.
    </p>
    ${
      (isProvisional || !isConverged) &&
      html`<p class="callout warn">
        ${isProvisional && 'Fewer than 40 runs: difficulties and tiers are provisional.'}
        ${!isConverged && 'The fit did not come to rest: take the figures for rough.'}
      </p>`
    }
    ${
      measured.length > 0 &&
      html`<figure>
        ${wideChart('Map of bugs and detectors', itemMap(calibration, entrants))}
        <figcaption>
          <span class="dim"
            >Dots are bugs, with their number where several are as hard; bars are detectors with their 95 %
            interval. Further right is harder, and abler.</span
          >
        </figcaption>
      </figure>`
    }
    <div class="columns">
      ${figuresTable(
        'Ability of the detectors',
        ['Detector', 'Ability'],
        abilities.map(({ theta, interval }, place) => [
          namedEntrant(entrants[place]!),
          withRange(theta.toFixed(2), decimalInterval(interval, 2)),
        ]),
      )}
      ${figuresTable(
        'Difficulty of the tiers',
        ['Tier', 'Bugs', 'With a difficulty', 'Mean difficulty'],
        tiers.map(({ tier, bugs: all, measured: some, meanB }) => [tier, all, some, decimal(meanB, 2)]),
      )}
    </div>
    ${oddities(bugs)}`;
}

function logits(value: number | null, se: number | null): Html {
  if (value === null || se === null) return withRange(decimal(value, 2), '');
  return withRange(value.toFixed(2), `[${(value - Z95 * se).toFixed(2)}, ${(value + Z95 * se).toFixed(2)}]`);
}

/** A lane for each detector, then one for each tier. */
function itemMap({ model, bugs, tiers, abilities }: Calibration, entrants: readonly Entrant[]): Html {
  const ends = [
    ...bugs.flatMap(({ b }) => b ?? []),
    ...abilities.flatMap(({ theta, interval }) => [interval?.low ?? theta, interval?.high ?? theta]),
  ];
  const [low, high] = [Math.floor(Math.min(...ends)), Math.ceil(Math.max(...ends))];
  const names = [...entrants.map(({ name }) => name), ...tiers.map(({ tier }) => tier)];
  const { size, axis, middles } = lanes(names, LANE);
  const x = {
    name: `Difficulty and ability, ${model === 'rasch' ? 'logits' : 'standard deviations'}`,
    low,
    high,
    ticks: roundTicks(low, high, 8),
    write: (tick: number) => decimal(tick, high - low > 4 ? 0 : 1),
  };
  const title = 'Difficulty of the bugs by tier against ability of the detectors';
  return plot(title, size, { x, y: axis }, (scales) => [
    laneNames(names, middles),
    abilities.map((ability, place) => abilityBar(entrants[place]!, ability, middles[place]!, scales)),
    tiers.map(({ tier }, place) =>
      bugDots(
        bugs.filter((bug) => bug.tier === tier),
        middles[entrants.length + place]!,
        scales,
      ),
    ),
  ]);
}

function abilityBar(
  { name, hue }: Entrant,
  ability: Calibration['abilities'][number],
  y: number,
  { x }: Scales,
): Html {
  const { theta, interval } = ability;
  return html`<g class="hue-${hue}">
    <title>${name}: ${theta.toFixed(2)} ${decimalInterval(interval, 2)}</title>
    ${interval !== null && html`<path class="span" d="M${x(interval.low)} ${y}H${x(interval.high)}" />`}
    <circle class="dot" cx="${x(theta)}" cy="${y}" r="6" />
  </g>`;
}

/** A dot for each bug; bugs of equal difficulty are one dot, as large as they are many. */
function bugDots(bugs: readonly CalibratedBug[], y: number, { x }: Scales): Html[] {
  const piles = Map.groupBy(
    bugs.filter(({ b }) => b !== null),
    ({ b }) => x(b!),
  );
  return [...piles].map(([place, pile]) => {
    const { b, se, found, attempted } = pile[0]!;
    const named = pile.slice(0, MOST_NAMED).map(({ bug, operator }) => `${operator} (${bug})`);
    const rest = pile.length > MOST_NAMED ? ` and ${pile.length - MOST_NAMED} more` : '';
    const radius = Math.min(LANE / 2 - 2, 2.5 + 1.7 * Math.sqrt(pile.length));
    return html`<g class="${pile.some(({ flags }) => flags.length > 0) ? 'odd' : ''}">
      <title>
        ${decimal(b, 2)} ± ${decimal(se === null ? null : Z95 * se, 2)}, found by ${found} of ${attempted}:
        ${named.join(', ')}${rest}
      </title>
      <circle class="bug-dot" cx="${place}" cy="${y}" r="${radius.toFixed(1)}" />
      ${pile.length > 1 && html`<text class="pile" x="${place}" y="${y}" dy="0.32em" text-anchor="middle">${pile.length}</text>`}
    </g>`;
  });
}

function oddities(bugs: readonly CalibratedBug[]): Html | null {
  const odd = bugs.filter(({ flags, tier, measuredTier }) => flags.length > 0 || tier !== measuredTier);
  if (odd.length === 0) return null;
  return html`<details>
    <summary>${odd.length} bugs whose tier or behaviour is surprising</summary>
    ${figuresTable(
      'Bugs to look at',
      ['Bug', 'Tier', 'Measured tier', 'Found', 'Difficulty', 'Outfit', 'Why'],
      odd.map(({ bug, operator, tier, measuredTier, found, attempted, b, se, outfit, flags }) => [
        html`<a href="#${bug}">${operator}</a>`,
        tier,
        measuredTier,
        `${found}/${attempted}`,
        logits(b, se),
        decimal(outfit, 2),
        [...(tier === measuredTier ? [] : ['another tier fits better']), ...flags].join('; '),
      ]),
    )}
  </details>`;
}
