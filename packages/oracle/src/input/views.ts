import type { Target } from '@bebug/core/truth';
import type { CleanModule, ModuleSource } from '../clean-module.ts';
import type { Ascent, OtherView } from '../rung.ts';
import type { Sides } from '../sandbox/side.ts';
import { bitsOf, regionsAround } from '../subject/region.ts';
import type { CleanOutcomes } from './clean-outcomes.ts';
import { nearestFirst } from './reach.ts';
import type { SourceOfCases } from './source-of-cases.ts';

const TARGETS = 4;
const HUNTED_TARGETS = 2;

/** Targets of one module, and both codes with that module as the subject. */
export interface View {
  /** Nearest first. */
  readonly sources: readonly SourceOfCases[];
  /** Those of the sources that only the project itself calls: with what, its types may not say. */
  readonly inner: ReadonlySet<SourceOfCases>;
  /** The module's exports in turn. */
  readonly sequence: SourceOfCases | null;
  /** Path of the module, where it is not the mutated one, and where it runs, if not in a process of its own: for the witness. */
  readonly home: Pick<Target, 'module' | 'place'>;
  readonly outcomes: CleanOutcomes;
  readonly sides: Sides;
  /** Regions around the edits, from the smallest, which a case must enter to tell, as bits of what its run says. */
  readonly regions: readonly number[];
}

/** The module's own exports, then those of modules that import it, then both in other places. */
export async function* viewsOf(ascent: Ascent, distance: ReadonlyMap<string, number>): AsyncGenerator<View> {
  const { module, sides } = ascent;
  const near = (all: readonly ModuleSource[], from: ReadonlyMap<string, number>): SourceOfCases[] =>
    nearestFirst(from, all).map(({ source }) => source);
  const withDriver = (of: CleanModule, sources: readonly SourceOfCases[]): SourceOfCases[] =>
    [...(of.driverSource ? [of.driverSource] : []), ...sources].slice(0, TARGETS);
  const innerOf = (of: CleanModule): Set<SourceOfCases> =>
    new Set([
      ...of.exportSources.flatMap(({ source, isKnown }) => (isKnown ? [] : [source])),
      ...(of.sequenceSource && !of.isKnown ? [of.sequenceSource] : []),
    ]);
  const { outcomes } = module;
  const { file } = ascent.mutant.candidate;
  const around = await regionsAround(module.subject, { file, text: ascent.mutant.mutatedText });
  const homeOf = ({ subject }: CleanModule): View['home'] => ({
    ...(subject.file !== file && { module: subject.file }),
    ...(subject.place !== null && { place: subject.place }),
  });
  const own = { home: homeOf(module), outcomes, sides, regions: bitsOf(module.covering, around) };
  yield {
    ...own,
    sources: withDriver(module, near(module.exportSources, distance)),
    inner: innerOf(module),
    sequence: module.sequenceSource,
  };
  const through = (view: OtherView): View => ({
    // A barrel's own exports are beside the point.
    sources:
      view.distances.size === 0
        ? []
        : withDriver(view.module, near(view.module.exportSources, view.distances)),
    inner: innerOf(view.module),
    sequence: view.module.sequenceSource,
    home: homeOf(view.module),
    outcomes: view.module.outcomes,
    sides: view.sides,
    regions: bitsOf(view.module.covering, around),
  });
  for (const view of await ascent.importers()) yield through(view);
  for (const view of await ascent.elsewhere()) yield through(view);
}

/** What is hunted in, what others than the project can call first: a witness there is worth more. */
export function huntedIn(views: readonly View[]): { readonly view: View; readonly source: SourceOfCases }[] {
  const all = views.flatMap((view) =>
    [...view.sources.slice(0, HUNTED_TARGETS), ...(view.sequence ? [view.sequence] : [])].map((source) => ({
      view,
      source,
    })),
  );
  const isInner = ({ view, source }: (typeof all)[number]): boolean => view.inner.has(source);
  return [...all.filter((one) => !isInner(one)), ...all.filter(isInner)];
}
