export interface SlugOptions {
  /** Longest slug, 60 unless said otherwise; words are left out as wholes where that is possible. */
  maxLength?: number;
  /** What stands between words, `-` unless said otherwise. */
  separator?: string;
  /** Words that say nothing. */
  stopWords?: readonly string[];
}

export function makeSlug(title: string, options?: SlugOptions): string;

export class SlugRegistry {
  constructor(options?: SlugOptions);
  get slugs(): string[];
  claim(title: string, owner: string): string;
  ownerOf(slug: string): string | null;
  release(owner: string): number;
}
