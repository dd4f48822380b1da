/** One page of a longer list, with everything that a pager control shows. */
export interface Page<T> {
  readonly items: readonly T[];
  /** 1-based. */
  readonly page: number;
  readonly pageCount: number;
  readonly total: number;
  /** 1-based position of the first item on the page, 0 for an empty list. */
  readonly from: number;
  /** 1-based position of the last item on the page, 0 for an empty list. */
  readonly to: number;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

export interface CursorPage<T> {
  readonly items: readonly T[];
  /** Pass it on to get the next page; `null` on the last one. */
  readonly nextCursor: string | null;
}

const MAX_PAGE_SIZE = 100;

/** The number of pages that `total` items need; an empty list still has one (empty) page. */
export function countPages(total: number, pageSize: number): number {
  checkPageSize(pageSize);
  return Math.max(1, Math.ceil(total / pageSize));
}

/**
 * Cut one page out of `items`. A page number past the end shows the last page, because lists shrink while
 * people look at them.
 *
 * @throws RangeError when `page` or `pageSize` is not a positive whole number, or `pageSize` is over 100
 */
export function paginate<T>(items: readonly T[], page: number, pageSize: number): Page<T> {
  if (!Number.isInteger(page) || page < 1) {
    throw new RangeError(`page must be a positive whole number, got ${String(page)}`);
  }
  const pageCount = countPages(items.length, pageSize);
  const current = Math.min(page, pageCount);
  const start = (current - 1) * pageSize;
  const shown = items.slice(start, start + pageSize);
  return {
    items: shown,
    page: current,
    pageCount,
    total: items.length,
    from: shown.length === 0 ? 0 : start + 1,
    to: start + shown.length,
    hasPrevious: current > 1,
    hasNext: current < pageCount,
  };
}

/**
 * The page that starts with the item whose id is `cursor`, or the first page for `null`.
 *
 * @throws RangeError when no item has that id
 */
export function pageFrom<T extends { readonly id: string }>(
  items: readonly T[],
  cursor: string | null,
  pageSize: number,
): CursorPage<T> {
  checkPageSize(pageSize);
  const start = cursor === null ? 0 : items.findIndex((item) => item.id === cursor);
  if (start < 0) throw new RangeError('the cursor points to no item');
  const end = start + pageSize;
  return { items: items.slice(start, end), nextCursor: items[end]?.id ?? null };
}

/** At most `width` page numbers around `current`, kept inside 1…`pageCount`, for the links of a pager. */
export function pageWindow(current: number, pageCount: number, width: number): number[] {
  if (!Number.isInteger(width) || width < 1 || width > 25) {
    throw new RangeError(`width must be a whole number from 1 to 25, got ${String(width)}`);
  }
  if (current < 1 || current > pageCount) {
    throw new RangeError(`page ${String(current)} is not one of ${String(pageCount)}`);
  }
  const shown = Math.min(width, pageCount);
  const lastStart = pageCount - shown + 1;
  const first = Math.max(1, Math.min(current - Math.floor(shown / 2), lastStart));
  const pages: number[] = [];
  for (let page = first; page < first + shown; page++) {
    pages.push(page);
  }
  return pages;
}

function checkPageSize(pageSize: number): void {
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
    throw new RangeError(
      `page size must be a whole number from 1 to ${String(MAX_PAGE_SIZE)}, got ${String(pageSize)}`,
    );
  }
}
