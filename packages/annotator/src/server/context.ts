import type { Dealer } from '../store/assignments.ts';
import type { Store } from '../store/open-store.ts';
import type { Study } from '../store/study.ts';
import type { Agreement, Ratings } from '../store/ratings.ts';
import type { Site } from './site.ts';

/** What every route works with. */
export interface ServerContext {
  readonly store: Store;
  readonly study: Study;
  readonly dealer: Dealer;
  readonly site: () => Site;
  readonly clock: () => Date;
  /** Statistics belong to the scorer, which this package must not know: whoever starts the server hands them in. */
  readonly agreement: (ratings: Ratings) => Agreement;
  /** All runs as one ZIP file; how a run is written is no business of this package either. */
  readonly exportArchive: () => Promise<Uint8Array>;
}
