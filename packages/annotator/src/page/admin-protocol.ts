import type { Overview } from '../store/overview.ts';
import type { Agreement } from '../store/ratings.ts';

/** `GET /api/admin/overview`: for the owner of the study alone. */
export interface AdminView extends Overview {
  readonly isFrozen: boolean;
  readonly agreement: Agreement;
}

/** `POST /api/admin/invite`: shown once, the store keeps hashes only. */
export interface InviteView {
  readonly name: string;
  /** Path and fragment of the personal link. */
  readonly link: string;
}
